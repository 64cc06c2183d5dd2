package blueprint.target.terraform;

import blueprint.plan.Connection;
import blueprint.plan.Connection.Addresses;
import blueprint.plan.Connection.Peer;
import blueprint.plan.Connection.Tier;
import java.util.ArrayList;
import java.util.List;

/**
 * One end of a connection, as a rule of the group at that end.
 *
 * @param group the label of the group
 * @param other who is at the other end
 */
record SecurityRule(Connection connection, Direction direction, String group, End other) {

  /** Which way the rule lets connections through. */
  enum Direction {
    INGRESS("from"),
    EGRESS("to");

    private final String preposition;

    Direction(String preposition) {
      this.preposition = preposition;
    }
  }

  /**
   * Whom a rule lets in or out to.
   *
   * @param word what the end is called
   * @param label the same in labels
   * @param attribute the rule's argument that says so
   */
  private record End(String word, String label, String attribute, Expression value) {}

  /**
   * The rules that a connection needs: one at each end that has a group.
   *
   * @param gateways the AWS services that a closed network reaches through a gateway
   */
  static List<SecurityRule> of(Connection connection, List<String> gateways) {
    List<SecurityRule> rules = new ArrayList<>();
    if (!(connection.to() instanceof Addresses)) {
      rules.add(rule(connection, Direction.INGRESS, connection.to(), end(connection.from())));
    }
    if (!(connection.from() instanceof Addresses)) {
      rules.add(rule(connection, Direction.EGRESS, connection.from(), end(connection.to())));
    }
    if (connection.to() instanceof Connection.Endpoints) {
      for (String service : gateways) {
        rules.add(rule(connection, Direction.EGRESS, connection.from(), gateway(service)));
      }
    }
    return rules;
  }

  private static SecurityRule rule(
      Connection connection, Direction direction, Peer end, End other) {
    return new SecurityRule(connection, direction, groupLabel(end), other);
  }

  /** The label of an end's group. */
  static String groupLabel(Peer end) {
    return end instanceof Tier tier ? Labels.of(tier.name()) : "endpoints";
  }

  private static End end(Peer peer) {
    if (peer instanceof Addresses addresses) {
      String attribute = addresses.isIpv6() ? "cidr_ipv6" : "cidr_ipv4";
      return new End(
          addresses.words(), label(addresses), attribute, Expression.text(addresses.cidr()));
    }
    String word = peer instanceof Tier tier ? tier.name() : "AWS endpoints";
    Expression group = SecurityLowering.groupId(peer);
    return new End(word, groupLabel(peer), "referenced_security_group_id", group);
  }

  private static String label(Addresses addresses) {
    if (addresses.isAnywhere()) {
      return addresses.isIpv6() ? "internet_ipv6" : "internet";
    }
    return addresses.cidr().replaceAll("[^a-z0-9]", "_");
  }

  private static End gateway(String service) {
    return new End(
        service,
        service,
        "prefix_list_id",
        Expression.reference("aws_vpc_endpoint." + service + ".prefix_list_id"));
  }

  /** Whether it lets everybody on the internet in. */
  boolean isPublic() {
    return connection.from() instanceof Addresses from && from.isAnywhere();
  }

  /** Its address in the configuration. */
  String address() {
    return type() + "." + label();
  }

  /** Its block, without comments. */
  Block block() {
    String description =
        direction == Direction.INGRESS
            ? other.word() + " to " + word(connection.to())
            : word(connection.from()) + " to " + other.word();
    return Block.resource(type(), label())
        .set("security_group_id", Expression.reference("aws_security_group." + group + ".id"))
        .set("description", description)
        .set(other.attribute(), other.value())
        .set("ip_protocol", protocol())
        .set("from_port", connection.port())
        .set("to_port", connection.port())
        .line()
        .set("tags", Stack.named(description));
  }

  private String protocol() {
    return connection.protocol().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String word(Peer peer) {
    return end(peer).word();
  }

  private String type() {
    return "aws_vpc_security_group_"
        + direction.name().toLowerCase(java.util.Locale.ROOT)
        + "_rule";
  }

  private String label() {
    String label =
        String.join(
            "_", group, direction.preposition, other.label(), Integer.toString(connection.port()));
    return connection.protocol() == Connection.Protocol.TCP ? label : label + "_" + protocol();
  }
}
