package blueprint.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the tiers are placed. */
public sealed interface Network {

  /**
   * A network made for the service.
   *
   * @param zones the letters by which zones are called, {@code a} first; a zone keeps its letter
   * @param flowLogDays how long records of connections are kept
   * @param flowLogGroup the log group that holds them
   * @param subnets by tier, in the order of their names
   * @param ipv6 whether there are IPv6 addresses beside those of IPv4
   * @param endpoints the AWS services that are reached without the internet, when there is no NAT:
   *     the last part of their names, {@code secretsmanager}
   */
  record Own(
      String cidr,
      List<String> zones,
      Nat nat,
      int flowLogDays,
      String flowLogGroup,
      List<TierSubnets> subnets,
      boolean ipv6,
      List<String> endpoints)
      implements Network {

    /** The subnets of a tier. */
    public TierSubnets of(String tier) {
      return subnets.stream().filter(s -> s.tier().equals(tier)).findFirst().orElseThrow();
    }

    /** The tier whose subnets hold NAT gateways: the first that faces the internet. */
    public Optional<TierSubnets> publicSubnets() {
      return subnets.stream().filter(s -> s.exposure() == Exposure.PUBLIC).findFirst();
    }
  }

  /** A network that is there already, with the subnets of each tier. */
  record Existing(String vpcId, Map<String, List<String>> subnetIds) implements Network {}

  /** How machines without public addresses reach the internet. */
  enum Nat {
    NONE,
    SINGLE,
    PER_ZONE
  }

  /** Where a subnet's default route leads. */
  enum Exposure {
    /** To the internet, and from it. */
    PUBLIC,
    /** To the internet through NAT, if there is any. */
    PRIVATE,
    /** Nowhere. */
    ISOLATED
  }

  /**
   * A tier's subnets.
   *
   * @param path where the blueprint says so
   * @param chosen whether the addresses were chosen here rather than written
   * @param cidrs by zone letter; the tier's block has room for four
   * @param ipv6 by zone letter, which of the 256 parts of the network's IPv6 range; empty without
   * @param machines whether what starts in them are machines, rather than what AWS operates
   */
  record TierSubnets(
      String tier,
      Exposure exposure,
      String path,
      String block,
      boolean chosen,
      Map<String, String> cidrs,
      Map<String, Integer> ipv6,
      boolean machines) {}
}
