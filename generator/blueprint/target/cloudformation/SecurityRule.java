package blueprint.target.cloudformation;

import blueprint.plan.Connection;
import blueprint.plan.Connection.Addresses;
import blueprint.plan.Connection.Endpoints;
import blueprint.plan.Connection.Peer;
import blueprint.plan.Connection.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One end of a connection, as a rule of the group at that end.
 *
 * @param group the end whose group it is
 * @param other who is at the other end
 */
record SecurityRule(Connection connection, Direction direction, Peer group, End other) {

  private static final Pattern ENDS_IN_A_DIGIT = Pattern.compile(".*[0-9]");

  /** Which way the rule lets connections through. */
  enum Direction {
    INGRESS("From", "AWS::EC2::SecurityGroupIngress", "Source"),
    EGRESS("To", "AWS::EC2::SecurityGroupEgress", "Destination");

    private final String preposition;
    private final String type;
    private final String side;

    Direction(String preposition, String type, String side) {
      this.preposition = preposition;
      this.type = type;
      this.side = side;
    }
  }

  /**
   * Whom a rule lets in or out to.
   *
   * @param word what the end is called
   * @param label the same in logical ids
   * @param property the rule's property that says so; what is not an address is of a side
   */
  private record End(String word, String label, String property, Expression value) {

    private String property(Direction direction) {
      return property.startsWith("Cidr") ? property : direction.side + property;
    }
  }

  /**
   * The rules that a connection needs: one at each end that has a group.
   *
   * @param gateways the AWS services that a closed network reaches through a gateway
   */
  static List<SecurityRule> of(Connection connection, List<String> gateways) {
    List<SecurityRule> rules = new ArrayList<>();
    Peer from = connection.from();
    Peer to = connection.to();
    if (!(to instanceof Addresses)) {
      rules.add(new SecurityRule(connection, Direction.INGRESS, to, end(from)));
    }
    if (!(from instanceof Addresses)) {
      rules.add(new SecurityRule(connection, Direction.EGRESS, from, end(to)));
    }
    if (to instanceof Endpoints) {
      for (String service : gateways) {
        rules.add(new SecurityRule(connection, Direction.EGRESS, from, gateway(service)));
      }
    }
    return rules;
  }

  /** What an end with a group is called in logical ids. */
  static String label(Peer end) {
    return end instanceof Tier tier ? LogicalIds.of(tier.name()) : "Endpoints";
  }

  private static End end(Peer peer) {
    if (peer instanceof Addresses addresses) {
      String property = addresses.isIpv6() ? "CidrIpv6" : "CidrIp";
      return new End(
          addresses.words(), label(addresses), property, Expression.text(addresses.cidr()));
    }
    String word = peer instanceof Tier tier ? tier.name() : "AWS endpoints";
    return new End(word, label(peer), "SecurityGroupId", SecurityLowering.groupId(peer));
  }

  private static String label(Addresses addresses) {
    if (addresses.isAnywhere()) {
      return addresses.isIpv6() ? "InternetIpv6" : "Internet";
    }
    return addresses.cidr().replaceAll("[.:/]", "x");
  }

  private static End gateway(String service) {
    return new End(
        service,
        LogicalIds.of(service),
        "PrefixListId",
        Expression.ref(PrefixLists.parameter(service)));
  }

  /** Whether it lets everybody on the internet in. */
  boolean isPublic() {
    return connection.from() instanceof Addresses from && from.isAnywhere();
  }

  /** Its logical id: {@code AppFromLb8080}; {@code Port} parts the port from other digits. */
  String id() {
    String udp = connection.protocol() == Connection.Protocol.UDP ? "Udp" : "";
    String ends = label(group) + direction.preposition + other.label();
    return ends + (ENDS_IN_A_DIGIT.matcher(ends).matches() ? "Port" : "") + connection.port() + udp;
  }

  /** The rule, without comments. */
  Resource resource() {
    String description =
        direction == Direction.INGRESS
            ? other.word() + " to " + end(connection.to()).word()
            : end(connection.from()).word() + " to " + other.word();
    return Resource.of(id(), direction.type)
        .set("GroupId", SecurityLowering.groupId(group))
        .set("Description", description)
        .set(other.property(direction), other.value())
        .set("IpProtocol", connection.protocol().name().toLowerCase(Locale.ROOT))
        .set("FromPort", connection.port())
        .set("ToPort", connection.port());
  }
}
