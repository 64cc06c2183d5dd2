package blueprint.target.terraform;

import blueprint.plan.Beanstalk;
import blueprint.plan.Connection;
import blueprint.plan.Connection.Addresses;
import blueprint.plan.Connection.Endpoints;
import blueprint.plan.Connection.Peer;
import blueprint.plan.Connection.Tier;
import blueprint.plan.LoadBalancer;
import blueprint.plan.LoadBalancer.Listener;
import blueprint.plan.Places;
import blueprint.plan.Plan;
import blueprint.target.terraform.SecurityRule.Direction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may talk to whom: a security group for each tier, and a rule at each end of a connection.
 *
 * <p>Rules stand apart from their groups, so that two groups can refer to each other.
 */
final class SecurityLowering {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final Plan plan;
  private final NetworkReferences network;

  SecurityLowering(Plan plan, NetworkReferences network) {
    this.plan = plan;
    this.network = network;
  }

  /** The id of an end's group. */
  static Expression.Code groupId(Peer end) {
    return Expression.reference("aws_security_group." + SecurityRule.groupLabel(end) + ".id");
  }

  /** The id of a tier's group. */
  static Expression.Code groupId(String tier) {
    return groupId(new Tier(tier));
  }

  /**
   * The group of a tier, without rules.
   *
   * @param members who they are, in a few words: {@code app machines}
   * @param why what is to be said about it; or empty
   */
  Block group(String tier, String members, String why) {
    return group(new Tier(tier), tier, members).from("tiers." + tier, why);
  }

  /** The group of an end, without rules and comment. */
  Block group(Peer end, String word, String members) {
    String name = plan.name() + "-" + word;
    return Block.resource("aws_security_group", SecurityRule.groupLabel(end))
        .set("name_prefix", name + "-")
        .set("description", plan.name() + " " + members)
        .set("vpc_id", network.vpcId())
        .line()
        .set("tags", Stack.named(name))
        .block("lifecycle", Body.EMPTY.set("create_before_destroy", true));
  }

  /** The rules of a tier's group: first what reaches it, then what it reaches. */
  List<Block> rulesOf(String tier) {
    return rulesOf(new Tier(tier));
  }

  /** The rules of an end's group. */
  List<Block> rulesOf(Peer end) {
    String group = SecurityRule.groupLabel(end);
    return rules()
        .filter(rule -> rule.group().equals(group))
        .sorted(Comparator.comparing(SecurityRule::direction).thenComparing(SecurityRule::address))
        .map(this::commented)
        .toList();
  }

  /** The addresses of the rules at both ends of a tier's connections. */
  List<String> rulesAbout(String tier) {
    Tier peer = new Tier(tier);
    return rules()
        .filter(r -> r.connection().from().equals(peer) || r.connection().to().equals(peer))
        .map(SecurityRule::address)
        .sorted()
        .toList();
  }

  private Stream<SecurityRule> rules() {
    List<String> gateways =
        Stream.of("dynamodb", "s3").filter(network::hasGatewayEndpoint).toList();
    return plan.connections().stream().flatMap(c -> SecurityRule.of(c, gateways).stream());
  }

