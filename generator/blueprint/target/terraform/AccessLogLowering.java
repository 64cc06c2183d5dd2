package blueprint.target.terraform;

import blueprint.plan.LoadBalancer;
import java.util.List;

/** The bucket in which a load balancer keeps a record of every request. */
final class AccessLogLowering {

  /** After how many days an upload that broke off is removed. */
  private static final int UNFINISHED_DAYS = 7;

  private final LoadBalancer loadBalancer;
  private final String label;
  private final String path;

  private AccessLogLowering(LoadBalancer loadBalancer) {
    this.loadBalancer = loadBalancer;
    this.label = label(loadBalancer);
    this.path = "tiers." + loadBalancer.tier() + ".access_logs";
  }

  static List<Block> blocks(LoadBalancer loadBalancer) {
    return new AccessLogLowering(loadBalancer).blocks();
  }

  /** What the load balancer says about where it writes. */
  static Body destination(LoadBalancer loadBalancer) {
    return Body.EMPTY
        .set("enabled", true)
        .set("bucket", Expression.reference("aws_s3_bucket." + label(loadBalancer) + ".id"));
  }

  /** The address of what lets the load balancer write. */
  static String policy(LoadBalancer loadBalancer) {
    return "aws_s3_bucket_policy." + label(loadBalancer);
  }

  private static String label(LoadBalancer loadBalancer) {
    return Labels.of(loadBalancer.tier()) + "_access_logs";
  }

  private List<Block> blocks() {
    return List.of(
        bucket(), ownership(), access(), encryption(), lifecycle(), bucketPolicy(), document());
  }

  private Block bucket() {
    return Block.resource("aws_s3_bucket", label)
        .from(path)
        .reads("tiers." + loadBalancer.tier() + ".protect")
        .skip("CKV_AWS_18", "a log of who reads the log has no reader")
        .skip("CKV_AWS_21", "a record is written once and never changed")
        .skip("CKV_AWS_144", "a copy in another region is not worth its price")
        .skip("CKV_AWS_145", "load balancers write to buckets with S3's own keys only")
        .skip("CKV2_AWS_62", "nothing waits for a record")
        // With the longest name of a load balancer, exactly as long as S3 takes.
        .set("bucket_prefix", loadBalancer.name() + "-log-")
        .set("force_destroy", !loadBalancer.protect())
        .line()
        .set("tags", Stack.named(loadBalancer.name() + "-access-logs"));
  }

  private Block ownership() {
    return part("aws_s3_bucket_ownership_controls")
        .block("rule", Body.EMPTY.set("object_ownership", "BucketOwnerEnforced"));
  }

  private Block access() {
    return part("aws_s3_bucket_public_access_block")
        .set("block_public_acls", true)
        .set("block_public_policy", true)
        .set("ignore_public_acls", true)
        .set("restrict_public_buckets", true);
  }

  private Block encryption() {
    return part("aws_s3_bucket_server_side_encryption_configuration")
        .block(
            "rule",
            Body.EMPTY.block(
                "apply_server_side_encryption_by_default",
                Body.EMPTY.set("sse_algorithm", "AES256")));
  }

  private Block lifecycle() {
    return part("aws_s3_bucket_lifecycle_configuration")
        .block(
            "rule",
            Body.EMPTY
                .set("id", "expire")
                .set("status", "Enabled")
                .block("filter", Body.EMPTY)
                .block(
                    "expiration",
                    Body.EMPTY.set("days", loadBalancer.accessLogDays().orElseThrow()))
                .block(
                    "abort_incomplete_multipart_upload",
                    Body.EMPTY.set("days_after_initiation", UNFINISHED_DAYS)));
  }

  private Block bucketPolicy() {
    return part("aws_s3_bucket_policy")
        .set("policy", Expression.reference("data.aws_iam_policy_document." + label + ".json"))
        .line()
        .note("S3 takes one change of a bucket's access at a time.")
        .set(
            "depends_on",
            Expression.list(
                Expression.reference("aws_s3_bucket_ownership_controls." + label),
                Expression.reference("aws_s3_bucket_public_access_block." + label)));
  }

  private Block part(String type) {
    return Block.resource(type, label).from(path).set("bucket", bucketReference("id"));
  }

  private Block document() {
    return Block.data("aws_iam_policy_document", label)
        .from(path, "load balancers of this account write, and nobody sends anything in clear")
        .block("statement", write())
        .block("statement", encrypted());
  }

  private Body write() {
    Expression.Code account = Stack.account();
    return Body.EMPTY
        .set("sid", "WriteLogs")
        .set("actions", Expression.list("s3:PutObject"))
        .set(
            "resources",
            Expression.list(
                Expression.template(bucketReference("arn"), "/AWSLogs/", account, "/*")))
        .block(
            "principals", principals("Service", "logdelivery.elasticloadbalancing.amazonaws.com"))
        .block(
            "condition",
            Body.EMPTY
                .set("test", "ArnLike")
                .set("variable", "aws:SourceArn")
                .set(
                    "values",
                    Expression.list(
                        Expression.template(
                            "arn:aws:elasticloadbalancing:",
                            Expression.reference("local.region"),
                            ":",
                            account,
                            ":loadbalancer/*"))));
  }

  private Body encrypted() {
    return Body.EMPTY
        .set("sid", "DenyPlainHttp")
        .set("effect", "Deny")
        .set("actions", Expression.list("s3:*"))
        .set(
            "resources",
            Expression.list(
                bucketReference("arn"), Expression.template(bucketReference("arn"), "/*")))
        .block("principals", principals("*", "*"))
        .block(
            "condition",
            Body.EMPTY
                .set("test", "Bool")
                .set("variable", "aws:SecureTransport")
                .set("values", Expression.list("false")));
  }

  private static Body principals(String type, String identifier) {
    return Body.EMPTY.set("type", type).set("identifiers", Expression.list(identifier));
  }

  private Expression.Code bucketReference(String attribute) {
    return Expression.reference("aws_s3_bucket." + label + "." + attribute);
  }
}
