package blueprint.target.overview;

import blueprint.plan.Beanstalk;
import blueprint.plan.Connection;
import blueprint.plan.Database;
import blueprint.plan.LoadBalancer;
import blueprint.plan.MachineGroup;
import blueprint.plan.Network;
import blueprint.plan.Plan;
import blueprint.plan.Swarm;
import blueprint.target.overview.Diagram.Card;
import blueprint.target.overview.Diagram.Exit;
import blueprint.target.overview.Diagram.Kind;
import blueprint.target.overview.Diagram.Link;
import blueprint.target.overview.Diagram.Outside;
import blueprint.target.overview.Diagram.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** From a plan to what its picture shows. */
final class DiagramLowering {

  private static final String ANYWHERE = "0.0.0.0/0";

  private final Plan plan;
  private final List<Row> rows = new ArrayList<>();
  private final List<Outside> outside = new ArrayList<>();

  private DiagramLowering(Plan plan) {
    this.plan = plan;
  }

  static Diagram lower(Plan plan) {
    return new DiagramLowering(plan).lower();
  }

  private Diagram lower() {
    rows();
    outside();
    Optional<Exit> exit = exit();
    return new Diagram(
        plan.name(), plan.region(), network(), zones(), outside, rows, exit, links());
  }

  private void rows() {
    gateways().ifPresent(rows::add);
    plan.loadBalancers().stream()
        .sorted(Comparator.comparing(LoadBalancer::internal))
        .forEach(l -> rows.add(row(l.tier(), card(l))));
    plan.beanstalks().stream()
        .sorted(Comparator.comparing(Beanstalk::internal))
        .forEach(b -> rows.add(row(b.entrance(), entrance(b))));
    plan.machineGroups().stream()
        .filter(group -> group.member().isEmpty())
        .forEach(group -> rows.add(row(group.tier(), card(group))));
    plan.beanstalks().forEach(b -> rows.add(row(b.tier(), card(b))));
    plan.swarm().ifPresent(swarm -> rows.add(row(swarm.tier(), card(swarm))));
    plan.databases().forEach(database -> rows.add(row(database.tier(), card(database))));
  }

  /** Subnets in which nothing but the gateways stands. */
  private Optional<Row> gateways() {
    return own().stream()
        .flatMap(own -> own.subnets().stream())
        .filter(subnets -> plan.loadBalancers().stream().noneMatch(is(subnets.tier())))
        .filter(
            subnets ->
                plan.beanstalks().stream().noneMatch(b -> b.entrance().equals(subnets.tier())))
        .filter(subnets -> subnets.exposure() == Network.Exposure.PUBLIC)
        .map(subnets -> row(subnets.tier(), Optional.empty()))
        .findFirst();
  }

  private static java.util.function.Predicate<LoadBalancer> is(String tier) {
    return loadBalancer -> loadBalancer.tier().equals(tier);
  }

  private Row row(String tier, Card card) {
    return row(tier, Optional.of(card));
  }

  private Row row(String tier, Optional<Card> card) {
    if (plan.network() instanceof Network.Own own) {
      Network.TierSubnets subnets = own.of(tier);
      return new Row(
          tier,
          Optional.of(subnets.exposure()),
          own.zones().stream().map(zone -> subnets.cidrs().getOrDefault(zone, "")).toList(),
          card);
    }
    Network.Existing existing = (Network.Existing) plan.network();
    List<String> ids = existing.subnetIds().getOrDefault(tier, List.of());
    return new Row(tier, Optional.empty(), ids, card);
  }

  private Optional<Network.Own> own() {
    return plan.network() instanceof Network.Own own ? Optional.of(own) : Optional.empty();
  }

  private List<String> zones() {
    return own().map(Network.Own::zones).orElse(List.of());
  }

  private String network() {
    return own()
        .map(own -> "network " + own.cidr())
        .orElseGet(() -> ((Network.Existing) plan.network()).vpcId() + ", there already");
  }

  private Card card(LoadBalancer loadBalancer) {
    List<String> lines = new ArrayList<>();
    for (LoadBalancer.Listener listener : loadBalancer.listeners()) {
      String protocol = listener.certificate().isPresent() ? "HTTPS " : "HTTP ";
      String target =
          listener.forwardTo().isPresent()
              ? target(loadBalancer, listener.forwardTo().get())
              : "redirect to HTTPS " + listener.redirectPort().orElseThrow();
      lines.add(protocol + listener.port() + " → " + target);
    }
    if (plan.connections().stream().anyMatch(c -> reaches(c, loadBalancer) && isInside(c.from()))) {
      lines.add("for everybody in the network");
    }
    if (!loadBalancer.targets().isEmpty()) {
      LoadBalancer.Health health = loadBalancer.targets().get(0).health();
      lines.add("healthy while " + health.path() + " answers " + health.status());
    }
    return new Card(Kind.LOAD_BALANCER, loadBalancer.tier(), lines, List.of());
  }

  private static boolean reaches(Connection connection, LoadBalancer loadBalancer) {
    return connection.to().equals(new Connection.Tier(loadBalancer.tier()));
  }

  private static String target(LoadBalancer loadBalancer, String name) {
    return loadBalancer.targets().stream()
        .filter(target -> target.name().equals(name))
        .map(target -> target.service() + " on " + target.tier())
        .findFirst()
        .orElseThrow();
  }

  private static Card card(MachineGroup group) {
    List<String> lines = new ArrayList<>();
    lines.add(Picture.number(group) + " of " + group.instanceType() + ", image " + group.image());
    group
        .cpuPercent()
        .ifPresent(percent -> lines.add("as many as keep them at " + percent + " % of their CPU"));
    List<String> chips = group.services().stream().map(DiagramLowering::chip).toList();
    return new Card(Kind.MACHINES, group.tier(), lines, chips);
  }

