package blueprint.target.cloudformation;

import blueprint.plan.Beanstalk;
import blueprint.plan.Database;
import blueprint.plan.LoadBalancer;
import blueprint.plan.MachineGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a machine needs beside what its resources refer to: a way to AWS and to its peers when it
 * boots, a load balancer that asks how it is, and machines of a database that it may connect to.
 */
final class BootDependencies {

  private BootDependencies() {}

  /** The logical ids, sorted. */
  static List<String> of(Stack stack, MachineGroup group) {
    List<String> ids = new ArrayList<>();
    ids.addAll(stack.network().bootDependencies(group.tier()));
    ids.addAll(stack.security().rulesAbout(group.tier()));
    for (LoadBalancer loadBalancer : stack.plan().loadBalancers()) {
      loadBalancer.listeners().stream()
          .filter(listener -> listener.forwardTo().filter(group.targets()::contains).isPresent())
          .map(listener -> ListenerLowering.id(loadBalancer, listener))
          .forEach(ids::add);
    }
    for (Database database : stack.plan().databases()) {
      if (database.usedBy().contains(group.tier())) {
        ids.addAll(DatabaseLowering.machines(database));
      }
    }
    return ids.stream().sorted().toList();
  }

  /** Those of an environment: of its machines, and of its load balancer. */
  static List<String> of(Stack stack, Beanstalk beanstalk) {
    Set<String> ids = new TreeSet<>(stack.network().bootDependencies(beanstalk.tier()));
    ids.addAll(stack.network().entranceDependencies(beanstalk.entrance(), beanstalk.internal()));
    for (String end : List.of(beanstalk.tier(), beanstalk.entrance())) {
      ids.addAll(stack.security().rulesAbout(end));
    }
    return List.copyOf(ids);
  }
}
