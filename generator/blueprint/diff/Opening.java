package blueprint.diff;

import blueprint.facts.Limit;
import blueprint.inventory.Part;

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

  /** Whether it lets through all that another one does. */
  boolean covers(Opening other) {
    boolean ports =
        protocol.equals("-1")
            || (protocol.equals(other.protocol)
                && (from < 0 || (other.from >= 0 && from <= other.from && to >= other.to)));
    return inward == other.inward && group.equals(other.group) && ports && reaches(other.peer);
  }

  private boolean reaches(String address) {
    return peer.equals(address)
        || AddressRange.of(peer)
            .flatMap(own -> AddressRange.of(address).map(own::contains))
            .orElse(false);
  }

  /** Whether addresses of the internet are at the other end. */
  boolean isPublic() {
    return AddressRange.of(peer).filter(AddressRange::isPublic).isPresent();
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
