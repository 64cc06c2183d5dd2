package blueprint.target.cloudformation;

import java.util.List;

/** The domain. */
final class DomainLowering {

  private DomainLowering() {}

  static List<Resource> resources(Stack stack) {
    return List.of();
  }
}
