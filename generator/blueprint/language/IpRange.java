package blueprint.language;

import java.util.Optional;

/** An address range of either family as written. */
public sealed interface IpRange permits Cidr, Ipv6Cidr {

  /** Reads a range of either family; empty when the text is none. */
  static Optional<IpRange> parse(String text) {
    return Cidr.parse(text).<IpRange>map(range -> range).or(() -> Ipv6Cidr.parse(text));
  }

  /** The same range with no bit set behind the prefix. */
  IpRange network();

  /** Whether it is of IPv6. */
  default boolean isIpv6() {
    return this instanceof Ipv6Cidr;
  }
}
