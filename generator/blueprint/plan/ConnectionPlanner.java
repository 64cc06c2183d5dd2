package blueprint.plan;

import blueprint.facts.Facts;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Cidr;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.Nat;
import blueprint.language.Port;
import blueprint.language.ServiceReference;
import blueprint.language.Tier;
import blueprint.plan.Connection.Addresses;
import blueprint.plan.Connection.Endpoints;
import blueprint.plan.Connection.Peer;
import blueprint.plan.Connection.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Derives who may talk to whom from listeners, routes and users of databases. */
final class ConnectionPlanner {

  private static final String ANYWHERE = "0.0.0.0/0";
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private static final int SWARM_MANAGEMENT = 2377;
  private static final int SWARM_GOSSIP = 7946;
  private static final int SWARM_OVERLAY = 4789;

  private final Blueprint blueprint;
  private final Set<Connection> connections = new LinkedHashSet<>();

  private ConnectionPlanner(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  static List<Connection> plan(Blueprint blueprint) {
    ConnectionPlanner planner = new ConnectionPlanner(blueprint);
    new TreeMap<>(blueprint.tiers()).forEach(planner::add);
    return new ArrayList<>(planner.connections);
  }

  private void add(Name name, Tier tier) {
    tier.loadBalancer().ifPresent(loadBalancer -> entrance(name.text(), loadBalancer));
    tier.beanstalk().ifPresent(beanstalk -> program(name, beanstalk));
    tier.instances().ifPresent(instances -> wayOut(name.text(), instances.outbound()));
    tier.swarm().ifPresent(swarm -> wayOut(name.text(), swarm.outbound()));
    tier.swarm().ifPresent(swarm -> members(name.text()));
    tier.database().ifPresent(database -> users(name.text(), database));
  }

  private void entrance(String tier, Tier.LoadBalancer loadBalancer) {
    String path = "tiers." + tier + ".listen";
    for (Tier.Listen listen : loadBalancer.listen()) {
      int port = listen.port().value().number();
      for (String range : visitors(loadBalancer.allow(), loadBalancer.internal().value())) {
        connect(new Addresses(range), new Connection.Tier(tier), port, path);
      }
    }
    for (LoadBalancer.Target target : Routes.targets(blueprint, loadBalancer)) {
      connect(new Connection.Tier(tier), new Connection.Tier(target.tier()), target.port(), path);
    }
  }

  /** Elastic Beanstalk's load balancer meets visitors, and its proxy on each machine answers. */
  private void program(Name name, BeanstalkTier written) {
    String tier = name.text();
    String path = "tiers." + tier;
    Peer entrance = new Connection.Tier(Names.entrance(tier));
    for (String range : visitors(written.allow(), written.internal().value())) {
      connect(new Addresses(range), entrance, HTTP, path);
      if (BeanstalkPlanner.https(blueprint, name, written)) {
        connect(new Addresses(range), entrance, HTTPS, path);
      }
    }
    connect(entrance, new Connection.Tier(tier), HTTP, path);
    wayOut(tier, written.outbound());
  }

  private List<String> visitors(List<Located<Cidr>> allow, boolean internal) {
    if (!allow.isEmpty()) {
      return allow.stream()
          .map(Located::value)
          .map(cidr -> cidr.network().toString())
          .sorted()
          .toList();
    }
    return List.of(internal ? blueprint.network().cidr().value().network().toString() : ANYWHERE);
  }

  private void wayOut(String tier, List<Located<Port>> outbound) {
    Peer machines = new Connection.Tier(tier);
    boolean closed =
        blueprint.network().existing().isEmpty() && blueprint.network().nat().value() == Nat.NONE;
    if (closed) {
      connect(machines, new Endpoints(), HTTPS, "network.nat");
      return;
    }
    Set<Integer> ports = new TreeSet<>(Set.of(HTTPS));
    outbound.stream().map(Located::value).map(Port::number).forEach(ports::add);
    for (int port : ports) {
      String path = "tiers." + tier + (port == HTTPS ? "" : ".outbound");
      connect(machines, new Addresses(ANYWHERE), port, path);
    }
  }

  /**
   * What the machines of a swarm say to each other, as Docker documents it.
   *
   * @see <a
   *     href="https://docs.docker.com/engine/swarm/swarm-tutorial/#open-protocols-and-ports">the
   *     ports</a>
   */
  private void members(String tier) {
    Peer members = new Connection.Tier(tier);
    String path = "tiers." + tier + ".managers";
    member(members, Protocol.TCP, SWARM_MANAGEMENT, path, "joining, and what managers agree on");
    member(members, Protocol.TCP, SWARM_GOSSIP, path, "who is there");
    member(members, Protocol.UDP, SWARM_GOSSIP, path, "who is there");
    member(members, Protocol.UDP, SWARM_OVERLAY, path, "the network between containers");
  }

  private void member(Peer members, Protocol protocol, int port, String path, String why) {
    connections.add(new Connection(members, members, protocol, port, path, why));
  }

  private void users(String tier, Tier.Database database) {
    int port = Facts.database(database.engine().value().name().toLowerCase(Locale.ROOT)).port();
    String path = "tiers." + tier + ".used_by";
    for (Located<ServiceReference> user : database.usedBy()) {
      Peer machines = new Connection.Tier(user.value().tier().text());
      connect(machines, new Connection.Tier(tier), port, path);
    }
  }

  private void connect(Peer from, Peer to, int port, String path) {
    connections.add(new Connection(from, to, port, path));
  }
}
