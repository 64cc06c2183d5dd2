package blueprint.diff;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The addresses of a range, from the first to the last.
 *
 * @param bits how long an address is: 32 with IPv4, 128 with IPv6
 */
record AddressRange(int bits, BigInteger first, BigInteger last) {

  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";

  /** Literals only: a name would be looked up. */
  private static final Pattern FORM =
      Pattern.compile(
          ("(" + OCTET + "(?:\\." + OCTET + "){3}|[0-9a-fA-F]*:[0-9a-fA-F:]*)") + "/(\\d{1,3})");

  /** RFC 1918 and RFC 4193, and what never leaves a machine or its link. */
  private static final List<AddressRange> PRIVATE =
      Stream.of(
              "10.0.0.0/8",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "127.0.0.0/8",
              "fc00::/7",
              "fe80::/10",
              "::1/128")
          .flatMap(range -> of(range).stream())
          .toList();

  /** Reads {@code 10.0.0.0/8} or {@code 2001:db8::/32}; empty when it is none. */
  static Optional<AddressRange> of(String cidr) {
    Matcher matcher = FORM.matcher(cidr);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      byte[] address = InetAddress.getByName(matcher.group(1)).getAddress();
      int bits = address.length * Byte.SIZE;
      int host = Math.max(0, bits - Integer.parseInt(matcher.group(2)));
      BigInteger first = new BigInteger(1, address).shiftRight(host).shiftLeft(host);
      BigInteger size = BigInteger.ONE.shiftLeft(host);
      return Optional.of(new AddressRange(bits, first, first.add(size).subtract(BigInteger.ONE)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether all of another range lies inside. */
  boolean contains(AddressRange other) {
    return bits == other.bits
        && first.compareTo(other.first) <= 0
        && last.compareTo(other.last) >= 0;
  }

  /** Whether any of its addresses is of the internet. */
  boolean isPublic() {
    return PRIVATE.stream().noneMatch(own -> own.contains(this));
  }
}
