package blueprint.target.cloudformation;

import blueprint.plan.WebAcl;
import blueprint.plan.WebAclComment;
import blueprint.target.cloudformation.Expression.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A web application firewall, what it protects, and a record of what it matched. */
final class WebAclLowering {

  /** What AWS counts requests over unless told otherwise. */
  private static final int WINDOW_SECONDS = 300;

  private static final Members NOTHING = Expression.object();

  private final Stack stack;
  private final WebAcl acl;
  private final Optional<Expression> resource;

  private WebAclLowering(Stack stack, WebAcl acl, Optional<Expression> resource) {
    this.stack = stack;
    this.acl = acl;
    this.resource = resource;
  }

  /**
   * The resources of a firewall.
   *
   * @param resource the ARN of what it protects
   */
  static List<Resource> resources(Stack stack, WebAcl acl, Expression resource) {
    return new WebAclLowering(stack, acl, Optional.of(resource)).resources();
  }

  /** The resources of a firewall that something else puts before what it protects. */
  static List<Resource> resources(Stack stack, WebAcl acl) {
    return new WebAclLowering(stack, acl, Optional.empty()).resources();
  }

  /** The ARN of the firewall in front of a tier. */
  static Expression arn(String tier) {
    return Expression.attribute(LogicalIds.of(tier, "WebAcl"), "Arn");
  }

  private List<Resource> resources() {
    List<Resource> resources = new ArrayList<>(List.of(itself()));
    resource.ifPresent(arn -> resources.add(association(arn)));
    resources.addAll(List.of(logGroup(), logging()));
    return resources;
  }

  private Resource itself() {
    Resource start =
        Resource.of(id("WebAcl"), "AWS::WAFv2::WebACL").from(acl.path(), WebAclComment.of(acl));
    return (acl.blocks() ? start : start.skip("CKV_AWS_192", WebAclComment.COUNTS_ONLY))
        .set("Name", acl.name())
        .set("Scope", "REGIONAL")
        .set("DefaultAction", Expression.object().with("Allow", NOTHING))
        .set("Rules", Expression.list(rules()))
        .set("VisibilityConfig", visibility(acl.name()))
        .set("Tags", stack.tags(acl.name()));
  }

  private List<Members> rules() {
    List<Members> rules = new ArrayList<>();
    acl.rate().ifPresent(rate -> rules.add(rate(rate)));
    for (WebAcl.Group group : acl.groups()) {
      rules.add(group(group, acl.groups().indexOf(group) + 1));
    }
    return rules;
  }

  private Members rate(int limit) {
    Members statement =
        Expression.object()
            .with("AggregateKeyType", "IP")
            .with("Limit", limit)
            .with("EvaluationWindowSec", WINDOW_SECONDS);
    return Expression.object()
        .with("Name", "rate")
        .noting(
            "Name",
            "One address that asks too often, before anything dearer looks at its requests.")
        .with("Priority", 0)
        .with("Action", Expression.object().with(acl.blocks() ? "Block" : "Count", NOTHING))
        .with("Statement", Expression.object().with("RateBasedStatement", statement))
        .with("VisibilityConfig", visibility(acl.name() + "-rate"));
  }

  private Members group(WebAcl.Group group, int priority) {
    Members managed = Expression.object().with("VendorName", "AWS").with("Name", group.name());
    if (!group.counted().isEmpty()) {
      managed =
          managed.with(
              "RuleActionOverrides",
              Expression.list(group.counted().stream().map(WebAclLowering::counted).toList()));
    }
    return Expression.object()
        .with("Name", group.word())
        .noting(
            "Name", Character.toUpperCase(group.why().charAt(0)) + group.why().substring(1) + ".")
        .with("Priority", priority)
        .with("OverrideAction", Expression.object().with(acl.blocks() ? "None" : "Count", NOTHING))
        .with("Statement", Expression.object().with("ManagedRuleGroupStatement", managed))
        .with("VisibilityConfig", visibility(acl.name() + "-" + group.word()));
  }

  private static Members counted(String rule) {
    return Expression.object()
        .with("Name", rule)
        .with("ActionToUse", Expression.object().with("Count", NOTHING));
  }

  private static Members visibility(String metric) {
    return Expression.object()
        .with("CloudWatchMetricsEnabled", true)
        .with("MetricName", metric)
        .with("SampledRequestsEnabled", true);
  }

  private Resource association(Expression resource) {
    return Resource.of(id("WebAclAssociation"), "AWS::WAFv2::WebACLAssociation")
        .from(acl.path())
        .set("ResourceArn", resource)
        .set("WebACLArn", arn());
  }

  private Resource logGroup() {
    return LogGroups.of(stack, id("FirewallLogGroup"), acl.logGroup(), acl.logDays())
        .from(acl.path() + ".logs", "AWS wants its name to begin with aws-waf-logs-");
  }

  /** The group's own ARN ends in {@code :*}, which the firewall does not take. */
  private Resource logging() {
    Expression group =
        Expression.sub(
            "arn:",
            Expression.ref("AWS::Partition"),
            ":logs:",
            Expression.ref("AWS::Region"),
            ":",
            Expression.ref("AWS::AccountId"),
            ":log-group:",
            Expression.ref(id("FirewallLogGroup")));
    Members kept =
        Expression.object()
            .with("Behavior", "KEEP")
            .with("Requirement", "MEETS_ANY")
            .with("Conditions", Expression.list(action("BLOCK"), action("COUNT")));
    return Resource.of(id("WebAclLogging"), "AWS::WAFv2::LoggingConfiguration")
        .from(acl.path() + ".logs", "what a rule matched, without what would let its reader in")
        .set("ResourceArn", arn())
        .set("LogDestinationConfigs", Expression.list(group))
        .set("RedactedFields", Expression.list(header("authorization"), header("cookie")))
        .set(
            "LoggingFilter",
            Expression.object()
                .with("DefaultBehavior", "DROP")
                .with("Filters", Expression.list(kept)));
  }

  private static Members action(String action) {
    return Expression.object().with("ActionCondition", Expression.object().with("Action", action));
  }

  private static Members header(String name) {
    return Expression.object().with("SingleHeader", Expression.object().with("Name", name));
  }

  private Expression arn() {
    return Expression.attribute(id("WebAcl"), "Arn");
  }

  private String id(String what) {
    return LogicalIds.of(acl.subject(), what);
  }
}
