package blueprint.target.terraform;

import blueprint.plan.Database;
import blueprint.plan.MachineGroup;
import java.util.ArrayList;
import java.util.List;

/** What a run says about machines and databases. */
final class OutputLowering {

  private OutputLowering() {}

  static List<Block> blocks(Stack stack) {
    List<Block> outputs = new ArrayList<>();
    stack.plan().machineGroups().stream()
        .map(MachineGroup::image)
        .sorted()
        .distinct()
        .forEach(image -> outputs.add(image(stack, image)));
    stack.plan().machineGroups().forEach(group -> outputs.add(shell(group)));
    for (Database database : stack.plan().databases()) {
      outputs.add(endpoint(database));
      outputs.add(secret(database));
    }
    return outputs;
  }

  private static Block image(Stack stack, String image) {
    List<String> tiers =
        stack.plan().machineGroups().stream()
            .filter(group -> group.image().equals(image))
            .map(MachineGroup::tier)
            .toList();
    return Block.output(Labels.imageVariable(image))
        .from(tiers.stream().map(t -> "tiers." + t + ".image").toList(), "")
        .set(
            "description",
            "Machine image the " + String.join(" and ", tiers) + " machines start from.")
        .set("value", ImageLowering.id(image));
  }

  private static Block shell(MachineGroup group) {
    String name = "aws_autoscaling_group." + Labels.of(group.id()) + ".name";
    return Block.output(Labels.of(group.id()) + "_shell")
        .from("tiers." + group.tier())
        .set(
            "description",
            "Opens a shell on a machine of " + group.tier() + " through Session Manager.")
        .set(
            "value",
            Expression.template(
                "aws ssm start-session --region ",
                Expression.reference("local.region"),
                " --target \"$(aws autoscaling describe-auto-scaling-groups --region ",
                Expression.reference("local.region"),
                " --auto-scaling-group-names ",
                Expression.reference(name),
                " --query 'AutoScalingGroups[0].Instances[0].InstanceId' --output text)\""));
  }

  private static Block endpoint(Database database) {
    return Block.output(Labels.of(database.tier()) + "_endpoint")
        .from("tiers." + database.tier())
        .set("description", "Host and port of the database.")
        .set("value", DatabaseLowering.endpoint(database));
  }

  private static Block secret(Database database) {
    return Block.output(Labels.of(database.tier()) + "_secret_arn")
        .from("tiers." + database.tier())
        .set("description", "Secret with the user name and password of the database.")
        .set("value", DatabaseLowering.secretArn(database));
  }
}
