package blueprint.language;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.source.SourceReader;
import blueprint.source.YamlNode;
import blueprint.source.YamlReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schema for editors says the same as the compiler, as far as a schema can. */
final class JsonSchemaTest {

  /** Goldens that the reader refuses and a schema cannot, with the reason. */
  private static final Map<String, String> BEYOND_A_SCHEMA =
      Map.of(
          "environments/incomplete-entry", "whether a new entry means an old one is a guess",
          "environments/name-too-long-together", "names are joined by the compiler",
          "environments/takes-away-what-is-not-there", "a schema sees one place at a time",
          "database/backups-too-long", "a pattern compares no lengths of time",
          "language/huge-number", "JSON has numbers of any length",
          "language/reference-not-closed", "references are a language of their own",
          "language/quote-not-closed", "commands are a language of their own",
          "language/setuid-mode", "a number has no pattern",
          "secrets/with-a-dollar", "references are a language of their own");

  private static final com.networknt.schema.JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(JsonSchema.text());

  @Test
  void theExampleIsValid() throws IOException {
    assertThat(problems(Path.of("blueprints/sentry.yaml"))).isEmpty();
  }

  @Test
  void aBlueprintWithEveryKeyIsValid() throws IOException {
    assertThat(problems(Places.COMPLETE)).isEmpty();
  }

  @Test
  void whatTheReaderAcceptsIsValid() throws IOException {
    for (Path file : goldens()) {
      if (shape(file).equals(Optional.of(false))) {
        assertThat(problems(file)).as(file.toString()).isEmpty();
      }
    }
  }

  @Test
  void whatTheReaderRefusesIsInvalid() throws IOException {
    Set<String> accepted = new TreeSet<>();
    int refused = 0;
    for (Path file : goldens()) {
      if (shape(file).equals(Optional.of(true))) {
        refused++;
        if (problems(file).isEmpty()) {
          accepted.add(file.getParent().subpath(4, 6).toString());
        }
      }
    }
    assertThat(refused).isGreaterThan(30);
    assertThat(accepted).containsExactlyInAnyOrderElementsOf(BEYOND_A_SCHEMA.keySet());
  }

  private static Set<ValidationMessage> problems(Path file) throws IOException {
    return SCHEMA.validate(json(tree(file).orElseThrow()));
  }

  /** Whether the reader refuses a file; empty when it is no tree at all. */
  private static Optional<Boolean> shape(Path file) throws IOException {
    Optional<YamlNode> tree = tree(file);
    if (tree.isEmpty()) {
      return Optional.empty();
    }
    Diagnostics found = new Diagnostics();
    Environments.of(tree.get(), Optional.empty(), found)
        .forEach(environment -> BlueprintReader.read(environment.tree(), found));
    return Optional.of(found.hasErrors());
  }

  private static Optional<YamlNode> tree(Path file) throws IOException {
    SourceReader.Decoded decoded = SourceReader.decode("b.yaml", Files.readAllBytes(file));
    YamlReader.Document document = YamlReader.read(decoded.file());
    boolean fine = decoded.problem().isEmpty() && document.problems().isEmpty();
    return fine ? document.root() : Optional.empty();
  }

  private static List<Path> goldens() throws IOException {
    try (Stream<Path> walk = Files.walk(Path.of("src/test/resources/golden"))) {
      return new ArrayList<>(walk.filter(p -> p.endsWith("blueprint.yaml")).sorted().toList());
    }
  }

  /** As editors read YAML: with its core schema. */
  private static JsonNode json(YamlNode node) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return node.fold(
        JsonSchemaTest::scalar,
        list -> {
          ArrayNode array = make.arrayNode();
          list.items().forEach(item -> array.add(json(item)));
          return array;
        },
        mapping -> {
          ObjectNode object = make.objectNode();
          mapping.entries().forEach(e -> object.set(e.key().text(), json(e.value())));
          return object;
        });
  }

  private static JsonNode scalar(YamlNode.Scalar scalar) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    String text = scalar.text();
    if (scalar.isNull()) {
      return make.nullNode();
    }
    if (scalar.plain() && text.matches("true|false")) {
      return make.booleanNode(text.equals("true"));
    }
    if (scalar.plain() && text.matches("[-+]?[0-9]{1,9}")) {
      return make.numberNode(Integer.parseInt(text));
    }
    if (scalar.plain() && text.matches("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?")) {
      return make.numberNode(new java.math.BigDecimal(text.length() > 20 ? "1" : text));
    }
    return make.textNode(text);
  }

  @Test
  void itsTextIsStable() throws IOException {
    JsonNode schema = JsonMapper.builder().build().readTree(JsonSchema.text());
    assertThat(schema.get("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(JsonSchema.text()).isEqualTo(JsonSchema.text()).endsWith("}\n");
  }
}
