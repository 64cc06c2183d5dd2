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

  /** Every address of an IPv4 range. */
  public record Addresses(String cidr) implements Peer {}

  /** The endpoints of AWS services inside the network. */
  public record Endpoints() implements Peer {}
}
