package blueprint.target.cloudformation;

import blueprint.plan.MachineGroup;
import java.util.List;
import java.util.stream.Stream;

/** What a stack says about itself once it stands. */
final class OutputLowering {

  private OutputLowering() {}

  static List<Output> outputs(Stack stack) {
    return Stream.of(
            EntranceOutputs.of(stack),
            stack.plan().machineGroups().stream().map(OutputLowering::shell).toList(),
            BeanstalkOutputs.of(stack),
            DatabaseOutputs.of(stack))
        .flatMap(List::stream)
        .toList();
  }

  private static Output shell(MachineGroup group) {
    return Output.of(
        LogicalIds.of(group.id(), "Shell"),
        "tiers." + group.tier(),
        "Opens a shell on a machine of " + group.tier() + " through Session Manager.",
        Expression.sub(
            "aws ssm start-session --region ",
            Expression.ref("AWS::Region"),
            " --target \"$(aws autoscaling describe-auto-scaling-groups --region ",
            Expression.ref("AWS::Region"),
            " --auto-scaling-group-names ",
            Expression.ref(AutoScalingLowering.id(group)),
            " --query 'AutoScalingGroups[0].Instances[0].InstanceId' --output text)\""));
  }
}
