package blueprint.diff;

import blueprint.inventory.Inventory;
import blueprint.source.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One environment of a blueprint, as it was or as it is.
 *
 * @param name empty where the blueprint has none
 * @param folder where its output goes
 * @param place where its system is: {@code region}, {@code account}, {@code state}
 * @param images what each machine image is called in the account, by its name in the blueprint
 */
public record Side(
    Optional<String> name,
    String folder,
    Map<String, String> place,
    Map<String, String> images,
    List<Inventory> inventories,
    YamlNode source) {}
