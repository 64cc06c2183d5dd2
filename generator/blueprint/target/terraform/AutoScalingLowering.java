package blueprint.target.terraform;

import blueprint.plan.MachineGroup;
import blueprint.plan.Secret;
import blueprint.plan.Swarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What keeps a group's machines: how many, on which template, and how they are replaced. */
final class AutoScalingLowering {

  /** Percent of the machines that a group has, at least and at most, while some are replaced. */
  private static final int ALL = 100;

  private static final int TWICE = 200;

  private final Stack stack;
  private final MachineGroup group;
  private final String path;
  private final String label;

  private AutoScalingLowering(Stack stack, MachineGroup group) {
    this.stack = stack;
    this.group = group;
    this.path = "tiers." + group.tier();
    this.label = Labels.of(group.id());
  }

  static List<Block> blocks(Stack stack, MachineGroup group) {
    return new AutoScalingLowering(stack, group).blocks();
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(autoScalingGroup());
    group.cpuPercent().ifPresent(percent -> blocks.add(scalingPolicy(percent)));
    return blocks;
  }

  private Block autoScalingGroup() {
    Block block =
        Block.resource("aws_autoscaling_group", label)
            .from(
                group.scalePath(),
                "the desired capacity is left to AWS, so that an apply never undoes scaling")
            .readsOf(path, "grace", "outbound")
            .reads("tags")
            .reads(entrances())
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
    return dependencies(tags(leaving(block)));
  }

  /** Where the blueprint says which requests reach the group. */
  private String[] entrances() {
    return stack.plan().loadBalancers().stream()
        .filter(l -> l.targets().stream().anyMatch(t -> t.tier().equals(group.tier())))
        .map(l -> "tiers." + l.tier() + ".listen")
        .toArray(String[]::new);
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
    boolean asked = isReached() && group.member().isEmpty();
    Block health =
        group.member().isPresent()
            ? block.line().note("Containers are replaced by the swarm, by their own checks.")
            : block.line();
    health =
        health
            .set("health_check_type", asked ? "ELB" : "EC2")
            .set("health_check_grace_period", group.graceSeconds());
    if (asked && group.min() > 0) {
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

  private Body healthy() {
    return Body.EMPTY.set("min_healthy_percentage", ALL).set("max_healthy_percentage", most());
  }

  /** Managers go one by one, so that the others always agree; else twice the machines. */
  private int most() {
    boolean managers = group.member().filter(m -> m.role() == Swarm.Role.MANAGER).isPresent();
    return managers ? ALL + (ALL + group.min() - 1) / group.min() : TWICE;
  }

  private Body refresh() {
    Body preferences = healthy().set("auto_rollback", true).set("skip_matching", true);
    return Body.EMPTY
        .set("strategy", "Rolling")
        .block(
            "preferences",
            group.member().isPresent()
                ? preferences.set("instance_warmup", group.graceSeconds())
                : preferences);
  }

  /** A machine of a swarm is held back at its end until it has left. */
  private Block leaving(Block block) {
    return group
        .member()
        .map(
            member ->
                block
                    .line()
                    .note("A machine that is to end hands its containers over and leaves first.")
                    .block(
                        "initial_lifecycle_hook",
                        Body.EMPTY
                            .set("name", member.hook())
                            .set("lifecycle_transition", "autoscaling:EC2_INSTANCE_TERMINATING")
                            .set("heartbeat_timeout", Swarm.LEAVING_SECONDS)
                            .set("default_result", "CONTINUE")))
        .orElse(block);
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
    List<String> addresses = new ArrayList<>(BootDependencies.of(stack, group));
    addresses.add("aws_iam_role_policy." + label);
    addresses.addAll(generatedSecrets());
    return block
        .line()
        .note("What a machine needs at its first boot, and the load balancer to find it healthy.")
        .set(
            "depends_on",
            Expression.list(addresses.stream().sorted().map(Expression::reference).toList())
                .lines());
  }

  /** Their ARN is there before their value is. */
  private List<String> generatedSecrets() {
    return group.permissions().stream()
        .filter(MachineGroup.ReadSecret.class::isInstance)
        .map(permission -> stack.plan().secret(((MachineGroup.ReadSecret) permission).name()))
        .filter(Secret.Generated.class::isInstance)
        .map(secret -> "aws_secretsmanager_secret_version." + Labels.of(secret.name()))
        .toList();
  }

  private Block scalingPolicy(int percent) {
    Body metric = Body.EMPTY.set("predefined_metric_type", "ASGAverageCPUUtilization");
    return Block.resource("aws_autoscaling_policy", label + "_cpu")
        .from(group.scalePath() + ".cpu")
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
