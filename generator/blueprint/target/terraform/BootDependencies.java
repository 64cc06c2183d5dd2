package blueprint.target.terraform;

import blueprint.plan.Database;
import blueprint.plan.LoadBalancer;
import blueprint.plan.MachineGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * What a machine needs beside what its blocks refer to: a way to AWS and to its peers when it
 * boots, a load balancer that asks how it is, and machines of a database that it may connect to.
 */
final class BootDependencies {

  private BootDependencies() {}

  /** The addresses, sorted. */
  static List<String> of(Stack stack, MachineGroup group) {
    List<String> addresses = new ArrayList<>();
    addresses.addAll(stack.network().bootDependencies(group.tier()));
    addresses.addAll(stack.security().rulesAbout(group.tier()));
    for (LoadBalancer loadBalancer : stack.plan().loadBalancers()) {
      loadBalancer.listeners().stream()
          .filter(listener -> listener.forwardTo().filter(group.targets()::contains).isPresent())
          .forEach(l -> addresses.add("aws_lb_listener." + Labels.listener(loadBalancer, l)));
    }
    for (Database database : stack.plan().databases()) {
      if (database.usedBy().contains(group.tier())) {
        addresses.addAll(DatabaseLowering.machines(database));
      }
    }
    return addresses.stream().sorted().toList();
  }
}
