package blueprint.target.terraform;

import blueprint.plan.Network.Own;
import java.util.List;

/** A record of all connections, and the role that writes it. */
final class FlowLogLowering {

  private static final String LABEL = "flow_logs";

  private final Stack stack;
  private final Own network;

  private FlowLogLowering(Stack stack, Own network) {
    this.stack = stack;
    this.network = network;
  }

  static List<Block> blocks(Stack stack, Own network) {
    return new FlowLogLowering(stack, network).blocks();
  }

  private List<Block> blocks() {
    return List.of(
        log(), group(), role(), assume(), NetworkLowering.account(), policy(), permissions());
  }

  private Block log() {
    return Block.resource("aws_flow_log", "main")
        .from("network", "who talked to whom, and who was turned away")
        .set("vpc_id", stack.network().vpcId())
        .set("traffic_type", "ALL")
        .set("log_destination_type", "cloud-watch-logs")
        .set("log_destination", groupArn())
        .set("iam_role_arn", Expression.reference("aws_iam_role.flow_logs.arn"))
        .line()
        .set("tags", Stack.named(stack.plan().name()));
  }

  private Block group() {
    return LogGroups.of(LABEL, network.flowLogGroup(), network.flowLogDays(), "network.flow_logs")
        .from("network.flow_logs");
  }

  private static Expression.Code groupArn() {
    return Expression.reference("aws_cloudwatch_log_group.flow_logs.arn");
  }

  private Block role() {
    return Block.resource("aws_iam_role", LABEL)
        .from("network.flow_logs")
        .set("name_prefix", stack.name("flow-"))
        .set("description", "VPC flow logs of " + stack.plan().name())
        .set("assume_role_policy", document("flow_logs_assume"));
  }

  private static Block assume() {
    Body service =
        Body.EMPTY
            .set("type", "Service")
            .set("identifiers", Expression.list("vpc-flow-logs.amazonaws.com"));
    Expression source =
        Expression.template(
            "arn:aws:ec2:",
            Expression.reference("local.region"),
            ":",
            Stack.account(),
            ":vpc-flow-log/*");
    return Block.data("aws_iam_policy_document", "flow_logs_assume")
        .from("network.flow_logs", "only flow logs of this account and region may take the role")
        .block(
            "statement",
            Body.EMPTY
                .set("actions", Expression.list("sts:AssumeRole"))
                .block("principals", service)
                .block("condition", condition("StringEquals", "aws:SourceAccount", Stack.account()))
                .block("condition", condition("ArnLike", "aws:SourceArn", source)));
  }

  private static Body condition(String test, String variable, Expression value) {
    return Body.EMPTY
        .set("test", test)
        .set("variable", variable)
        .set("values", Expression.list(value));
  }

  private static Block policy() {
    return Block.resource("aws_iam_role_policy", LABEL)
        .from("network.flow_logs")
        .set("name", "write-flow-logs")
        .set("role", Expression.reference("aws_iam_role.flow_logs.id"))
        .set("policy", document(LABEL));
  }

  private static Block permissions() {
    Body statement =
        Body.EMPTY
            .set(
                "actions",
                Expression.list(
                    "logs:CreateLogStream",
                    "logs:DescribeLogGroups",
                    "logs:DescribeLogStreams",
                    "logs:PutLogEvents"))
            .set("resources", Expression.list(Expression.template(groupArn(), ":*")));
    return Block.data("aws_iam_policy_document", LABEL)
        .from("network.flow_logs")
        .block("statement", statement);
  }

  private static Expression document(String label) {
    return Expression.reference("data.aws_iam_policy_document." + label + ".json");
  }
}
