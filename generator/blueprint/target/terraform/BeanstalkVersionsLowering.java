package blueprint.target.terraform;

import blueprint.plan.Beanstalk;
import java.util.List;

/** The application that the versions of a program belong to, and the bucket that keeps them. */
final class BeanstalkVersionsLowering {

  /** How long a version that is deleted, or written over, can be got back. */
  private static final int REGRET_DAYS = 30;

  private final Beanstalk beanstalk;
  private final String tier;
  private final PrivateBucket parts;

  private BeanstalkVersionsLowering(Beanstalk beanstalk) {
    this.beanstalk = beanstalk;
    this.tier = "tiers." + beanstalk.tier();
    this.parts = new PrivateBucket(Labels.of(beanstalk.tier()) + "_versions", tier);
  }

  static List<Block> blocks(Beanstalk beanstalk) {
    return new BeanstalkVersionsLowering(beanstalk).blocks();
  }

  /** An attribute of the application. */
  static Expression.Code application(Beanstalk beanstalk, String attribute) {
    String label = Labels.of(beanstalk.tier());
    return Expression.reference("aws_elastic_beanstalk_application." + label + "." + attribute);
  }

  /** An attribute of the bucket. */
  static Expression.Code bucket(Beanstalk beanstalk, String attribute) {
    return new BeanstalkVersionsLowering(beanstalk).parts.reference(attribute);
  }

  private List<Block> blocks() {
    return List.of(
        application(),
        bucket(),
        parts.ownership(),
        parts.publicAccess(),
        parts.encryption(),
        versioning(),
        lifecycle(),
        parts.policy(),
        document());
  }

  private Block application() {
    String role = BeanstalkRoleLowering.service(beanstalk);
    return Block.resource("aws_elastic_beanstalk_application", Labels.of(beanstalk.tier()))
        .from(tier, "versions are made by whoever releases, not here")
        .readsOf(tier, "keep")
        .set("name", beanstalk.application())
        .block(
            "appversion_lifecycle",
            Body.EMPTY
                .set("service_role", Expression.reference("aws_iam_role." + role + ".arn"))
                .set("max_count", beanstalk.keep())
                .set("delete_source_from_s3", true))
        .line()
        .note("Versions are deleted with the role, which has to be allowed to.")
        .set("depends_on", Expression.list(Expression.reference("aws_iam_role_policy." + role)));
  }

  private Block bucket() {
    return Block.resource("aws_s3_bucket", parts.label())
        .from(tier, "the source of each version; it can be made again from its commit")
        .skip("CKV_AWS_18", "versions are put and fetched by whoever may release, and nobody else")
        .skip("CKV_AWS_144", "a copy in another region is not worth its price")
        .skip("CKV_AWS_145", "encrypted with the key S3 owns; Elastic Beanstalk reads it too")
        .skip("CKV2_AWS_62", "nothing waits for a version but Elastic Beanstalk, which is told")
        .set(
            "bucket",
            Expression.template(
                beanstalk.bucketPrefix() + "-",
                Stack.account(),
                "-",
                Expression.reference("local.region")))
        .set("force_destroy", true)
        .line()
        .set("tags", Stack.named(beanstalk.bucketPrefix()));
  }

  private Block versioning() {
    return parts
        .part("aws_s3_bucket_versioning")
        .block("versioning_configuration", Body.EMPTY.set("status", "Enabled"));
  }

  private Block lifecycle() {
    return parts
        .lifecycle(
            Body.EMPTY
                .block("expiration", Body.EMPTY.set("expired_object_delete_marker", true))
                .block(
                    "noncurrent_version_expiration",
                    Body.EMPTY.set("noncurrent_days", REGRET_DAYS)))
        .line()
        .set(
            "depends_on",
            Expression.list(Expression.reference("aws_s3_bucket_versioning." + parts.label())));
  }

  private Block document() {
    return Block.data("aws_iam_policy_document", parts.label())
        .from(tier, "nobody sends or fetches anything in clear")
        .block("statement", parts.encryptedOnly());
  }
}
