package blueprint.diff;

import blueprint.inventory.Inventory;
import java.util.List;

/** Says what a person should know of changes, from one point of view. */
interface Judge {

  /**
   * What there is to say.
   *
   * @param changes what becomes of each part that does not stay as it is
   */
  List<Finding> judge(Inventory before, Inventory after, List<Change> changes);
}
