package blueprint.target.cloudformation;

import java.util.List;

/** The secrets. */
final class SecretLowering {

  private SecretLowering() {}

  static List<Resource> resources(Stack stack) {
    return List.of();
  }
}
