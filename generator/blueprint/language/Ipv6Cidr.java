package blueprint.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv6 address range as written, {@code 2001:db8::/32}.
 *
 * @param groups the eight groups of 16 bits of the address, host bits included
 * @param prefix the number of leading bits that are the network's, 0 to 128
 */
public record Ipv6Cidr(List<Integer> groups, int prefix) implements IpRange {

  private static final int GROUPS = 8;
  private static final int GROUP_BITS = 16;

  private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:]{2,39})/(\\d{1,3})");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  public Ipv6Cidr {
    groups = List.copyOf(groups);
  }

  /** Reads groups in hexadecimal, with or without {@code ::}; empty when the text is none. */
  public static Optional<Ipv6Cidr> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(matcher.group(2));
    boolean plain = matcher.group(2).equals(Integer.toString(prefix));
    return groups(matcher.group(1))
        .filter(groups -> plain && prefix <= GROUPS * GROUP_BITS)
        .map(groups -> new Ipv6Cidr(groups, prefix));
  }

  private static Optional<List<Integer>> groups(String address) {
    String[] halves = address.split("::", -1);
    if (halves.length > 2) {
      return Optional.empty();
    }
    List<String> words = words(halves[0]);
    if (halves.length == 2) {
      List<String> last = words(halves[1]);
      int missing = GROUPS - words.size() - last.size();
      if (missing < 1) {
        return Optional.empty();
      }
      words.addAll(java.util.Collections.nCopies(missing, "0"));
      words.addAll(last);
    }
    boolean complete =
        words.size() == GROUPS && words.stream().allMatch(w -> GROUP.matcher(w).matches());
    return complete
        ? Optional.of(words.stream().map(word -> Integer.parseInt(word, 16)).toList())
        : Optional.empty();
  }

  private static List<String> words(String half) {
    return new ArrayList<>(half.isEmpty() ? List.of() : List.of(half.split(":", -1)));
  }

  @Override
  public Ipv6Cidr network() {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      int bits = Math.max(0, Math.min(GROUP_BITS, prefix - i * GROUP_BITS));
      kept.add(groups.get(i) & 0xffff << (GROUP_BITS - bits) & 0xffff);
    }
    return new Ipv6Cidr(kept, prefix);
  }

  /**
   * As AWS shows it, the longest run of zeros left out.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc5952">RFC 5952</a>
   */
  @Override
  public String toString() {
    int start = 0;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = zerosFrom(i);
      if (zeros > length) {
        start = i;
        length = zeros;
      }
    }
    String address =
        length == 1
            ? written(0, GROUPS)
            : written(0, start) + "::" + written(start + length, GROUPS);
    return address + "/" + prefix;
  }

  private int zerosFrom(int first) {
    int end = first;
    while (end < GROUPS && groups.get(end) == 0) {
      end++;
    }
    return end - first;
  }

  private String written(int from, int to) {
    return String.join(
        ":", groups.subList(from, to).stream().map(group -> Integer.toHexString(group)).toList());
  }
}
