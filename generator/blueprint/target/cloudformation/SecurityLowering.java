package blueprint.target.cloudformation;

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
import blueprint.target.cloudformation.SecurityRule.Direction;
import java.util.ArrayList;
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
  private static final String SENT_ON = "whoever asks port 80 is sent on to HTTPS";

  private final Plan plan;
  private final NetworkReferences network;

  SecurityLowering(Plan plan, NetworkReferences network) {
    this.plan = plan;
    this.network = network;
  }

  /** The id of an end's group. */
  static Expression groupId(Peer end) {
    return Expression.attribute(group(end), "GroupId");
  }

  /** The id of a tier's group. */
  static Expression groupId(String tier) {
    return groupId(new Tier(tier));
  }

  private static String group(Peer end) {
    return SecurityRule.label(end) + "SecurityGroup";
  }

  /**
   * The group of a tier and the rules of that group: first what reaches it, then what it reaches.
   *
   * @param members who they are, in a few words: {@code app machines}
   * @param why what is to be said about it; or empty
   */
  List<Resource> resources(String tier, String members, String why) {
    return resources(tier, members, "tiers." + tier, why);
  }

  /**
   * The same where the blueprint says it elsewhere.
   *
   * @param path the place in the blueprint that asks for it
   */
  List<Resource> resources(String end, String members, String path, String why) {
    return withRules(group(new Tier(end), end, members).from(path, why), new Tier(end));
  }

  /** The group of the endpoints of AWS services, and its rules. */
  List<Resource> endpoints() {
    Resource group =
        group(new Endpoints(), "endpoints", "endpoints of AWS services")
            .from("network.nat", "none");
    return withRules(group, new Endpoints());
  }

  /** A group without rules: AWS would let it reach everything if it were not given one. */
  private Resource group(Peer end, String word, String members) {
    Expression nothing =
        Expression.object()
            .with("Description", "no other machine")
            .with("CidrIp", "127.0.0.1/32")
            .with("IpProtocol", "-1");
    return Resource.of(group(end), "AWS::EC2::SecurityGroup")
        .set("GroupDescription", plan.name() + " " + members)
        .set("VpcId", network.vpcId())
        .set("SecurityGroupEgress", Expression.list(nothing))
        .noting(
            "SecurityGroupEgress", "Takes the place of the rule that AWS adds: all, to anywhere.")
        .set("Tags", Stack.tags(plan, plan.name() + "-" + word));
  }

  private List<Resource> withRules(Resource group, Peer end) {
    List<Resource> resources = new ArrayList<>(List.of(group));
    rules()
        .filter(rule -> rule.group().equals(end))
        .sorted(Comparator.comparing(SecurityRule::direction).thenComparing(SecurityRule::id))
        .map(this::commented)
        .forEach(resources::add);
    return resources;
  }

  /** The logical ids of the rules at both ends of a tier's connections. */
  List<String> rulesAbout(String tier) {
    Tier peer = new Tier(tier);
    return rules()
        .filter(r -> r.connection().from().equals(peer) || r.connection().to().equals(peer))
        .map(SecurityRule::id)
        .sorted()
        .toList();
  }

  private Stream<SecurityRule> rules() {
    List<String> gateways =
        Stream.of("dynamodb", "s3").filter(network::hasGatewayEndpoint).toList();
    return plan.connections().stream().flatMap(c -> SecurityRule.of(c, gateways).stream());
  }

  private Resource commented(SecurityRule rule) {
    Connection connection = rule.connection();
    String path = Places.plain(connection.path());
    if (rule.direction() == Direction.INGRESS && connection.from() instanceof Addresses) {
      return visitors(rule, path);
    }
    if (connection.from() instanceof Tier from && beanstalkBehind(from).isPresent()) {
      return rule.resource().from(path, "to nginx, in front of the program");
    }
    if (connection.from() instanceof Tier from && isLoadBalancer(from)) {
      return rule.resource().from(path, "to " + services(from, connection));
    }
    if (connection.to().equals(Addresses.ANYWHERE_IPV6) && connection.port() == HTTPS) {
      return rule.resource().from(path, "the same over IPv6");
    }
    if (connection.to() instanceof Addresses
        && connection.port() == HTTPS
        && isBeanstalk(connection.from())) {
      return rule.resource()
          .from(path, "AWS APIs, and what a deploy fetches packages from; all of it speaks HTTPS.")
          .comment("Amazon's DNS and time servers are reached whatever a security group says.");
    }
    if (connection.to() instanceof Addresses && connection.port() == HTTPS) {
      return rule.resource()
          .from(
              path,
              "AWS APIs and HTTPS services; packages came with the image, so there is no port 80.")
          .comment("Amazon's DNS and time servers are reached whatever a security group says.");
    }
    if (connection.to() instanceof Endpoints) {
      return rule.resource().from(path, "AWS services only");
    }
    return rule.resource().from(path, connection.why());
  }

  private Resource visitors(SecurityRule rule, String path) {
    Tier entrance = (Tier) rule.connection().to();
    Optional<Beanstalk> beanstalk = beanstalkBehind(entrance);
    if (beanstalk.isPresent()) {
      boolean plain = rule.connection().port() == HTTP;
      return open(
          rule,
          rule.resource().from(path, plain ? "http" : "https"),
          beanstalk.get().https()
              ? SENT_ON
              : "without a `domain` or a `certificate` there is nothing to encrypt with");
    }
    Listener listener = listener(entrance, rule.connection().port());
    String protocol = listener.certificate().isPresent() ? "https" : "http";
    return open(
        rule,
        rule.resource()
            .from(path, protocol)
            .reads("tiers." + entrance.name() + ".allow", "network.ipv6"),
        listener.redirectPort().isPresent()
            ? SENT_ON
            : "port 80 is what the blueprint listens on; `https` with a `domain` makes it a"
                + " redirect");
  }

  /**
   * What is open to everybody.
   *
   * @param plain why port 80 is
   */
  private static Resource open(SecurityRule rule, Resource resource, String plain) {
    if (!rule.isPublic()) {
      return resource;
    }
    Resource open =
        resource.skip("AwsSolutions-EC23", "visitors come from the internet; `allow` narrows it");
    return rule.connection().port() == HTTP ? open.skip("CKV_AWS_260", plain) : open;
  }

  private boolean isBeanstalk(Peer machines) {
    return plan.beanstalks().stream().anyMatch(b -> machines.equals(new Tier(b.tier())));
  }

  private Optional<Beanstalk> beanstalkBehind(Tier entrance) {
    return plan.beanstalks().stream().filter(b -> b.entrance().equals(entrance.name())).findFirst();
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
