package blueprint.diff;

import blueprint.facts.Limit;
import blueprint.inventory.Part;
import java.util.List;
import java.util.Optional;

/**
 * A way for packets, as a rule of a security group opens it.
 *
 * @param inward whether it leads to the machines of the group, or from them
 * @param group whose group
 * @param peer who is at the other end: addresses, or what they belong to
 * @param protocol as AWS calls it; {@code -1} for all
 * @param from the first port; -1 for all
 * @param to the last port; -1 for all
 */
record Opening(
    boolean inward, String group, String peer, String protocol, int from, int to, Part part) {

  /** RFC 1918, and what never leaves a machine. */
  private static final List<String> PRIVATE =
      List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8");

  /** Whether it lets through all that another one does. */
  boolean covers(Opening other) {
    boolean ports =
        protocol.equals("-1")
            || (protocol.equals(other.protocol)
                && (from < 0 || (other.from >= 0 && from <= other.from && to >= other.to)));
    return inward == other.inward && group.equals(other.group) && ports && reaches(other.peer);
  }

  private boolean reaches(String address) {
    if (peer.equals(address)) {
      return true;
    }
    Optional<long[]> own = range(peer);
    Optional<long[]> others = range(address);
    if (own.isEmpty() || others.isEmpty()) {
      return peer.equals("::/0") && address.contains(":") && address.contains("/");
    }
    return own.get()[0] <= others.get()[0] && own.get()[1] >= others.get()[1];
  }

  /** The first and the last address. */
  private static Optional<long[]> range(String cidr) {
    if (!cidr.matches("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}")) {
      return Optional.empty();
    }
    String[] words = cidr.split("[./]", -1);
    long address = 0;
    for (int i = 0; i < 4; i++) {
      address = address * 256 + Integer.parseInt(words[i]);
    }
    int bits = Math.min(32, Integer.parseInt(words[4]));
    long size = 1L << (32 - bits);
    long first = address / size * size;
    return Optional.of(new long[] {first, first + size - 1});
  }

  /** Whether addresses of the internet are at the other end. */
  boolean isPublic() {
    boolean own =
        PRIVATE.stream()
            .map(range -> new Opening(inward, group, range, "-1", -1, -1, part))
            .anyMatch(range -> range.reaches(peer));
    return peer.equals("::/0") || (range(peer).isPresent() && !own);
  }

  /** {@code 10.0.0.0/8 reaches `app` on tcp 8080}. */
  String words() {
    String who = isPublic() ? "the internet (" + Words.quoted(peer) + ")" : Words.quoted(peer);
    String all = from < 0 || (from == 0 && to == Limit.PORT.max()) ? "all ports" : "";
    String ports = all.isEmpty() ? (from == to ? "" + from : from + "-" + to) : all;
    String what = protocol.equals("-1") ? "everything" : protocol + " " + ports;
    return inward
        ? who + " reaches `" + group + "` on " + what
        : "`" + group + "` may call " + who + " on " + what;
  }
}
