package blueprint.target.terraform;

import blueprint.plan.LoadBalancer;
import java.util.List;

/** The bucket in which a load balancer keeps a record of every request. */
final class AccessLogLowering {

  private final LoadBalancer loadBalancer;
  private final String label;
  private final String path;
  private final PrivateBucket parts;

  private AccessLogLowering(LoadBalancer loadBalancer) {
    this.loadBalancer = loadBalancer;
    this.label = label(loadBalancer);
    this.path = "tiers." + loadBalancer.tier() + ".access_logs";
    this.parts = new PrivateBucket(label, path);
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
        bucket(),
        parts.ownership(),
        parts.publicAccess(),
        parts.encryption(),
        parts.lifecycle(
            Body.EMPTY.block(
                "expiration", Body.EMPTY.set("days", loadBalancer.accessLogDays().orElseThrow()))),
        parts.policy(),
        document());
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

  private Block document() {
    return Block.data("aws_iam_policy_document", label)
        .from(path, "load balancers of this account write, and nobody sends anything in clear")
        .block("statement", write())
        .block("statement", parts.encryptedOnly());
  }

  private Body write() {
    Expression.Code account = Stack.account();
    return Body.EMPTY
        .set("sid", "WriteLogs")
        .set("actions", Expression.list("s3:PutObject"))
        .set(
            "resources",
            Expression.list(
                Expression.template(parts.reference("arn"), "/AWSLogs/", account, "/*")))
        .block(
            "principals",
            PrivateBucket.principals("Service", "logdelivery.elasticloadbalancing.amazonaws.com"))
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
}
