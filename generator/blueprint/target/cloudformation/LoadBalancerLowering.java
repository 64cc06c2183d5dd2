package blueprint.target.cloudformation;

import blueprint.plan.LoadBalancer;
import java.util.List;

/** A load balancer. */
final class LoadBalancerLowering {

  private LoadBalancerLowering() {}

  static List<Resource> resources(Stack stack, LoadBalancer loadBalancer) {
    return List.of();
  }
}
