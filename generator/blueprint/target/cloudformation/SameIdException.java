package blueprint.target.cloudformation;

import java.util.List;

/** Two parts of a template have one logical id: names that differ in signs only that ids lack. */
final class SameIdException extends IllegalArgumentException {

  private final String id;
  private final transient List<String> paths;

  /**
   * @param paths the places in the blueprint that ask for the two
   */
  SameIdException(String id, List<String> paths) {
    super("given twice: " + id);
    this.id = id;
    this.paths = List.copyOf(paths);
  }

  String id() {
    return id;
  }

  List<String> paths() {
    return paths;
  }
}
