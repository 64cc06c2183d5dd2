package blueprint.target.terraform;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineGroup.Service;
import blueprint.plan.UserDataSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Machines: their group and rules, their image, what they learn at boot, and what keeps them. */
final class MachineLowering {

  /** Percent of the machines that a group has, at least and at most, while some are replaced. */
  private static final int ALL = 100;

  private static final int TWICE = 200;

  private final Stack stack;
  private final MachineGroup group;
  private final String path;
  private final String label;

  private MachineLowering(Stack stack, MachineGroup group) {
    this.stack = stack;
    this.group = group;
    this.path = "tiers." + group.tier();
    this.label = Labels.of(group.tier());
  }

  static List<Block> blocks(Stack stack, MachineGroup group) {
    return new MachineLowering(stack, group).blocks();
  }

  /** Where the user data of a tier stands, below the folder of the configuration. */
  static String userDataFile(MachineGroup group) {
    return "files/" + Labels.of(group.tier()).replace('_', '-') + "-user-data.yaml";
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(stack.security().group(group.tier(), group.tier() + " machines", ""));
    blocks.addAll(stack.security().rulesOf(group.tier()));
    if (firstOfItsImage()) {
      blocks.addAll(ImageLowering.blocks(stack, group.image(), group.tier()));
    }
    blocks.addAll(settingsParameters());
    blocks.add(values());
    blocks.add(LaunchTemplateLowering.block(stack, group));
    blocks.add(autoScalingGroup());
    if (group.cpuPercent().isPresent()) {
      blocks.add(scalingPolicy(group.cpuPercent().getAsInt()));
    }
    if (holdsLeases() && firstWithLeases()) {
      blocks.add(LeaseLowering.table(stack.plan()));
    }
    blocks.add(
        LogGroups.of(label, group.logGroup(), group.logDays(), "logs")
            .comment(path + ".services: their journal"));
    blocks.addAll(RoleLowering.blocks(stack, group));
    return blocks;
  }

  private boolean firstOfItsImage() {
    return stack.plan().machineGroups().stream()
        .filter(g -> g.image().equals(group.image()))
        .findFirst()
        .filter(group::equals)
        .isPresent();
  }

  private boolean holdsLeases() {
    return group.services().stream().anyMatch(Service::singleton);
  }

  private boolean firstWithLeases() {
    return stack.plan().machineGroups().stream()
        .filter(g -> g.services().stream().anyMatch(Service::singleton))
        .findFirst()
        .filter(group::equals)
        .isPresent();
  }

  /** Settings that are too large for user data, cut over parameters. */
  private List<Block> settingsParameters() {
    if (group.settings().isEmpty() || group.settings().get().parameters() == 0) {
      return List.of();
    }
    MachineGroup.Settings settings = group.settings().get();
    String document = label + "_settings";
    Block locals =
        Block.locals()
            .comment(path + ".settings: too large for user data, so they are kept in parameters")
            .set(
                document,
                Expression.call("jsonencode", ValuesLowering.document(stack, group, settings)));
    String part =
        "substr(local.%s, count.index * %d, %d)"
            .formatted(
                document, UserDataSize.PARAMETER_CHARACTERS, UserDataSize.PARAMETER_CHARACTERS);
    String count =
        "ceil(length(local.%s) / %d)".formatted(document, UserDataSize.PARAMETER_CHARACTERS);
    Block parameter =
        Block.resource("aws_ssm_parameter", document)
            .comment(path + ".settings")
            .skip("CKV2_AWS_34", "it holds no secret: the machines fill those in themselves")
            .skip("CKV_AWS_337", "it holds no secret: the machines fill those in themselves")
            .set("count", Expression.code(count))
            .line()
            .set(
                "name",
                Expression.template(
                    settings.parameterPath() + "/", Expression.reference("count.index")))
            .set("type", "String")
            .set("value", Expression.code(part));
    return List.of(locals, parameter);
  }

