package blueprint.target.cloudformation;

import blueprint.plan.LoadBalancer;
import blueprint.plan.LoadBalancer.Health;
import blueprint.plan.LoadBalancer.Target;
import blueprint.plan.MachineGroup;
import blueprint.plan.Plan;
import java.util.Comparator;
import java.util.List;

/** What a load balancer forwards to, and how it finds out who can serve. */
final class TargetGroupLowering {

  private TargetGroupLowering() {}

  /** The target group through which a load balancer reaches a target; it cannot be shared. */
  static String id(Plan plan, LoadBalancer loadBalancer, String target) {
    boolean first = reaching(plan, target).get(0).tier().equals(loadBalancer.tier());
    String from = first ? "" : "From" + LogicalIds.of(loadBalancer.tier());
    return LogicalIds.of(target, from + "TargetGroup");
  }

  /** The target groups that a group of machines registers with. */
  static List<String> ids(Plan plan, MachineGroup group) {
    return group.targets().stream()
        .flatMap(target -> reaching(plan, target).stream().map(l -> id(plan, l, target)))
        .toList();
  }

  static Resource resource(Stack stack, LoadBalancer loadBalancer, Target target) {
    String path = "tiers." + loadBalancer.tier();
    Resource resource =
        Resource.of(
                id(stack.plan(), loadBalancer, target.name()),
                "AWS::ElasticLoadBalancingV2::TargetGroup")
            .from(
                List.of(
                    "tiers." + target.tier() + ".services." + target.service() + ".port",
                    path + ".health",
                    path + ".drain"),
                "")
            .comment("An application load balancer always spreads requests over the zones.")
            .comment("It has no name of its own, so that a new one can take over before it goes.")
            .set("TargetType", "instance")
            .set("VpcId", stack.network().vpcId())
            .set("Protocol", "HTTP")
            .set("Port", target.port());
    return health(resource, target.health())
        .set(
            "TargetGroupAttributes",
            Expression.list(
                Expression.object()
                    .with("Key", "deregistration_delay.timeout_seconds")
                    .with("Value", Expression.digits(target.drainSeconds()))))
        .set("Tags", stack.tags(stack.name(target.name())));
  }

  private static Resource health(Resource resource, Health health) {
    return resource
        .set("HealthCheckProtocol", "HTTP")
        .set("HealthCheckPort", "traffic-port")
        .set("HealthCheckPath", health.path())
        .set("Matcher", Expression.object().with("HttpCode", health.status()))
        .set("HealthCheckIntervalSeconds", health.interval())
        .set("HealthCheckTimeoutSeconds", health.timeout())
        .set("HealthyThresholdCount", health.healthy())
        .set("UnhealthyThresholdCount", health.unhealthy());
  }

  /** Public ones first, so that one that is added inside the network renames nothing. */
  private static List<LoadBalancer> reaching(Plan plan, String target) {
    return plan.loadBalancers().stream()
        .filter(l -> l.targets().stream().anyMatch(t -> t.name().equals(target)))
        .sorted(Comparator.comparing(LoadBalancer::internal))
        .toList();
  }
}
