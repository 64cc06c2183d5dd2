package blueprint.target.terraform;

import blueprint.plan.LoadBalancer;
import blueprint.plan.LoadBalancer.Health;
import blueprint.plan.LoadBalancer.Target;
import java.util.List;

/** What a load balancer forwards to, and how it finds out who can serve. */
final class TargetGroupLowering {

  private static final int TARGET_PREFIX = 5;

  private TargetGroupLowering() {}

  static Block block(Stack stack, LoadBalancer loadBalancer, Target target) {
    String path = "tiers." + loadBalancer.tier();
    boolean tls = loadBalancer.entrance().certificate().isPresent();
    return Block.resource(
            "aws_lb_target_group", Labels.targetGroup(stack.plan(), loadBalancer, target.name()))
        .from(
            List.of(
                "tiers." + target.tier() + ".services." + target.service() + ".port",
                path + ".health",
                path + ".drain"),
            "")
        .comment("An application load balancer always spreads requests over the zones.")
        .skip(
            "CKV_AWS_378",
            (tls ? "TLS ends" : "TLS would end")
                + " at the load balancer; this hop stays inside the VPC")
        .set("name_prefix", prefix(target.tier()))
        .set("target_type", "instance")
        .set("vpc_id", stack.network().vpcId())
        .set("protocol", "HTTP")
        .set("port", target.port())
        .set("deregistration_delay", target.drainSeconds())
        .block("health_check", health(target.health()))
        .set("tags", Stack.named(stack.name(target.name())))
        .line()
        .note("A target group in use cannot be deleted: a new one takes over first.")
        .block("lifecycle", Body.EMPTY.set("create_before_destroy", true));
  }

  /** AWS takes six characters, and adds its own. */
  private static String prefix(String tier) {
    String start = tier.substring(0, Math.min(TARGET_PREFIX, tier.length()));
    return start.endsWith("-") ? start : start + "-";
  }

  private static Body health(Health health) {
    return Body.EMPTY
        .set("protocol", "HTTP")
        .set("port", "traffic-port")
        .set("path", health.path())
        .set("matcher", health.status())
        .set("interval", health.interval())
        .set("timeout", health.timeout())
        .set("healthy_threshold", health.healthy())
        .set("unhealthy_threshold", health.unhealthy());
  }
}
