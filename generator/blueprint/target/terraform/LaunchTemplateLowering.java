package blueprint.target.terraform;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineImage;
import java.util.List;

/** What every machine of a group is started with. */
final class LaunchTemplateLowering {

  private final Stack stack;
  private final MachineGroup group;
  private final String label;

  private LaunchTemplateLowering(Stack stack, MachineGroup group) {
    this.stack = stack;
    this.group = group;
    this.label = Labels.of(group.id());
  }

  static Block block(Stack stack, MachineGroup group) {
    return new LaunchTemplateLowering(stack, group).block();
  }

  private Block block() {
    Expression values =
        Expression.object()
            .with("values", Expression.code("jsonencode(local." + label + "_values)"))
            .lines();
    Expression file =
        Expression.template(
            Expression.reference("path.module"), "/" + MachineLowering.userDataFile(group));
    Block block =
        Block.resource("aws_launch_template", label)
            .from("tiers." + group.tier())
            .readsOf("tiers." + group.tier(), "type", "disk", "image")
            .reads("tags")
            .set("name", group.name())
            .set("description", stack.plan().name() + " " + group.words())
            .set("update_default_version", true)
            .line()
            .set("image_id", ImageLowering.id(group.image()))
            .set("instance_type", group.instanceType())
            .set("vpc_security_group_ids", Expression.list(SecurityLowering.groupId(group.tier())))
            .set(
                "user_data",
                Expression.call("base64encode", Expression.call("templatefile", file, values)))
            .block(
                "iam_instance_profile",
                Body.EMPTY.set(
                    "arn", Expression.reference("aws_iam_instance_profile." + label + ".arn")))
            .block("metadata_options", metadata())
            .block("monitoring", Body.EMPTY.set("enabled", true))
            .line()
            .note("The image's first disk.")
            .block("block_device_mappings", disk())
            .line()
            .note("The provider's default tags do not reach what the autoscaling group starts.");
    for (String type : List.of("instance", "volume", "network-interface")) {
      block = block.block("tag_specifications", tagged(type));
    }
    return block.line().set("tags", Stack.named(group.name()));
  }

  private static Body metadata() {
    return Body.EMPTY
        .set("http_endpoint", "enabled")
        .set("http_tokens", "required")
        .set("http_put_response_hop_limit", 1);
  }

  private Body disk() {
    MachineImage image =
        stack.plan().images().stream()
            .filter(i -> i.name().equals(group.image()))
            .findFirst()
            .orElseThrow();
    return Body.EMPTY
        .set("device_name", image.source().rootDevice())
        .block(
            "ebs",
            Body.EMPTY
                .set("volume_type", "gp3")
                .set("volume_size", group.diskGigabytes())
                .set("encrypted", true)
                .set("delete_on_termination", true));
  }

  private Body tagged(String type) {
    return Body.EMPTY
        .set("resource_type", type)
        .set(
            "tags",
            Expression.call(
                "merge", Expression.reference("local.tags"), Stack.named(group.name())));
  }
}
