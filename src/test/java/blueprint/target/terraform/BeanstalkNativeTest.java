package blueprint.target.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.facts.Changes;
import blueprint.inventory.Effect;
import blueprint.inventory.Part;
import blueprint.nativetool.MotoServer;
import blueprint.nativetool.NativeTools;
import blueprint.nativetool.TerraformRunner;
import blueprint.nativetool.ToolRun;
import blueprint.node.NodeMissingException;
import blueprint.output.OutputFile;
import blueprint.plan.Plan;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs on Elastic Beanstalk, with the real provider against a local AWS. That one has no
 * environments: they are planned, and what stands around them is made.
 */
@Tag("native")
class BeanstalkNativeTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TWIN = "      twin: {machines: 1}\n";
  private static final String ENVIRONMENT = "aws_elastic_beanstalk_environment";
  private static final String PROVIDER = "provider[\"registry.terraform.io/hashicorp/aws\"]";

  /** What nothing else that is generated has. */
  private static final Set<String> OWN =
      Set.of(
          ENVIRONMENT,
          "aws_cloudwatch_metric_alarm",
          "aws_elastic_beanstalk_application",
          "aws_s3_bucket_versioning",
          "aws_sns_topic",
          "aws_sns_topic_subscription");

  /** Those whose state the provider has in its second version. */
  private static final Set<String> SECOND = Set.of(ENVIRONMENT, "aws_cloudwatch_metric_alarm");

  @TempDir static Path work;

  private static MotoServer server;
  private static TerraformRunner twins;
  private static TerraformRunner single;

  @BeforeEach
  void planOnce() throws IOException, InterruptedException, NodeMissingException {
    NativeTools.require("terraform", "aws-provider", "moto_server");
    if (server == null) {
      server = MotoServer.start();
      twins = configuration("twins", Lowered.beanstalk().plan());
      single = configuration("single", Lowered.beanstalk(TWIN, "").plan());
    }
    assertThat(single).as("planned; the first failure says why not").isNotNull();
  }

  @AfterAll
  static void stopAws() {
    if (server != null) {
      server.close();
    }
  }

  private static TerraformRunner configuration(String name, Plan plan)
      throws IOException, InterruptedException, NodeMissingException {
    Path folder = Files.createDirectories(work.resolve(name).resolve("generated"));
    try (CdktfSynthesizer cdktf = CdktfSynthesizer.warmUp()) {
      TerraformTarget.Result result = TerraformTarget.emit(plan, Map.of(), cdktf);
      assertThat(result.problems()).isEmpty();
      for (Map.Entry<String, OutputFile> file : result.tree().files().entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue().text());
      }
    }
    TerraformRunner runner = TerraformRunner.against(server, folder, work.resolve(name));
    runner.init().succeeded();
    assertThat(runner.plan("-out=first").exit()).isEqualTo(2);
    return runner;
  }

  @Test
  void itIsFormattedAsTerraformWouldAndValid() throws IOException, InterruptedException {
    for (TerraformRunner runner : List.of(twins, single)) {
      ToolRun format = runner.run(Duration.ofMinutes(1), "fmt", "-check", "-diff", "-no-color");
      assertThat(format.out()).isEmpty();
      JsonNode result = JSON.readTree(runner.validate().out());
      assertThat(result.at("/valid").asBoolean()).as(result.toPrettyString()).isTrue();
      assertThat(result.at("/diagnostics")).isEmpty();
    }
  }

  @Test
  void twoEnvironmentsArePlannedAndTheOneThatIsReachedIsLarger()
      throws IOException, InterruptedException {
    for (String live : List.of("blue", "green")) {
      twins.plan("-out=" + live, "-var=app_live=" + live);
      for (JsonNode change : changes(twins, live, ENVIRONMENT)) {
        JsonNode after = change.at("/change/after");
        boolean reached = change.path("index").asText().equals(live);
        assertThat(setting(after, "aws:autoscaling:asg", "MinSize")).isEqualTo(reached ? "2" : "1");
        assertThat(after.path("name").asText())
            .isEqualTo("shop-app-" + change.path("index").asText());
        assertThat(after.path("solution_stack_name").asText())
            .matches("64bit Amazon Linux 2023 v[0-9.]+ running Python 3\\.13");
      }
    }
  }

  @Test
  void anotherWordForTheOneThatIsReachedIsRefused() throws IOException, InterruptedException {
    ToolRun run = twins.plan("-var=app_live=red");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("It is either blue or green.");
  }

  /** All but what the local AWS has not, and what refers to that. */
  @Test
  void whatStandsAroundTheEnvironmentsIsMade() throws IOException, InterruptedException {
    Set<String> beyond =
        Set.of(ENVIRONMENT, "aws_elastic_beanstalk_application", "aws_cloudwatch_metric_alarm");
    List<String> arguments = new ArrayList<>(List.of("-parallelism=30"));
    Set<String> addresses = new TreeSet<>();
    for (JsonNode change : changes(single, "first")) {
      String type = change.path("type").asText();
      String module = type + "." + change.path("name").asText();
      boolean database = type.startsWith("aws_db_");
      boolean domain = type.startsWith("aws_route53_") || type.startsWith("aws_acm_");
      if (!beyond.contains(type) && !database && !domain && addresses.add(module)) {
        arguments.add("-target=" + module);
      }
    }
    assertThat(addresses)
        .contains(
            "aws_iam_instance_profile.app",
            "aws_iam_role_policy.app_service",
            "aws_iam_role_policy_attachment.app_web",
            "aws_s3_bucket_lifecycle_configuration.app_versions",
            "aws_s3_bucket_policy.app_versions",
            "aws_sns_topic_subscription.app_alarms");

    single.apply(arguments.toArray(String[]::new)).succeeded();

    Set<String> made = new TreeSet<>();
    JSON.readTree(single.show().succeeded().out())
        .at("/values/root_module/resources")
        .forEach(r -> made.add(r.path("type").asText() + "." + r.path("name").asText()));
    assertThat(made).containsAll(addresses);
  }

  /**
   * A state in which every attribute has another value: the provider says which of them replace.
   */
  @Test
  void theProviderReplacesForExactlyTheAttributesOfWhichThatIsKnown()
      throws IOException, InterruptedException {
    Path state = state("mutated", changes(single, "first"), true);
    single.plan("-refresh=false", "-state=" + state, "-out=mutated");

    Map<String, Part> parts =
        ModelInventory.of(Lowered.beanstalk(TWIN, "").model(), Map.of()).parts();
    Set<String> seen = new TreeSet<>();
    for (JsonNode change : changes(single, "mutated", OWN.toArray(String[]::new))) {
      Part part = Objects.requireNonNull(parts.get(change.path("address").asText()));
      String type = change.path("type").asText();
      Map<String, Effect> effects = Changes.bundled().effects(type);
      Set<String> replacing = new TreeSet<>();
      change.at("/change/replace_paths").forEach(path -> replacing.add(path.path(0).asText()));
      Set<String> known = new TreeSet<>();
      change
          .at("/change/before")
          .fieldNames()
          .forEachRemaining(
              name -> {
                boolean replaces = effects.get(name) == Effect.REPLACE && part.writes(name);
                if (replaces && differs(change.path("change"), name)) {
                  known.add(name);
                }
              });
      assertThat(replacing).as(type).isEqualTo(known);
      replacing.forEach(name -> seen.add(type + " " + name));
    }
    assertThat(seen)
        .contains(
            ENVIRONMENT + " name",
            ENVIRONMENT + " cname_prefix",
            ENVIRONMENT + " tier",
            "aws_elastic_beanstalk_application name",
            "aws_cloudwatch_metric_alarm alarm_name",
            "aws_s3_bucket_versioning bucket",
            "aws_sns_topic name",
            "aws_sns_topic_subscription endpoint");
  }

  @Test
  void environmentsThatHaveExchangedTheirNamesStay() throws IOException, InterruptedException {
    List<JsonNode> planned = changes(twins, "first");
    for (JsonNode change : planned) {
      ObjectNode after = (ObjectNode) change.at("/change/after");
      if (change.path("type").asText().equals(ENVIRONMENT)) {
        boolean blue = change.path("index").asText().equals("blue");
        after.put("cname_prefix", blue ? "shop-app-idle" : "shop-app");
        after.put("solution_stack_name", "64bit Amazon Linux 2023 v9.9.9 running Python 3.13");
      }
    }
    Path state = state("swapped", planned, false);
    twins.plan("-refresh=false", "-state=" + state, "-out=swapped", "-var=app_live=green");

    List<JsonNode> after = changes(twins, "swapped", ENVIRONMENT);
    assertThat(after).hasSize(2);
    for (JsonNode change : after) {
      assertThat(change.at("/change/actions").toString()).isEqualTo("[\"update\"]");
      assertThat(change.at("/change/after/solution_stack_name").asText()).contains("v9.9.9");
    }
  }

  private static boolean differs(JsonNode change, String name) {
    return change.at("/after_unknown/" + name).asBoolean()
        || !change.at("/before/" + name).equals(change.at("/after/" + name));
  }

  /** What is planned of the own types, as if it were there; with other values where asked for. */
  private static Path state(String name, List<JsonNode> planned, boolean mutated)
      throws IOException {
    ObjectNode state = JSON.createObjectNode();
    state.put("version", 4).put("terraform_version", "1.11.0").put("serial", 1);
    state.put("lineage", "00000000-0000-0000-0000-000000000000");
    state.putObject("outputs");
    ArrayNode resources = state.putArray("resources");
    for (JsonNode change : planned) {
      if (!OWN.contains(change.path("type").asText())) {
        continue;
      }
      ObjectNode resource = resources.addObject().put("mode", "managed");
      resource.put("type", change.path("type").asText()).put("name", change.path("name").asText());
      resource.put("provider", PROVIDER);
      if (change.has("index")) {
        resource.put("each", "map");
      }
      ObjectNode instance = resource.putArray("instances").addObject();
      if (change.has("index")) {
        instance.put("index_key", change.path("index").asText());
      }
      instance.put("schema_version", SECOND.contains(change.path("type").asText()) ? 1 : 0);
      ObjectNode attributes = change.at("/change/after").deepCopy();
      attributes.put("id", "known");
      List.of("setting", "metric_query").forEach(attributes::remove); // in part unknown
      if (mutated) {
        List<String> names = new ArrayList<>();
        attributes.fieldNames().forEachRemaining(names::add);
        names.stream()
            .filter(n -> attributes.path(n).isTextual())
            .filter(n -> !n.equals("id") && !n.equals("arn"))
            .forEach(n -> attributes.put(n, attributes.path(n).asText() + "x"));
      }
      instance.set("attributes", attributes);
    }
    Path file = work.resolve(name + ".tfstate");
    Files.writeString(file, JSON.writeValueAsString(state));
    return file;
  }

  private static List<JsonNode> changes(TerraformRunner runner, String plan, String... types)
      throws IOException, InterruptedException {
    List<JsonNode> changes = new ArrayList<>();
    JSON.readTree(runner.show(plan).succeeded().out())
        .at("/resource_changes")
        .forEach(
            change -> {
              String type = change.path("type").asText();
              boolean managed = change.path("mode").asText().equals("managed");
              if (managed && (types.length == 0 || Stream.of(types).anyMatch(type::equals))) {
                changes.add(change);
              }
            });
    return changes;
  }

  private static String setting(JsonNode environment, String namespace, String name) {
    for (JsonNode setting : environment.path("setting")) {
      if (setting.path("namespace").asText().equals(namespace)
          && setting.path("name").asText().equals(name)) {
        return setting.path("value").asText();
      }
    }
    throw new AssertionError(namespace + " " + name);
  }
}
