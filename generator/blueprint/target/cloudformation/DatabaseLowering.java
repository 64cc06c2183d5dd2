package blueprint.target.cloudformation;

import blueprint.plan.Database;
import java.util.List;

/** A managed database. */
final class DatabaseLowering {

  private DatabaseLowering() {}

  static List<Resource> resources(Stack stack, Database database) {
    return List.of();
  }
}
