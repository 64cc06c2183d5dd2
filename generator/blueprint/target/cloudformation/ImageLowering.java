package blueprint.target.cloudformation;

import java.util.List;

/** The machine images. */
final class ImageLowering {

  private ImageLowering() {}

  static List<Parameter> parameters(Stack stack) {
    return List.of();
  }
}
