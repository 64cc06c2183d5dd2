package blueprint.target.cloudformation;

import blueprint.plan.Network.Own;
import blueprint.target.cloudformation.Expression.Members;
import java.util.List;

/** A record of all connections, and the role that writes it. */
final class FlowLogLowering {

  private static final String GROUP = "FlowLogGroup";
  private static final String ROLE = "FlowLogRole";
  private static final String PATH = "network.flow_logs";

  private final Stack stack;
  private final Own network;

  private FlowLogLowering(Stack stack, Own network) {
    this.stack = stack;
    this.network = network;
  }

  static List<Resource> resources(Stack stack, Own network) {
    FlowLogLowering lowering = new FlowLogLowering(stack, network);
    return List.of(lowering.log(), lowering.group(), lowering.role());
  }

  private Resource log() {
    return Resource.of("FlowLog", "AWS::EC2::FlowLog")
        .from("network", "who talked to whom, and who was turned away")
        .set("ResourceType", "VPC")
        .set("ResourceId", stack.network().vpcId())
        .set("TrafficType", "ALL")
        .set("LogGroupName", Expression.ref(GROUP))
        .set("DeliverLogsPermissionArn", Expression.attribute(ROLE, "Arn"))
        .set("Tags", stack.tags(stack.plan().name()));
  }

  private Resource group() {
    return LogGroups.of(stack, GROUP, network.flowLogGroup(), network.flowLogDays()).from(PATH);
  }

  private Resource role() {
    Members policy =
        Expression.object()
            .with("PolicyName", "write-flow-logs")
            .with("PolicyDocument", document(permissions()));
    return Resource.of(ROLE, "AWS::IAM::Role")
        .from(PATH, "only flow logs of this account and region may take it")
        .set("Description", "VPC flow logs of " + stack.plan().name())
        .set("AssumeRolePolicyDocument", document(trust()))
        .set("Policies", Expression.list(policy))
        .set("Tags", stack.tags());
  }

  private static Members trust() {
    Expression account = Expression.ref("AWS::AccountId");
    Expression source =
        Expression.sub(
            "arn:aws:ec2:", Expression.ref("AWS::Region"), ":", account, ":vpc-flow-log/*");
    return Expression.object()
        .with("Effect", "Allow")
        .with("Principal", Expression.object().with("Service", "vpc-flow-logs.amazonaws.com"))
        .with("Action", "sts:AssumeRole")
        .with(
            "Condition",
            Expression.object()
                .with("StringEquals", Expression.object().with("aws:SourceAccount", account))
                .with("ArnLike", Expression.object().with("aws:SourceArn", source)));
  }

  /** The group's ARN ends in {@code :*}: it means the streams in it. */
  private static Members permissions() {
    return Expression.object()
        .with("Effect", "Allow")
        .with(
            "Action",
            Expression.list(
                "logs:CreateLogStream",
                "logs:DescribeLogGroups",
                "logs:DescribeLogStreams",
                "logs:PutLogEvents"))
        .with("Resource", Expression.attribute(GROUP, "Arn"));
  }

  private static Members document(Members statement) {
    return Expression.object()
        .with("Version", "2012-10-17")
        .with("Statement", Expression.list(statement));
  }
}