  private Block values() {
    String what =
        group.settings().isPresent()
            ? path + ".settings, " + path + ".services"
            : path + ".services";
    return Block.locals()
        .comment(what + ": what a machine learns at boot. Secrets go by ARN only.")
        .set(label + "_values", ValuesLowering.values(stack, group));
  }

  private Block autoScalingGroup() {
    Block block =
        Block.resource("aws_autoscaling_group", label)
            .comment(
                path
                    + ".scale: the desired capacity is left to AWS, so that an apply never undoes"
                    + " scaling")
            .set("name", group.name())
            .set("min_size", group.min())
            .set("max_size", group.max())
            .set("vpc_zone_identifier", stack.network().subnetIds(group.tier()));
    if (isReached()) {
      block = block.set("target_group_arns", targetGroups());
    }
    block = health(block);
    String template = "aws_launch_template." + label;
    block =
        block
            .block(
                "launch_template",
                Body.EMPTY
                    .set("id", Expression.reference(template + ".id"))
                    .set("version", Expression.reference(template + ".latest_version")))
            .line()
            .note(
                "A new machine is healthy before an old one goes, also when the group has one"
                    + " machine only.")
            .block("instance_maintenance_policy", healthy())
            .line()
            .note("A new launch template version replaces the machines; if the new ones stay")
            .note("unhealthy, the old version comes back.")
            .block("instance_refresh", refresh());
    return dependencies(tags(block));
  }

  private boolean isReached() {
    return !group.targets().isEmpty();
  }

  private Expression targetGroups() {
    return Expression.list(
        Labels.targetGroups(stack.plan(), group).stream()
            .map(t -> Expression.reference("aws_lb_target_group." + t + ".arn"))
            .toList());
  }

  private Block health(Block block) {
    Block health =
        block
            .line()
            .set("health_check_type", isReached() ? "ELB" : "EC2")
            .set("health_check_grace_period", group.graceSeconds());
    if (isReached() && group.min() > 0) {
      health = health.set("min_elb_capacity", group.min());
    }
    return health
        .set("wait_for_capacity_timeout", "15m")
        .set("termination_policies", Expression.list("OldestLaunchTemplate", "Default"))
        .set(
            "enabled_metrics",
            Expression.list(
                "GroupDesiredCapacity", "GroupInServiceInstances", "GroupTotalInstances"));
  }

  private static Body healthy() {
    return Body.EMPTY.set("min_healthy_percentage", ALL).set("max_healthy_percentage", TWICE);
  }

  private static Body refresh() {
    return Body.EMPTY
        .set("strategy", "Rolling")
        .block("preferences", healthy().set("auto_rollback", true).set("skip_matching", true));
  }

  private Block tags(Block block) {
    Block tagged = block.block("tag", tag("Name", group.name()));
    for (Map.Entry<String, String> tag : stack.plan().tags().entrySet()) {
      tagged = tagged.block("tag", tag(tag.getKey(), tag.getValue()));
    }
    return tagged;
  }

  private static Body tag(String key, String value) {
    return Body.EMPTY.set("key", key).set("value", value).set("propagate_at_launch", true);
  }

  private Block dependencies(Block block) {
    List<Expression> addresses = new ArrayList<>();
    addresses.add(Expression.reference("aws_iam_role_policy." + label));
    BootDependencies.of(stack, group).forEach(a -> addresses.add(Expression.reference(a)));
    return block
        .line()
        .note("What a machine needs at its first boot, and the load balancer to find it healthy.")
        .set("depends_on", Expression.list(addresses).lines());
  }

  private Block scalingPolicy(int percent) {
    Body metric = Body.EMPTY.set("predefined_metric_type", "ASGAverageCPUUtilization");
    return Block.resource("aws_autoscaling_policy", label + "_cpu")
        .comment(path + ".scale.cpu")
        .set("name", group.name() + "-cpu")
        .set(
            "autoscaling_group_name",
            Expression.reference("aws_autoscaling_group." + label + ".name"))
        .set("policy_type", "TargetTrackingScaling")
        .block(
            "target_tracking_configuration",
            Body.EMPTY
                .set("target_value", percent)
                .block("predefined_metric_specification", metric));
  }
}
