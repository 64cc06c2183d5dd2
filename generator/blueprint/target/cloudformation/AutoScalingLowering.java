package blueprint.target.cloudformation;

import blueprint.plan.MachineGroup;
import blueprint.plan.Swarm;
import blueprint.target.cloudformation.Expression.Members;
import java.util.ArrayList;
import java.util.List;

/** What keeps a group's machines: how many, on which template, and how they are replaced. */
final class AutoScalingLowering {

  /** How long the stack waits for the word of a machine. */
  private static final String PATIENCE = "PT15M";

  private final Stack stack;
  private final MachineGroup group;
  private final String path;

  private AutoScalingLowering(Stack stack, MachineGroup group) {
    this.stack = stack;
    this.group = group;
    this.path = "tiers." + group.tier();
  }

  static List<Resource> resources(Stack stack, MachineGroup group) {
    return new AutoScalingLowering(stack, group).resources();
  }

  /** The logical id of a group. */
  static String id(MachineGroup group) {
    return LogicalIds.of(group.id(), "AutoScalingGroup");
  }

  private List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    resources.add(autoScalingGroup());
    group.cpuPercent().ifPresent(percent -> resources.add(scalingPolicy(percent)));
    return resources;
  }

  private Resource autoScalingGroup() {
    Resource resource =
        Resource.of(id(group), "AWS::AutoScaling::AutoScalingGroup")
            .from(
                group.scalePath(),
                "the desired capacity is left to AWS, so that an update never undoes scaling")
            .readsOf(path, "grace", "outbound")
            .reads("tags")
            .reads(entrances())
            .comment(
                "A new launch template version replaces the machines, one at a time: a new one")
            .comment(
                "says that it is well before the next one goes; if it does not, all goes back.")
            .skip("AwsSolutions-AS3", "its events are in the group's own history and metrics")
            .dependsOn(BootDependencies.of(stack, group));
    if (group.min() > 0) {
      resource = resource.attribute("CreationPolicy", creation());
    }
    resource =
        health(size(resource.attribute("UpdatePolicy", update())))
            .set("TerminationPolicies", Expression.list("OldestLaunchTemplate", "Default"))
            .set("MetricsCollection", Expression.list(metrics()));
    return leaving(resource).set("Tags", tags());
  }

  /** A machine of a swarm is held back at its end until it has left. */
  private Resource leaving(Resource resource) {
    return group
        .member()
        .map(
            member ->
                resource
                    .set(
                        "LifecycleHookSpecificationList",
                        Expression.list(
                            Expression.object()
                                .with("LifecycleHookName", member.hook())
                                .with("LifecycleTransition", "autoscaling:EC2_INSTANCE_TERMINATING")
                                .with("HeartbeatTimeout", Swarm.LEAVING_SECONDS)
                                .with("DefaultResult", "CONTINUE")))
                    .noting(
                        "LifecycleHookSpecificationList",
                        "A machine that is to end hands its containers over and leaves first."))
        .orElse(resource);
  }

  private Resource size(Resource resource) {
    boolean fixed = group.max() == group.min();
    Resource sized =
        resource
            .set("AutoScalingGroupName", group.name())
            .set("MinSize", Expression.digits(group.min()))
            .set("MaxSize", Expression.digits(fixed ? group.max() + 1L : group.max()));
    if (fixed) {
      sized =
          sized.noting(
              "MaxSize",
              "One more than run, which no policy asks for: a new machine stands before an old one"
                  + " goes.");
    }
    return sized
        .set("VPCZoneIdentifier", stack.network().subnetIds(group.tier()))
        .set(
            "LaunchTemplate",
            Expression.object()
                .with("LaunchTemplateId", Expression.ref(LaunchTemplateLowering.id(group)))
                .with(
                    "Version",
                    Expression.attribute(LaunchTemplateLowering.id(group), "LatestVersionNumber")));
  }

  private Resource health(Resource resource) {
    boolean reached = !group.targets().isEmpty();
    boolean asked = reached && group.member().isEmpty();
    Resource targeted = reached ? resource.set("TargetGroupARNs", targetGroups()) : resource;
    targeted = targeted.set("HealthCheckType", asked ? "ELB" : "EC2");
    if (group.member().isPresent()) {
      targeted =
          targeted.noting(
              "HealthCheckType", "Containers are replaced by the swarm, by their own checks.");
    }
    return targeted.set("HealthCheckGracePeriod", group.graceSeconds());
  }

  private Expression targetGroups() {
    return Expression.list(
        TargetGroupLowering.ids(stack.plan(), group).stream().map(Expression::ref).toList());
  }

  private Members creation() {
    return Expression.object()
        .with(
            "ResourceSignal",
            Expression.object().with("Count", group.min()).with("Timeout", PATIENCE));
  }

  private Members update() {
    return Expression.object()
        .with(
            "AutoScalingRollingUpdate",
            Expression.object()
                .with("MinInstancesInService", group.min())
                .with("MaxBatchSize", 1)
                .with("PauseTime", PATIENCE)
                .with("WaitOnResourceSignals", true)
                .with(
                    "SuspendProcesses",
                    Expression.list(
                        "HealthCheck",
                        "ReplaceUnhealthy",
                        "AZRebalance",
                        "AlarmNotification",
                        "ScheduledActions")));
  }

  private static Members metrics() {
    return Expression.object()
        .with("Granularity", "1Minute")
        .with(
            "Metrics",
            Expression.list(
                "GroupDesiredCapacity", "GroupInServiceInstances", "GroupTotalInstances"));
  }

  private Expression tags() {
    return Expression.list(
        stack.tags(group.name()).items().stream()
            .map(tag -> ((Members) tag).with("PropagateAtLaunch", true))
            .toList());
  }

  /** Where the blueprint says which requests reach the group. */
  private String[] entrances() {
    return stack.plan().loadBalancers().stream()
        .filter(l -> l.targets().stream().anyMatch(t -> t.tier().equals(group.tier())))
        .map(l -> "tiers." + l.tier() + ".listen")
        .toArray(String[]::new);
  }

  private Resource scalingPolicy(int percent) {
    Expression metric =
        Expression.object().with("PredefinedMetricType", "ASGAverageCPUUtilization");
    return Resource.of(LogicalIds.of(group.id(), "CpuScaling"), "AWS::AutoScaling::ScalingPolicy")
        .from(group.scalePath() + ".cpu")
        .set("AutoScalingGroupName", Expression.ref(id(group)))
        .set("PolicyType", "TargetTrackingScaling")
        .set(
            "TargetTrackingConfiguration",
            Expression.object()
                .with("TargetValue", percent)
                .with("PredefinedMetricSpecification", metric));
  }
}
