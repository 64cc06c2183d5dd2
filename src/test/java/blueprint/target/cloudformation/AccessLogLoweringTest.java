package blueprint.target.cloudformation;

import static blueprint.target.cloudformation.Expression.attribute;
import static blueprint.target.cloudformation.Expression.object;
import static blueprint.target.cloudformation.Expression.ref;
import static blueprint.target.cloudformation.Expression.sub;
import static blueprint.target.cloudformation.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;

import blueprint.target.cloudformation.Expression.Items;
import blueprint.target.cloudformation.Expression.Members;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AccessLogLoweringTest {

  private static final String PLAIN = "listen: [{http: 80, to: app}]";

  private final Compiled compiled = logging("access_logs: 90d");

  @Test
  void theLoadBalancerWritesOnceItMay() {
    Map<String, Expression> attributes =
        Compiled.pairs(compiled.properties("LbLoadBalancer").get("LoadBalancerAttributes"));

    assertThat(attributes)
        .containsEntry("access_logs.s3.enabled", text("true"))
        .containsEntry("access_logs.s3.bucket", ref("LbAccessLogs"));
    assertThat(compiled.attributes("LbLoadBalancer").get("DependsOn").toString())
        .contains("LbAccessLogsPolicy");
    assertThat(compiled.skips("LbLoadBalancer")).isEmpty();
  }

  @Test
  void recordsExpireAndNobodyElseSeesThem() {
    Map<String, Expression> bucket = compiled.properties("LbAccessLogs");

    assertThat(bucket.get("LifecycleConfiguration").toString())
        .contains("ExpirationInDays=Numeric[value=90]");
    assertThat(bucket)
        .containsEntry(
            "PublicAccessBlockConfiguration",
            object()
                .with("BlockPublicAcls", true)
                .with("BlockPublicPolicy", true)
                .with("IgnorePublicAcls", true)
                .with("RestrictPublicBuckets", true))
        .doesNotContainKeys("BucketName", "AccessControl", "VersioningConfiguration");
    assertThat(bucket.get("BucketEncryption").toString()).contains("AES256").doesNotContain("kms");
  }

  @Test
  void loadBalancersOfThisAccountWriteAndNobodyReads() {
    List<Members> statements = statements();

    assertThat(statements).hasSize(2);
    assertThat(statements.get(0).members())
        .containsEntry("Action", text("s3:PutObject"))
        .containsEntry(
            "Principal", object().with("Service", "logdelivery.elasticloadbalancing.amazonaws.com"))
        .containsEntry(
            "Resource",
            sub(attribute("LbAccessLogs", "Arn"), "/AWSLogs/", ref("AWS::AccountId"), "/*"));
    assertThat(statements.get(0).members().get("Condition").toString()).contains("ArnLike");
  }

  @Test
  void whoeverSendsInClearIsRefused() {
    assertThat(statements().get(1).members())
        .containsEntry("Effect", text("Deny"))
        .containsEntry("Principal", text("*"))
        .containsEntry(
            "Condition", object().with("Bool", object().with("aws:SecureTransport", "false")));
  }

  @Test
  void whatIsProtectedStaysWhenTheStackGoes() {
    assertThat(compiled.attributes("LbAccessLogs"))
        .containsEntry("DeletionPolicy", text("Retain"))
        .containsEntry("UpdateReplacePolicy", text("Retain"));
  }

  @Test
  void whatIsNotProtectedGoesWithTheStack() {
    Compiled open = logging("access_logs: 30d\n      protect: false");

    assertThat(open.attributes("LbAccessLogs"))
        .containsEntry("DeletionPolicy", text("Delete"))
        .containsEntry("UpdateReplacePolicy", text("Delete"));
    assertThat(Compiled.pairs(open.properties("LbLoadBalancer").get("LoadBalancerAttributes")))
        .containsEntry("deletion_protection.enabled", text("false"));
  }

  private List<Members> statements() {
    Members document = (Members) compiled.properties("LbAccessLogsPolicy").get("PolicyDocument");
    Items statements = (Items) document.members().get("Statement");
    return statements.items().stream().map(Members.class::cast).toList();
  }

  private static Compiled logging(String keys) {
    return Compiled.replacing("", PLAIN, PLAIN + "\n      " + keys);
  }
}
