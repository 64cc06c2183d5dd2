package blueprint.target.overview;

import blueprint.plan.Beanstalk;
import blueprint.plan.Connection;
import blueprint.plan.Database;
import blueprint.plan.LoadBalancer;
import blueprint.plan.MachineGroup;
import blueprint.plan.Network;
import blueprint.plan.Plan;
import blueprint.plan.Swarm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The service as a Mermaid flow chart, which code hosts render. Only names whose grammar was
 * checked stand in it.
 *
 * @see <a href="https://mermaid.js.org/syntax/flowchart.html">flow charts</a>
 */
final class Picture {

  private final Plan plan;
  private final List<String> lines = new ArrayList<>();

  private Picture(Plan plan) {
    this.plan = plan;
  }

  static String draw(Plan plan) {
    return new Picture(plan).draw();
  }

  private String draw() {
    lines.add("flowchart TB");
    if (reachesInternet()) {
      lines.add("  internet((internet))");
    }
    lines.add("  subgraph network[\"" + network() + "\"]");
    for (LoadBalancer loadBalancer : plan.loadBalancers()) {
      tier(
          loadBalancer.tier(),
          loadBalancer.internal() ? "internal load balancer" : "load balancer");
    }
    for (Beanstalk beanstalk : plan.beanstalks()) {
      tier(beanstalk.entrance(), beanstalk.internal() ? "internal load balancer" : "load balancer");
    }
    plan.machineGroups().stream()
        .filter(group -> group.member().isEmpty())
        .forEach(group -> tier(group.tier(), machines(group)));
    plan.beanstalks().forEach(beanstalk -> tier(beanstalk.tier(), machines(beanstalk)));
    plan.swarm().ifPresent(swarm -> tier(swarm.tier(), machines(swarm)));
    plan.databases().forEach(database -> tier(database.tier(), database(database)));
    lines.add("  end");
    arrows();
    return String.join("\n", lines);
  }

  private boolean reachesInternet() {
    return plan.connections().stream()
        .anyMatch(
            c ->
                c.from() instanceof Connection.Addresses || c.to() instanceof Connection.Addresses);
  }

  private String network() {
    if (plan.network() instanceof Network.Own own) {
      return plan.name() + ", " + own.cidr() + ", " + zones(own.zones().size());
    }
    return ((Network.Existing) plan.network()).vpcId() + ", there already";
  }

  private static String zones(int number) {
    return number == 1 ? "1 zone" : number + " zones";
  }

  private void tier(String tier, String what) {
    String where = "";
    if (plan.network() instanceof Network.Own own) {
      Network.TierSubnets subnets = own.of(tier);
      where =
          "<br/>"
              + subnets.exposure().name().toLowerCase(java.util.Locale.ROOT)
              + ", "
              + subnets.block();
    }
    lines.add("    " + id(tier) + "[\"<b>" + tier + "</b>: " + what + where + "\"]");
  }

  private static String machines(MachineGroup group) {
    String services =
        String.join(", ", group.services().stream().map(MachineGroup.Service::name).toList());
    return number(group) + ", " + group.instanceType() + "<br/>" + services;
  }

  private String machines(Swarm swarm) {
    String groups =
        String.join(
            "<br/>",
            plan.machineGroups().stream()
                .filter(group -> group.tier().equals(swarm.tier()))
                .map(group -> number(group) + ", " + group.instanceType())
                .toList());
    return groups
        + "<br/>"
        + String.join(", ", swarm.services().stream().map(Swarm.Service::name).toList());
  }

  /** How many machines a group has, in words. */
  static String number(MachineGroup group) {
    String one =
        group
            .member()
            .map(member -> member.role().name().toLowerCase(Locale.ROOT))
            .orElse("machine");
    if (group.min() != group.max()) {
      return group.min() + " to " + group.max() + " " + one + "s";
    }
    return group.max() == 1 ? "1 " + one : group.max() + " " + one + "s";
  }

  private static String machines(Beanstalk beanstalk) {
    return BeanstalkWords.machines(beanstalk)
        + "<br/>Elastic Beanstalk, "
        + BeanstalkWords.platform(beanstalk);
  }

  private static String database(Database database) {
    return database.engine() + " " + database.version() + ", " + database.instanceClass();
  }

  private void arrows() {
    Map<String, List<Integer>> ports = new LinkedHashMap<>();
    for (Connection connection : plan.connections()) {
      if (connection.from().equals(connection.to())) {
        continue;
      }
      String arrow = end(connection.from()) + " -- %s --> " + end(connection.to());
      ports.computeIfAbsent(arrow, key -> new ArrayList<>()).add(connection.port());
    }
    ports.forEach(
        (arrow, numbers) ->
            lines.add(
                "  "
                    + String.format(
                        java.util.Locale.ROOT,
                        arrow,
                        String.join(
                            ", ",
                            numbers.stream().sorted().distinct().map(String::valueOf).toList()))));
  }

  private static String end(Connection.Peer peer) {
    if (peer instanceof Connection.Tier tier) {
      return id(tier.name());
    }
    return peer instanceof Connection.Endpoints ? "endpoints[AWS services]" : "internet";
  }

  private static String id(String tier) {
    return "tier_" + tier.replace('-', '_');
  }
}
