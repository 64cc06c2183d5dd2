package blueprint.target.terraform;

import java.util.List;

/** Two blocks have one address: names that differ in signs only that addresses lack. */
final class SameAddressException extends IllegalArgumentException {

  private final String address;
  private final transient List<String> paths;

  /**
   * @param paths the places in the blueprint that ask for the two
   */
  SameAddressException(String address, List<String> paths) {
    super("given twice: " + address);
    this.address = address;
    this.paths = List.copyOf(paths);
  }

  /** The two, as data. */
  SameAddress same() {
    return new SameAddress(address, paths);
  }
}
