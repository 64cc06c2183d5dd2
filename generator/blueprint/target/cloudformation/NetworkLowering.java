package blueprint.target.cloudformation;

import java.util.List;

/** The network. */
final class NetworkLowering {

  private NetworkLowering() {}

  static List<Resource> resources(Stack stack) {
    return List.of();
  }
}
