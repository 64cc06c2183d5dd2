package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import blueprint.compile.Compilation;
import blueprint.compile.Compiler;
import blueprint.compile.Stock;
import blueprint.diff.Action;
import blueprint.diff.Differ;
import blueprint.diff.Side;
import blueprint.facts.Changes;
import blueprint.inventory.AttributePath;
import blueprint.inventory.Effect;
import blueprint.inventory.Part;
import blueprint.output.OutputFile;
import blueprint.source.SourceReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code diff} says of a change, against what Terraform plans for it: a blueprint is applied
 * once to a local AWS, and each change of it is planned on top of that.
 */
@Tag("native")
class DiffNativeTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path BLUEPRINT = Path.of("src/test/resources/diff/live.yaml");

  /**
   * Policies are made of data sources, which Terraform reads anew, and calls unknown until then,
   * whenever a resource that they name changes in any way. Then they turn out to be the same.
   */
  private static final String POLICIES = "aws_(iam_role_policy|s3_bucket_policy|iam_role)\\..*";

  @TempDir static Path work;

  private static MotoServer server;
  private static TerraformRunner terraform;
  private static LocalAccount account;
  private static String text;
  private static Set<String> noise;

  @BeforeEach
  void applyOnce() throws IOException, InterruptedException {
    NativeTools.require("terraform", "aws-provider", "moto_server");
    if (server == null) {
      text = Files.readString(BLUEPRINT);
      server = MotoServer.start();
      account = new LocalAccount(server, "eu-west-1");
      Path generated = work.resolve("generated");
      write(text, generated);
      terraform = TerraformRunner.against(server, generated, work);
      terraform.init().succeeded();
      terraform.apply("-parallelism=30").succeeded();
      noise = plan(text).keySet();
    }
    assertThat(noise).as("applied; the first failure says why not").isNotNull();
  }

  @AfterAll
  static void stopAws() {
    if (server != null) {
      server.close();
    }
  }

  /** The state is made to differ in every attribute: Terraform says which of them replace. */
  @Test
  void theProviderReplacesForExactlyTheAttributesOfWhichThatIsKnown()
      throws IOException, InterruptedException {
    write(text, terraform.directory());
    Path state = terraform.directory().resolve("terraform.tfstate");
    Map<String, Part> parts = side(text).inventories().get(0).parts();
    JsonNode mutated = JSON.readTree(Files.readString(state));
    for (JsonNode resource : mutated.path("resources")) {
      String name = resource.path("type").asText() + "." + resource.path("name").asText();
      Optional<Part> part =
          parts.values().stream().filter(p -> p.family().equals(name)).findFirst();
      if (resource.path("mode").asText().equals("managed") && part.isPresent()) {
        resource
            .path("instances")
            .forEach(i -> mutate((ObjectNode) i.path("attributes"), part.get()));
      }
    }
    Path other = work.resolve("mutated.tfstate");
    Files.writeString(other, JSON.writeValueAsString(mutated));
    ToolRun run = terraform.plan("-refresh=false", "-state=" + other, "-out=mutated");
    assertThat(run.exit()).as(run.err()).isEqualTo(2);

    Set<String> wrong = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    for (JsonNode change : changes("mutated")) {
      String address = change.path("address").asText();
      Part part =
          Optional.ofNullable(parts.get(address)).orElse(parts.get(AttributePath.family(address)));
      if (part == null || part.kind() != Part.Kind.RESOURCE) {
        continue;
      }
      Set<String> replacing = new TreeSet<>();
      change.at("/change/replace_paths").forEach(path -> replacing.add(path.path(0).asText()));
      for (String attribute : differing(change.path("change"))) {
        if (part.writes(attribute)) {
          seen.add(part.type() + " " + attribute);
          boolean said = Changes.bundled().effects(part.type()).get(attribute) == Effect.REPLACE;
          if (said != replacing.contains(attribute)) {
            wrong.add(part.type() + " " + attribute + (said ? " replaces nothing" : " replaces"));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).hasSizeGreaterThan(180);
  }

  /**
   * Edits of the blueprint: what it is called, what is there, what is there afterwards. Those that
   * touch different resources are planned together.
   */
  private static final String EDITS =
      """
      nothing                        | hello                                | hello

      a setting                      | GREETING: hello                      | GREETING: welcome
      logs of visitors kept longer   | access_logs: 30d                     | access_logs: 60d
      a larger database              | db.t4g.micro                         | db.t4g.small

      the type of machines           | t3.small                             | t3.medium
      more storage                   | storage: 20GB                        | storage: 40GB
      a longer secret                | generate: 40                         | generate: 50

      the size of disks              | disk: 16GB                           | disk: 32GB
      no logs of visitors            | access_logs: 30d                     | drain: 60s
      another version                | version: "17"                        | version: "18"

      another recipe                 | exec sleep 1d                        | exec sleep 2d
      another domain                 | name: live.example.org               | name: www.live.example.org
      backups kept for longer        | backups: 7d                          | backups: 14d

      a larger group                 | max: 2                               | max: 4
      logs kept for longer           | logs: 30d                            | logs: 90d
      a standby                      | backups: 7d                          | standby: true

      a smaller group                | min: 1, max: 2                       | min: 2, max: 2
      another health check           | path: /ping                          | path: /health
      no protection                  | backups: 7d                          | protect: false

      no scaling                     | , cpu: 60                            | -
      another interval               | every: 30s                           | every: 20s
      another user                   | user: live#                          | user: owner#

      another target                 | cpu: 60                              | cpu: 70
      another port of visitors       | https: 443                           | https: 8443
      another database               | name: live#      user                | name: store#      user

      another port of a program      | port: 8080                           | port: 9090
      another engine                 | engine: postgres#      version: "17" | engine: mysql

      another port that redirects    | http: 80,                            | http: 8080,
      another subnet of a database   | subnet: 10.0.2.0/24                  | subnet: 10.0.9.0/24
      a secret more                  | secrets:                             | secrets:#  mail: {generate: 30}

      an internal load balancer      | access_logs: 30d                     | internal: true
      another secret                 | session-key                          | cookie-key

      another network                | 10.0.                                | 10.1.

      another subnet                 | subnet: 10.0.1.0/24                  | subnet: 10.0.9.0/24

      a zone more                    | zones: 2                             | zones: 3

      one gateway                    | nat: per_zone                        | nat: single

      no gateway                     | nat: per_zone                        | nat: per_zone, flow_logs: 90d

      other tags                     | Team: web                            | Team: shop

      a tier by another name         | jobs                                 | jobs

      no lease                       | , singleton: true                    | -
      a hand on the load balancer    | tiers:                               | overrides: {terraform: {aws_lb.lb: {idle_timeout: 90}}}#tiers:

      a hand on a subnet             | tiers:                               | overrides: {terraform: {aws_subnet.app: {map_public_ip_on_launch: true}}}#tiers:
      """;

  private record Edit(String name, String before, String after) {

    static Edit of(String line) {
      String[] words = line.split("\\|", -1);
      String after = words[2].strip();
      return new Edit(
          words[0].strip(),
          words[1].strip().replace('#', '\n'),
          after.equals("-") ? "" : after.replace('#', '\n'));
    }

    String on(String blueprint) {
      String changed =
          name.equals("a tier by another name")
              ? blueprint
                  .replace("app.web", "jobs.web")
                  .replace("  app:\n", "  jobs:\n")
                  .replace("[app]", "[jobs]")
              : blueprint.replace(before, after);
      assertThat(changed.equals(blueprint)).as(name).isEqualTo(name.equals("nothing"));
      return changed;
    }
  }

  private static Stream<Arguments> edits() {
    return Arrays.stream(EDITS.split("\n\n", -1))
        .map(group -> group.strip().lines().map(Edit::of).toList())
        .map(
            group ->
                arguments(group.stream().map(Edit::name).collect(Collectors.joining(", ")), group));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void terraformPlansWhatWasSaid(String name, List<Edit> edits)
      throws IOException, InterruptedException {
    String changed = text;
    for (Edit edit : edits) {
      changed = edit.on(changed);
    }
    assertThat(differences(said(changed), plan(changed))).as(name).isEmpty();
  }

  /** What was said and is not planned, or the other way round. */
  private static Set<String> differences(Map<String, Action> said, Map<String, Action> planned) {
    Set<String> wrong = new TreeSet<>();
    Set<String> addresses = new TreeSet<>(said.keySet());
    addresses.addAll(planned.keySet());
    for (String address : addresses) {
      Action own = said.get(address);
      Action theirs = planned.get(address);
      boolean excused =
          noise.contains(address)
              && (own == null || own == Action.CHANGED)
              && (theirs == null || theirs == Action.CHANGED);
      boolean readAnew = own == null && theirs == Action.CHANGED && address.matches(POLICIES);
      boolean cautious =
          own == Action.MAY_BE_REPLACED && (theirs == Action.CHANGED || theirs == Action.REPLACED);
      if (own != theirs && !excused && !cautious && !readAnew) {
        wrong.add(address + ": said " + own + ", planned " + theirs);
      }
    }
    return wrong;
  }

  private static Map<String, Action> said(String changed) {
    Map<String, Action> said = new TreeMap<>();
    Differ.compare(List.of(side(text)), List.of(side(changed)))
        .get(0)
        .engines()
        .get(0)
        .changes()
        .stream()
        .filter(change -> change.action() != Action.GUARDED)
        .forEach(change -> add(said, change.address(), change.action()));
    return said;
  }

  /** What Terraform does with the changed configuration: it says each change on a line of JSON. */
  private static Map<String, Action> plan(String changed) throws IOException, InterruptedException {
    write(changed, terraform.directory());
    ToolRun run = terraform.plan("-refresh=false", "-json");
    assertThat(run.exit()).as(run.out()).isIn(0, 2);
    Map<String, Action> planned = new TreeMap<>();
    for (String line : run.out().split("\n", -1)) {
      JsonNode message = line.isEmpty() ? JSON.createObjectNode() : JSON.readTree(line);
      JsonNode change = message.path("change");
      JsonNode resource = change.path("resource");
      if (!message.path("type").asText().equals("planned_change")
          || resource.path("resource_type").asText().equals("aws_route53_zone")) {
        continue;
      }
      String address = resource.path("addr").asText();
      switch (change.path("action").asText()) {
        case "create" -> add(planned, address, Action.ADDED);
        case "update" -> add(planned, address, Action.CHANGED);
        case "delete" -> add(planned, address, Action.DESTROYED);
        case "replace" -> add(planned, address, Action.REPLACED);
        default -> assertThat(change.path("action").asText()).isIn("noop", "read");
      }
    }
    return planned;
  }

  /** Of records that prove a domain nobody knows beforehand how many there are. */
  private static void add(Map<String, Action> actions, String address, Action action) {
    String name =
        address.startsWith("aws_route53_record.certificate")
            ? AttributePath.family(address)
            : address;
    actions.merge(name, action, (one, other) -> one == other ? one : Action.REPLACED);
  }

  private static JsonNode changes(String plan) throws IOException, InterruptedException {
    return JSON.readTree(terraform.show(plan).succeeded().out()).path("resource_changes");
  }

  private static Side side(String blueprint) {
    Stock stock = Compiler.takeStock(decoded(blueprint));
    assertThat(stock.found().hasErrors()).as("%s", stock.found().sorted()).isFalse();
    return stock.sides().get(0);
  }

  private static SourceReader.Decoded decoded(String blueprint) {
    return SourceReader.decode("live.yaml", blueprint.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a configuration in place of the one that is there. Its guards are lifted, or there would
   * be no plan to compare with; the zone that it wants is made along with it.
   */
  private static void write(String blueprint, Path folder)
      throws IOException, InterruptedException {
    Compilation compilation =
        Compiler.compile(List.of(decoded(blueprint)), Optional.empty()).get(0);
    assertThat(compilation.outputs()).as("%s", compilation.found().sorted()).hasSize(1);
    for (String image : side(blueprint).images().values()) {
      if (account
          .ec2("DescribeImages", "Filter.1.Name", "name", "Filter.1.Value.1", image)
          .all("//imageId")
          .isEmpty()) {
        account.registerImage(image);
      }
    }
    Files.createDirectories(folder.resolve("files"));
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".tf")).toList()) {
        if (!file.endsWith("local_aws_override.tf")) {
          Files.delete(file);
        }
      }
    }
    for (Map.Entry<String, OutputFile> file :
        compilation.outputs().get(0).tree().files().entrySet()) {
      if (file.getKey().startsWith("terraform/")) {
        String lifted =
            file.getValue()
                .text()
                .replaceAll("prevent_destroy = true", "prevent_destroy = false")
                .replace("\"Z0123456789ABC\"", "aws_route53_zone.test.zone_id");
        Files.writeString(folder.resolve(file.getKey().substring("terraform/".length())), lifted);
      }
    }
    Files.writeString(
        folder.resolve("zone.tf"),
        "resource \"aws_route53_zone\" \"test\" {\n  name = \"live.example.org\"\n}\n");
  }

  /** Gives another value to all that the configuration sets. */
  private static void mutate(ObjectNode attributes, Part part) {
    for (String name : names(attributes)) {
      if (part.writes(name)) {
        attributes.set(name, other(attributes.get(name)));
      }
    }
  }

  private static JsonNode other(JsonNode value) {
    if (value.isBoolean()) {
      return JSON.getNodeFactory().booleanNode(!value.asBoolean());
    } else if (value.isNumber()) {
      return JSON.getNodeFactory().numberNode(value.asLong() + 1);
    } else if (value.isTextual()) {
      boolean policy = value.asText().startsWith("{");
      return JSON.getNodeFactory()
          .textNode(
              policy ? "{\"Version\":\"2012-10-17\",\"Statement\":[]}" : value.asText() + "x");
    } else if (value.isArray()) {
      ArrayNode items = JSON.createArrayNode();
      value.forEach(item -> items.add(other(item)));
      return items;
    } else if (value.isObject()) {
      ObjectNode members = JSON.createObjectNode();
      names(value).forEach(name -> members.set(name, other(value.get(name))));
      return members;
    }
    return value;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> differing(JsonNode change) {
    Set<String> names = new TreeSet<>();
    for (String name : names(change.path("before"))) {
      boolean unknown = change.path("after_unknown").path(name).asBoolean();
      if (unknown || !change.path("before").path(name).equals(change.path("after").path(name))) {
        names.add(name);
      }
    }
    return names;
  }
}
