package blueprint.target.cloudformation;

import blueprint.plan.LoadBalancer;
import blueprint.target.cloudformation.Expression.Members;
import blueprint.target.cloudformation.Expression.Ref;
import java.util.List;

/** The bucket in which a load balancer keeps a record of every request. */
final class AccessLogLowering {

  private static final Ref ACCOUNT = Expression.ref("AWS::AccountId");

  private final Stack stack;
  private final LoadBalancer loadBalancer;
  private final String id;
  private final String path;

  private AccessLogLowering(Stack stack, LoadBalancer loadBalancer) {
    this.stack = stack;
    this.loadBalancer = loadBalancer;
    this.id = id(loadBalancer);
    this.path = "tiers." + loadBalancer.tier() + ".access_logs";
  }

  static List<Resource> resources(Stack stack, LoadBalancer loadBalancer) {
    AccessLogLowering lowering = new AccessLogLowering(stack, loadBalancer);
    return List.of(lowering.bucket(), lowering.bucketPolicy());
  }

  /** The logical id of the bucket. */
  static String id(LoadBalancer loadBalancer) {
    return LogicalIds.of(loadBalancer.tier(), "AccessLogs");
  }

  /** The logical id of what lets the load balancer write. */
  static String policy(LoadBalancer loadBalancer) {
    return id(loadBalancer) + "Policy";
  }

  private Resource bucket() {
    return kept(skips(Resource.of(id, "AWS::S3::Bucket").from(path)))
        .reads("tiers." + loadBalancer.tier() + ".protect")
        .set("BucketEncryption", encryption())
        .set("LifecycleConfiguration", lifecycle())
        .set("OwnershipControls", PrivateBucket.ownership())
        .set("PublicAccessBlockConfiguration", PrivateBucket.access())
        .set("Tags", stack.tags(loadBalancer.name() + "-access-logs"));
  }

  private static Resource skips(Resource bucket) {
    String reader = "a log of who reads the log has no reader";
    return bucket
        .skip("CKV_AWS_18", reader)
        .skip("CKV_AWS_21", "a record is written once and never changed")
        .skip("AwsSolutions-S1", reader);
  }

  private Resource kept(Resource bucket) {
    String kept = loadBalancer.protect() ? "Retain" : "Delete";
    Resource said =
        loadBalancer.protect()
            ? bucket
            : bucket.comment(
                "S3 deletes only an empty bucket: somebody has to empty it before the stack goes.");
    return said.attribute("DeletionPolicy", Expression.text(kept))
        .attribute("UpdateReplacePolicy", Expression.text(kept));
  }

  private static Members encryption() {
    return PrivateBucket.encryption()
        .noting(
            "ServerSideEncryptionConfiguration",
            "Load balancers write to buckets with S3's own keys only.");
  }

  private Members lifecycle() {
    return PrivateBucket.lifecycle(
        Expression.object().with("ExpirationInDays", loadBalancer.accessLogDays().orElseThrow()));
  }

  private Resource bucketPolicy() {
    Members document =
        Expression.object()
            .with("Version", "2012-10-17")
            .with("Statement", Expression.list(write(), PrivateBucket.encryptedOnly(id)));
    return Resource.of(policy(loadBalancer), "AWS::S3::BucketPolicy")
        .from(path, "load balancers of this account write, and nobody sends anything in clear")
        .set("Bucket", Expression.ref(id))
        .set("PolicyDocument", document);
  }

  private Members write() {
    Expression senders =
        Expression.sub(
            "arn:",
            Expression.ref("AWS::Partition"),
            ":elasticloadbalancing:",
            Expression.ref("AWS::Region"),
            ":",
            ACCOUNT,
            ":loadbalancer/*");
    return Expression.object()
        .with("Sid", "WriteLogs")
        .with("Effect", "Allow")
        .with(
            "Principal",
            Expression.object().with("Service", "logdelivery.elasticloadbalancing.amazonaws.com"))
        .with("Action", "s3:PutObject")
        .with("Resource", Expression.sub(arn(), "/AWSLogs/", ACCOUNT, "/*"))
        .with(
            "Condition",
            Expression.object()
                .with("ArnLike", Expression.object().with("aws:SourceArn", senders)));
  }

  private Expression arn() {
    return Expression.attribute(id, "Arn");
  }
}