  private Card card(Swarm swarm) {
    List<String> lines = new ArrayList<>();
    plan.machineGroups().stream()
        .filter(group -> group.tier().equals(swarm.tier()))
        .forEach(group -> lines.addAll(card(group).lines()));
    List<String> chips = swarm.services().stream().map(DiagramLowering::chip).toList();
    return new Card(Kind.MACHINES, swarm.tier(), lines, chips);
  }

  private static Card entrance(Beanstalk beanstalk) {
    List<String> lines = new ArrayList<>(BeanstalkWords.ways(beanstalk));
    lines.add("healthy while " + beanstalk.bundle().healthPath() + " answers");
    return new Card(Kind.LOAD_BALANCER, beanstalk.entrance(), lines, List.of());
  }

  private static Card card(Beanstalk beanstalk) {
    List<String> lines = new ArrayList<>();
    lines.add(BeanstalkWords.machines(beanstalk));
    lines.add("Elastic Beanstalk, " + BeanstalkWords.platform(beanstalk));
    List<String> chips =
        beanstalk.environments().stream().map(Beanstalk.Environment::name).toList();
    return new Card(Kind.MACHINES, beanstalk.tier(), lines, chips);
  }

  private static String chip(Swarm.Service service) {
    String port = service.port().isPresent() ? " :" + service.port().getAsInt() : "";
    return service.name() + port + (service.replicas() == 1 ? "" : " ×" + service.replicas());
  }

  private static String chip(MachineGroup.Service service) {
    String port = service.port().isPresent() ? " :" + service.port().getAsInt() : "";
    return service.name() + port + (service.singleton() ? ", one at a time" : "");
  }

  private static Card card(Database database) {
    String size = database.storage() + " GB";
    String grows =
        database.storageMax().isPresent()
            ? size + " growing to " + database.storageMax().getAsInt() + " GB"
            : size;
    String backups =
        database.backupDays() == 0 ? "no backups" : "backups for " + days(database.backupDays());
    return new Card(
        Kind.DATABASE,
        database.tier(),
        List.of(
            database.engine() + " " + database.version() + ", " + database.instanceClass(),
            grows + ", " + backups + (database.standby() ? ", a standby in another zone" : "")),
        List.of());
  }

  private static String days(int days) {
    return days == 1 ? "1 day" : days + " days";
  }

  private void outside() {
    SortedSet<String> ranges = new TreeSet<>();
    boolean internet = false;
    for (Connection connection : plan.connections()) {
      for (Connection.Peer peer : List.of(connection.from(), connection.to())) {
        if (peer instanceof Connection.Addresses addresses) {
          internet |= addresses.cidr().equals(ANYWHERE);
          ranges.add(addresses.cidr());
        }
      }
    }
    ranges.remove(ANYWHERE);
    own().ifPresent(own -> ranges.remove(own.cidr()));
    if (internet) {
      outside.add(new Outside("the internet", true));
    }
    if (!ranges.isEmpty()) {
      outside.add(new Outside(String.join(", ", ranges), false));
    }
  }

  private Optional<Exit> exit() {
    if (plan.connections().stream().noneMatch(c -> isOut(c.to()))) {
      return Optional.empty();
    }
    if (plan.network() instanceof Network.Own own) {
      if (own.nat() == Network.Nat.NONE) {
        return Optional.of(new Exit(firstMachines(), List.of("AWS services", "endpoints"), false));
      }
      int row = row(own.publicSubnets().orElseThrow().tier());
      List<String> names =
          own.nat() == Network.Nat.SINGLE || own.zones().size() == 1
              ? List.of("NAT gateway", "zone " + own.zones().get(0))
              : List.of("NAT gateways", "zones " + String.join(", ", own.zones()));
      return Optional.of(new Exit(row, names, true));
    }
    return Optional.of(new Exit(0, List.of(), true));
  }

  private static boolean isOut(Connection.Peer peer) {
    return !(peer instanceof Connection.Tier);
  }

  private int firstMachines() {
    return row(
        plan.machineGroups().stream()
            .map(MachineGroup::tier)
            .findFirst()
            .orElseGet(() -> plan.beanstalks().get(0).tier()));
  }

  private int row(String tier) {
    return rows.stream().map(Row::tier).toList().indexOf(tier);
  }

  private List<Link> links() {
    Map<List<Integer>, SortedSet<Integer>> ports = new LinkedHashMap<>();
    for (Connection connection : plan.connections()) {
      if (isInside(connection.from()) || connection.from().equals(connection.to())) {
        continue;
      }
      List<Integer> ends = List.of(from(connection.from()), to(connection.to()));
      ports.computeIfAbsent(ends, key -> new TreeSet<>()).add(connection.port());
    }
    List<Link> links = new ArrayList<>();
    ports.forEach((ends, numbers) -> links.add(new Link(ends.get(0), ends.get(1), numbers)));
    return links;
  }

  /** Whether it is everybody in the network, which the card says. */
  private boolean isInside(Connection.Peer peer) {
    return peer instanceof Connection.Addresses addresses
        && own().filter(own -> own.cidr().equals(addresses.cidr())).isPresent();
  }

  private int from(Connection.Peer peer) {
    if (peer instanceof Connection.Tier tier) {
      return row(tier.name());
    }
    boolean internet =
        peer instanceof Connection.Addresses addresses && addresses.cidr().equals(ANYWHERE);
    return internet ? Link.OUTSIDE : Link.OUTSIDE - (outside.size() - 1);
  }

  private int to(Connection.Peer peer) {
    return peer instanceof Connection.Tier tier ? row(tier.name()) : Link.OUTSIDE;
  }
}
