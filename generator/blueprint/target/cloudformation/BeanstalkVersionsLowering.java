package blueprint.target.cloudformation;

import blueprint.plan.Beanstalk;
import blueprint.target.cloudformation.Expression.Members;
import java.util.List;

/** The application that the versions of a program belong to, and the bucket that keeps them. */
final class BeanstalkVersionsLowering {

  /** How long a version that is deleted, or written over, can be got back. */
  private static final int REGRET_DAYS = 30;

  private final Stack stack;
  private final Beanstalk beanstalk;
  private final String path;
  private final String bucket;

  private BeanstalkVersionsLowering(Stack stack, Beanstalk beanstalk) {
    this.stack = stack;
    this.beanstalk = beanstalk;
    this.path = "tiers." + beanstalk.tier();
    this.bucket = bucket(beanstalk);
  }

  static List<Resource> resources(Stack stack, Beanstalk beanstalk) {
    BeanstalkVersionsLowering lowering = new BeanstalkVersionsLowering(stack, beanstalk);
    return List.of(lowering.application(), lowering.bucket(), lowering.policy());
  }

  /** The application. */
  static Expression application(Beanstalk beanstalk) {
    return Expression.ref(applicationId(beanstalk));
  }

  /** The logical id of the bucket. */
  static String bucket(Beanstalk beanstalk) {
    return LogicalIds.of(beanstalk.tier(), "Versions");
  }

  private static String applicationId(Beanstalk beanstalk) {
    return LogicalIds.of(beanstalk.tier(), "Application");
  }

  private Resource application() {
    Members most =
        Expression.object()
            .with("Enabled", true)
            .with("MaxCount", beanstalk.keep())
            .with("DeleteSourceFromS3", true);
    Members lifecycle =
        Expression.object()
            .with(
                "ServiceRole",
                Expression.attribute(BeanstalkRoleLowering.service(beanstalk), "Arn"))
            .with("VersionLifecycleConfig", Expression.object().with("MaxCountRule", most));
    return Resource.of(applicationId(beanstalk), "AWS::ElasticBeanstalk::Application")
        .from(path, "versions are made by whoever releases, not here")
        .readsOf(path, "keep")
        .set("ApplicationName", beanstalk.application())
        .set("ResourceLifecycleConfig", lifecycle);
  }

  private Resource bucket() {
    Expression name =
        Expression.sub(
            beanstalk.bucketPrefix() + "-",
            Expression.ref("AWS::AccountId"),
            "-",
            Expression.ref("AWS::Region"));
    String reader = "versions are put and fetched by whoever may release, and nobody else";
    return Resource.of(bucket, "AWS::S3::Bucket")
        .from(path, "the source of each version; it can be made again from its commit")
        .comment("S3 deletes only an empty bucket: `destroy` empties it before the stack goes.")
        .skip("CKV_AWS_18", reader)
        .skip("AwsSolutions-S1", reader)
        .attribute("DeletionPolicy", Expression.text("Delete"))
        .attribute("UpdateReplacePolicy", Expression.text("Delete"))
        .set("BucketName", name)
        .set("BucketEncryption", PrivateBucket.encryption())
        .set(
            "LifecycleConfiguration",
            PrivateBucket.lifecycle(
                Expression.object()
                    .with("ExpiredObjectDeleteMarker", true)
                    .with(
                        "NoncurrentVersionExpiration",
                        Expression.object().with("NoncurrentDays", REGRET_DAYS))))
        .set("OwnershipControls", PrivateBucket.ownership())
        .set("PublicAccessBlockConfiguration", PrivateBucket.access())
        .set("VersioningConfiguration", Expression.object().with("Status", "Enabled"))
        .set("Tags", stack.tags(beanstalk.bucketPrefix()));
  }

  private Resource policy() {
    return Resource.of(bucket + "Policy", "AWS::S3::BucketPolicy")
        .from(path, "nobody sends or fetches anything in clear")
        .set("Bucket", Expression.ref(bucket))
        .set(
            "PolicyDocument",
            PermissionLowering.document(List.of(PrivateBucket.encryptedOnly(bucket))));
  }
}
