package blueprint.target.cloudformation;

import java.util.Optional;

/**
 * Why CloudFormation would refuse a resource.
 *
 * @param path where in the resource, such as {@code Tags[0].Key}; empty for all of it
 * @param reason in words, with no value of the user's in them that could be a secret
 * @param suggestion the name that was probably meant
 */
record Misfit(String path, String reason, Optional<String> suggestion) {

  static Misfit of(String path, String reason) {
    return new Misfit(path, reason, Optional.empty());
  }

  /** What stands there, and what would be right. */
  static Misfit expecting(String path, String got, String expected) {
    return of(path, got + ", expected " + expected);
  }

  /** The path of a member of what stands at a path. */
  static String inside(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
