package blueprint.target.terraform;

import blueprint.plan.Beanstalk;
import blueprint.plan.Database;
import blueprint.plan.LoadBalancer;
import blueprint.plan.MachineGroup;
import blueprint.plan.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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

  /** A machine that starts asks for what is in a secret, and does not come up without it. */
  private static List<String> secretValues(Stack stack, Beanstalk beanstalk) {
    return beanstalk.permissions().stream()
        .filter(MachineGroup.ReadSecret.class::isInstance)
        .map(permission -> ((MachineGroup.ReadSecret) permission).name())
        .filter(name -> stack.plan().secret(name) instanceof Secret.Generated)
        .map(name -> "aws_secretsmanager_secret_version." + Labels.of(name))
        .toList();
  }

  /** Those of an environment: of its machines, of its load balancer, and what both are allowed. */
  static List<String> of(Stack stack, Beanstalk beanstalk) {
    Set<String> addresses = new TreeSet<>();
    for (String end : List.of(beanstalk.tier(), beanstalk.entrance())) {
      addresses.addAll(stack.network().bootDependencies(end));
      addresses.addAll(stack.security().rulesAbout(end));
    }
    if (!beanstalk.internal() && stack.network().hasInternetGateway()) {
      addresses.add("aws_route." + Labels.of(beanstalk.entrance()) + "_internet");
    }
    addresses.addAll(BeanstalkRoleLowering.policies(stack, beanstalk));
    addresses.addAll(secretValues(stack, beanstalk));
    return List.copyOf(addresses);
  }
}
