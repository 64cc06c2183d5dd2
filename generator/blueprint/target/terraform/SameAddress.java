package blueprint.target.terraform;

import java.util.List;

/**
 * Two blocks would have one address, so Terraform would not take the configuration.
 *
 * @param paths the places in the blueprint that ask for them
 */
public record SameAddress(String address, List<String> paths) {
  public SameAddress {
    paths = List.copyOf(paths);
  }
}
