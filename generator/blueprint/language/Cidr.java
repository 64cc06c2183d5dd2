package blueprint.language;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 address range as written, {@code 10.0.0.0/16}.
 *
 * @param address the 32 bits of the address, host bits included
 * @param prefix the number of leading bits that are the network's, 0 to 32
 */
public record Cidr(int address, int prefix) implements IpRange {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

  /** Reads dotted decimal without leading zeros; empty when the text is none. */
  public static Optional<Cidr> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int address = 0;
    for (int i = 1; i <= 4; i++) {
      String octet = matcher.group(i);
      int value = Integer.parseInt(octet);
      if (value > 255 || !octet.equals(Integer.toString(value))) {
        return Optional.empty();
      }
      address = address << 8 | value;
    }
    int prefix = Integer.parseInt(matcher.group(5));
    return prefix > 32 ? Optional.empty() : Optional.of(new Cidr(address, prefix));
  }

  @Override
  public Cidr network() {
    return new Cidr(address & mask(), prefix);
  }

  /** Whether all of another range lies inside. */
  public boolean contains(Cidr other) {
    return other.prefix >= prefix && (other.address & mask()) == (address & mask());
  }

  /** Whether any address lies in both. */
  public boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  /** The range of a longer prefix with a number counted from 0. */
  public Cidr part(int longerPrefix, int number) {
    return new Cidr((address & mask()) + (number << (32 - longerPrefix)), longerPrefix);
  }

  private int mask() {
    return prefix == 0 ? 0 : -1 << (32 - prefix);
  }

  @Override
  public String toString() {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 255)
        + "."
        + (address >>> 8 & 255)
        + "."
        + (address & 255)
        + "/"
        + prefix;
  }
}
