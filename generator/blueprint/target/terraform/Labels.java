package blueprint.target.terraform;

import blueprint.plan.LoadBalancer;
import blueprint.plan.MachineGroup;
import blueprint.plan.Plan;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What blocks are called in the configuration. A label depends on nothing but the names in the
 * blueprint, because Terraform takes a new label for a new thing.
 */
final class Labels {

  /** Files that a configuration has beside those of its tiers. */
  private static final Set<String> FILES =
      Set.of("domain", "network", "outputs", "secrets", "variables", "versions");

  private Labels() {}

  /** A name as a label. */
  static String of(String name) {
    return name.replace('-', '_');
  }

  /** The file of a tier; Terraform merges what ends in {@code override} into the others. */
  static String file(String tier) {
    boolean taken = FILES.contains(tier) || tier.matches("(.*-)?override") || isDevice(tier);
    return of(tier) + (taken ? "_tier" : "") + ".tf";
  }

  /** What Windows takes for a device, where people check repositories out. */
  private static boolean isDevice(String name) {
    return name.matches("con|prn|aux|nul|(com|lpt)[0-9]");
  }

  /** The variable that names another image than the one found. */
  static String imageVariable(String image) {
    return of(image) + "_image_id";
  }

  /** The target group through which a load balancer reaches a target; it cannot be shared. */
  static String targetGroup(Plan plan, LoadBalancer loadBalancer, String target) {
    boolean first = reaching(plan, target).get(0).tier().equals(loadBalancer.tier());
    return of(target) + (first ? "" : "_from_" + of(loadBalancer.tier()));
  }

  /** The target groups that a group of machines registers with. */
  static List<String> targetGroups(Plan plan, MachineGroup group) {
    return group.targets().stream()
        .flatMap(t -> reaching(plan, t).stream().map(l -> targetGroup(plan, l, t)))
        .toList();
  }

  /** A listener. */
  static String listener(LoadBalancer loadBalancer, LoadBalancer.Listener listener) {
    return of(loadBalancer.tier()) + "_" + listener.port();
  }

  /** Public ones first, so that one that is added inside the network renames nothing. */
  private static List<LoadBalancer> reaching(Plan plan, String target) {
    return plan.loadBalancers().stream()
        .filter(l -> l.targets().stream().anyMatch(t -> t.name().equals(target)))
        .sorted(Comparator.comparing(LoadBalancer::internal))
        .toList();
  }
}
