package blueprint.plan;

/**
 * Somebody may open connections to somebody. There is nothing else that may.
 *
 * @param path where the blueprint says so
 * @param why what is spoken there; empty where the ends say enough
 */
public record Connection(Peer from, Peer to, Protocol protocol, int port, String path, String why) {

  /** What is spoken. */
  public enum Protocol {
    TCP,
    UDP
  }

  /** Over TCP. */
  public Connection(Peer from, Peer to, int port, String path) {
    this(from, to, Protocol.TCP, port, path, "");
  }

  /** One end of a connection. */
  public sealed interface Peer {}

  /** Every member of a tier. */
  public record Tier(String name) implements Peer {}

  /** Every address of a range, of IPv4 or of IPv6. */
  public record Addresses(String cidr) implements Peer {

    /** All of IPv4. */
    public static final Addresses ANYWHERE = new Addresses("0.0.0.0/0");

    /** All of IPv6. */
    public static final Addresses ANYWHERE_IPV6 = new Addresses("::/0");

    /** Whether the range is of IPv6. */
    public boolean isIpv6() {
      return cidr.contains(":");
    }

    /** Whether it is everybody on the internet, over one of the two. */
    public boolean isAnywhere() {
      return equals(ANYWHERE) || equals(ANYWHERE_IPV6);
    }

    /** What people call it: {@code the internet}, or the range itself. */
    public String words() {
      if (!isAnywhere()) {
        return cidr;
      }
      return isIpv6() ? "internet over IPv6" : "internet";
    }
  }

  /** The endpoints of AWS services inside the network. */
  public record Endpoints() implements Peer {}
}
