package blueprint.diff;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.facts.Changes;
import blueprint.inventory.AttributePath;
import blueprint.inventory.Effect;
import blueprint.inventory.Inventory;
import blueprint.inventory.Inventory.Engine;
import blueprint.inventory.Part;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is known of changes covers all that any blueprint of this repository yields. */
final class ChangesTest {

  @Test
  void everyAttributeThatTerraformIsGivenIsDecided() throws IOException {
    Set<String> undecided = new TreeSet<>();
    Map<String, Set<String>> emitted = emitted(Engine.TERRAFORM);
    emitted.forEach(
        (type, paths) ->
            paths.forEach(
                path -> {
                  Map<String, Effect> effects = Changes.bundled().effects(type);
                  if (effects.keySet().stream().noneMatch(p -> AttributePath.isBelow(path, p))) {
                    undecided.add(type + " " + path);
                  }
                }));
    assertThat(undecided).isEmpty();
    assertThat(emitted).hasSizeGreaterThan(40);
  }

  @Test
  void everyPropertyThatCloudFormationIsGivenIsDecided() throws IOException {
    Set<String> undecided = new TreeSet<>();
    for (Side side : Blueprints.all()) {
      for (Inventory inventory : side.inventories()) {
        for (Part part : inventory.resources()) {
          if (inventory.engine() == Engine.CLOUDFORMATION) {
            part.attributes().keySet().stream()
                .filter(path -> !path.startsWith("@"))
                .filter(
                    path ->
                        part.effect(path) == Effect.UNKNOWN
                            || (part.effect(path) == Effect.MAY_REPLACE
                                && !isExplained(part, path)))
                .forEach(path -> undecided.add(part.type() + " " + path));
          }
        }
      }
    }
    assertThat(undecided).isEmpty();
    assertThat(emitted(Engine.CLOUDFORMATION)).hasSizeGreaterThan(25);
  }

  private static boolean isExplained(Part part, String path) {
    String word = AttributePath.withoutPlaces(path).split("\\.", 2)[0];
    return Changes.bundled().condition(part.type(), word).isPresent();
  }

  @Test
  void noAttributeIsDecidedTwice() throws IOException {
    JsonNode types = file().path("types");
    Set<String> twice = new TreeSet<>();
    for (Map.Entry<String, JsonNode> type : types.properties()) {
      List<String> all = new ArrayList<>();
      for (String list : List.of("replace", "in_place", "ignored")) {
        type.getValue().path(list).forEach(path -> all.add(path.asText()));
      }
      type.getValue().path("conditional").fieldNames().forEachRemaining(all::add);
      Set<String> seen = new TreeSet<>();
      all.stream().filter(p -> !seen.add(p)).forEach(p -> twice.add(type.getKey() + " " + p));
    }
    assertThat(twice).isEmpty();
  }

  @Test
  void theFileSaysWhereItIsFromAndWhen() throws IOException {
    assertThat(file().path("as_of").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
    assertThat(file().path("source")).isNotEmpty();
  }

  @Test
  void whatHoldsDataIsKnownForBothEngines() {
    Changes changes = Changes.bundled();
    assertThat(changes.holding("aws_db_instance")).contains(Changes.Holding.DATABASE);
    assertThat(changes.holding("AWS::RDS::DBInstance")).contains(Changes.Holding.DATABASE);
    assertThat(changes.holding("aws_ebs_volume")).contains(Changes.Holding.VOLUME);
    assertThat(changes.holding("aws_subnet")).isEmpty();
    assertThat(changes.holding("no_such_type")).isEmpty();
    for (String type : changes.types()) {
      Optional<Changes.Holding> holding = changes.holding(type); // a word that is none throws
      assertThat(holding).isNotNull();
    }
  }

  private static Map<String, Set<String>> emitted(Engine engine) throws IOException {
    Map<String, Set<String>> emitted = new TreeMap<>();
    for (Side side : Blueprints.all()) {
      for (Inventory inventory : side.inventories()) {
        if (inventory.engine() == engine) {
          for (Part part : inventory.resources()) {
            part.attributes().keySet().stream()
                .filter(path -> !path.startsWith("@"))
                .map(AttributePath::withoutPlaces)
                .forEach(
                    path -> emitted.computeIfAbsent(part.type(), t -> new TreeSet<>()).add(path));
          }
        }
      }
    }
    return emitted;
  }

  private static JsonNode file() throws IOException {
    try (InputStream in = Changes.class.getResourceAsStream("changes.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
