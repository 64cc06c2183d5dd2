package blueprint.target.terraform;

import blueprint.plan.WebAcl;
import blueprint.plan.WebAclComment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A web application firewall, what it protects, and a record of what it matched. */
final class WebAclLowering {

  /** What AWS counts requests over unless told otherwise. */
  private static final int WINDOW_SECONDS = 300;

  private static final Body NOTHING = Body.EMPTY;

  private final WebAcl acl;
  private final String label;
  private final Optional<Expression> resource;

  private WebAclLowering(WebAcl acl, Optional<Expression> resource) {
    this.acl = acl;
    this.label = Labels.of(acl.subject());
    this.resource = resource;
  }

  /**
   * The blocks of a firewall.
   *
   * @param resource the ARN of what it protects
   */
  static List<Block> blocks(WebAcl acl, Expression resource) {
    return new WebAclLowering(acl, Optional.of(resource)).blocks();
  }

  /** The blocks of a firewall that something else puts before what it protects. */
  static List<Block> blocks(WebAcl acl) {
    return new WebAclLowering(acl, Optional.empty()).blocks();
  }

  /** The ARN of the firewall in front of a tier. */
  static Expression.Code arn(String tier) {
    return Expression.reference("aws_wafv2_web_acl." + Labels.of(tier) + ".arn");
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>(List.of(itself()));
    resource.ifPresent(arn -> blocks.add(association(arn)));
    blocks.addAll(List.of(logGroup(), logging()));
    return blocks;
  }

  private Block itself() {
    Block block =
        skips(Block.resource("aws_wafv2_web_acl", label).from(acl.path(), WebAclComment.of(acl)))
            .set("name", acl.name())
            .set("scope", "REGIONAL")
            .block("default_action", Body.EMPTY.block("allow", NOTHING));
    for (Body rule : rules()) {
      block = block.line().block("rule", rule);
    }
    return block
        .block("visibility_config", visibility(acl.name()))
        .set("tags", Stack.named(acl.name()));
  }

  private Block skips(Block block) {
    return acl.blocks() ? block : block.skip("CKV_AWS_192", WebAclComment.COUNTS_ONLY);
  }

  private List<Body> rules() {
    List<Body> rules = new ArrayList<>();
    acl.rate().ifPresent(rate -> rules.add(rate(rate)));
    for (WebAcl.Group group : acl.groups()) {
      rules.add(group(group, acl.groups().indexOf(group) + 1));
    }
    return rules;
  }

  private Body rate(int limit) {
    Body statement =
        Body.EMPTY
            .set("aggregate_key_type", "IP")
            .set("limit", limit)
            .set("evaluation_window_sec", WINDOW_SECONDS);
    return Body.EMPTY
        .note("One address that asks too often, before anything dearer looks at its requests.")
        .set("name", "rate")
        .set("priority", 0)
        .block("action", Body.EMPTY.block(acl.blocks() ? "block" : "count", NOTHING))
        .block("statement", Body.EMPTY.block("rate_based_statement", statement))
        .block("visibility_config", visibility(acl.name() + "-rate"));
  }

  private Body group(WebAcl.Group group, int priority) {
    Body managed = Body.EMPTY.set("vendor_name", "AWS").set("name", group.name());
    for (String rule : group.counted()) {
      managed =
          managed.block(
              "rule_action_override",
              Body.EMPTY
                  .set("name", rule)
                  .block("action_to_use", Body.EMPTY.block("count", NOTHING)));
    }
    return Body.EMPTY
        .note(Character.toUpperCase(group.why().charAt(0)) + group.why().substring(1) + ".")
        .set("name", group.word())
        .set("priority", priority)
        .block("override_action", Body.EMPTY.block(acl.blocks() ? "none" : "count", NOTHING))
        .block("statement", Body.EMPTY.block("managed_rule_group_statement", managed))
        .block("visibility_config", visibility(acl.name() + "-" + group.word()));
  }

  private static Body visibility(String metric) {
    return Body.EMPTY
        .set("cloudwatch_metrics_enabled", true)
        .set("metric_name", metric)
        .set("sampled_requests_enabled", true);
  }

  private Block association(Expression resource) {
    return Block.resource("aws_wafv2_web_acl_association", label)
        .from(acl.path())
        .set("resource_arn", resource)
        .set("web_acl_arn", arn());
  }

  private Block logGroup() {
    String key = "firewall.logs";
    return LogGroups.of(label + "_firewall", acl.logGroup(), acl.logDays(), key)
        .from(acl.path() + ".logs", "AWS wants its name to begin with aws-waf-logs-");
  }

  private Block logging() {
    Expression group = Expression.reference("aws_cloudwatch_log_group." + label + "_firewall.arn");
    Body kept =
        Body.EMPTY
            .set("behavior", "KEEP")
            .set("requirement", "MEETS_ANY")
            .block("condition", action("BLOCK"))
            .block("condition", action("COUNT"));
    return Block.resource("aws_wafv2_web_acl_logging_configuration", label)
        .from(acl.path() + ".logs", "what a rule matched, without what would let its reader in")
        .set("resource_arn", arn())
        .set("log_destination_configs", Expression.list(group))
        .block("redacted_fields", header("authorization"))
        .block("redacted_fields", header("cookie"))
        .block("logging_filter", Body.EMPTY.set("default_behavior", "DROP").block("filter", kept));
  }

  private static Body action(String action) {
    return Body.EMPTY.block("action_condition", Body.EMPTY.set("action", action));
  }

  private static Body header(String name) {
    return Body.EMPTY.block("single_header", Body.EMPTY.set("name", name));
  }

  private Expression arn() {
    return Expression.reference("aws_wafv2_web_acl." + label + ".arn");
  }
}