  private Block commented(SecurityRule rule) {
    Connection connection = rule.connection();
    String path = Places.plain(connection.path());
    if (rule.direction() == Direction.INGRESS && connection.from() instanceof Addresses) {
      return visitors(rule, path);
    }
    if (connection.from() instanceof Tier from && beanstalkBehind(from).isPresent()) {
      Block block = rule.block().from(path, "to nginx, in front of the program");
      return rule.direction() == Direction.INGRESS
          ? skipping(block, "open to the load balancer's group alone")
          : block;
    }
    if (connection.from() instanceof Tier from && isLoadBalancer(from)) {
      Block block = rule.block().from(path, "to " + services(from, connection));
      boolean mistaken = rule.direction() == Direction.INGRESS && connection.port() == HTTP;
      return mistaken ? skipping(block, "open to the load balancer's group alone") : block;
    }
    if (connection.to().equals(Addresses.ANYWHERE_IPV6) && connection.port() == HTTPS) {
      return rule.block().from(path, "the same over IPv6");
    }
    if (connection.to() instanceof Addresses
        && connection.port() == HTTPS
        && isBeanstalk(connection.from())) {
      return rule.block()
          .from(path, "AWS APIs, and what a deploy fetches packages from; all of it speaks HTTPS.")
          .comment("Amazon's DNS and time servers are reached whatever a security group says.");
    }
    if (connection.to() instanceof Addresses && connection.port() == HTTPS) {
      return rule.block()
          .from(
              path,
              "AWS APIs and HTTPS services; packages came with the image, so there is no port 80.")
          .comment("Amazon's DNS and time servers are reached whatever a security group says.");
    }
    if (connection.to() instanceof Endpoints) {
      return rule.block().from(path, "AWS services only");
    }
    return rule.block().from(path, connection.why());
  }

  private Block visitors(SecurityRule rule, String path) {
    Tier entrance = (Tier) rule.connection().to();
    Optional<Beanstalk> beanstalk = beanstalkBehind(entrance);
    if (beanstalk.isPresent()) {
      return visitors(rule, path, beanstalk.get());
    }
    Listener listener = listener(entrance, rule.connection().port());
    Block block =
        rule.block()
            .from(path, LoadBalancerLowering.protocol(listener))
            .reads("tiers." + entrance.name() + ".allow", "network.ipv6");
    if (rule.connection().port() != HTTP || !rule.isPublic()) {
      return block;
    }
    String reason =
        listener.redirectPort().isPresent()
            ? "whoever asks port 80 is sent on to HTTPS"
            : "port 80 is what the blueprint listens on; `https` with a `domain` makes it a"
                + " redirect";
    return skipping(block, reason);
  }

  private static Block visitors(SecurityRule rule, String path, Beanstalk beanstalk) {
    boolean plain = rule.connection().port() == HTTP;
    Block block = rule.block().from(path, plain ? "http" : "https");
    if (!plain || !rule.isPublic()) {
      return block;
    }
    return skipping(
        block,
        beanstalk.https()
            ? "whoever asks port 80 is sent on to HTTPS"
            : "without a `domain` or a `certificate` there is nothing to encrypt with");
  }

  private boolean isBeanstalk(Peer machines) {
    return plan.beanstalks().stream().anyMatch(b -> machines.equals(new Tier(b.tier())));
  }

  private Optional<Beanstalk> beanstalkBehind(Tier entrance) {
    return plan.beanstalks().stream().filter(b -> b.entrance().equals(entrance.name())).findFirst();
  }

  private static Block skipping(Block block, String reason) {
    return block.with(Body.EMPTY.skip("CKV_AWS_260", reason).with(block.body()));
  }

  private Listener listener(Tier tier, int port) {
    return plan.loadBalancers().stream()
        .filter(l -> l.tier().equals(tier.name()))
        .flatMap(l -> l.listeners().stream())
        .filter(l -> l.port() == port)
        .findFirst()
        .orElseThrow();
  }

  private boolean isLoadBalancer(Tier tier) {
    return plan.loadBalancers().stream().anyMatch(l -> l.tier().equals(tier.name()));
  }

  /** The services behind a connection, as {@code tier.service}. */
  private String services(Tier loadBalancer, Connection connection) {
    List<String> names =
        plan.loadBalancers().stream()
            .filter(l -> l.tier().equals(loadBalancer.name()))
            .flatMap(l -> l.targets().stream())
            .filter(
                t -> connection.to().equals(new Tier(t.tier())) && t.port() == connection.port())
            .map((LoadBalancer.Target t) -> t.tier() + "." + t.service())
            .toList();
    return String.join(", ", names);
  }
}
