package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.handover.StandIns;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a blueprint to what runs, and away again, with the product's own commands. */
@Tag("native")
final class DeliveryNativeTest {

  private static final Path BLUEPRINT = Path.of("src/test/resources/handover/shop.yaml");

  private static final String OVERRIDE =
      """
      provider "aws" {
        max_retries       = 3
        s3_use_path_style = true
      }
      """;

  @TempDir private Path scratch;
  private final Map<String, String> variables = new TreeMap<>();
  private MotoServer server;

  @BeforeEach
  void generate() throws IOException, InterruptedException {
    Files.copy(BLUEPRINT, scratch.resolve("shop.yaml"));
    run("generate").succeeded();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void cloudFormationFromAChangeSetToTheAddressAndAway() throws Exception {
    LocalAccount account = begin("aws");
    Set<String> before = account.inventory();

    ToolRun plan = deliver("plan", "cloudformation").succeeded();
    assertThat(plan.out()).contains("AWS::ElasticLoadBalancingV2::LoadBalancer");
    assertThat(account.inventory()).isEqualTo(before);
    assertThat(status("cloudformation").at("/system").asText()).isEqualTo("absent");

    ToolRun applied = deliver("apply", "cloudformation", "--yes").succeeded();
    assertThat(applied.out()).contains("LbLoadBalancer", "Url", "http://shop-lb");
    LocalStack stack = new LocalStack(account, "shop");
    assertThat(stack.status()).isEqualTo("CREATE_COMPLETE");
    assertThat(stack.outputs()).containsKey("Url");
    assertThat(account.loadBalancing("DescribeLoadBalancers").texts("//LoadBalancerName"))
        .containsExactly("shop-lb");

    JsonNode status = status("cloudformation");
    assertThat(status.at("/system").asText()).isEqualTo("current");
    assertThat(status.at("/health/lb").toString()).contains("healthy");
    assertThat(status.at("/applied").asText()).startsWith("20");

    ToolRun wrong = deliver("destroy", "cloudformation", "--confirm", "shopp");
    assertThat(wrong.exit()).isEqualTo(64);
    assertThat(deliver("destroy", "cloudformation", "--confirm", "shop").out())
        .contains("stays: the machine images");
  }

  @Test
  void terraformFromAPlanToTheAddressAndAway() throws Exception {
    LocalAccount account = begin("aws", "terraform");
    NativeTools.require("aws-provider");
    Files.writeString(scratch.resolve("out/shop/terraform/local_override.tf"), OVERRIDE);
    Set<String> before = account.inventory();

    ToolRun unlocked = deliver("plan", "terraform", "--locked");
    assertThat(unlocked.exit()).isEqualTo(6);
    assertThat(unlocked.out()).contains("Provider dependency changes detected", "commit it");
    ToolRun plan = deliver("plan", "terraform").succeeded();
    assertThat(plan.out()).contains("aws_lb.lb will be created");
    assertThat(account.inventory()).isEqualTo(before);

    Path lock = scratch.resolve("out/shop/terraform/.terraform.lock.hcl");
    String locked = Files.readString(lock);
    ToolRun applied = deliver("apply", "terraform", "--yes", "--locked").succeeded();
    assertThat(lock).hasContent(locked);
    assertThat(applied.out()).contains("Apply complete!", "url = \"http://shop-lb");
    assertThat(account.loadBalancing("DescribeLoadBalancers").texts("//LoadBalancerName"))
        .containsExactly("shop-lb");
    JsonNode status = status("terraform");
    assertThat(status.at("/health/lb").toString()).contains("healthy");
    assertThat(status.at("/changes").toString()).doesNotContain("aws_lb.lb");

    deliver("destroy", "terraform", "--confirm", "shop").succeeded();
    Set<String> left = new TreeSet<>(account.inventory());
    left.removeAll(before);
    assertThat(left).isEmpty();
    try (var files = Files.walk(scratch.resolve(".local"))) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".tfplan"));
    }
  }

  @Test
  void ctrlCOnATerminalReachesTheToolOnceAndEndsWith130() throws Exception {
    StandIns tools = standIns();
    tools.when(
        "terraform * apply *",
        "trap 'echo INT >>\"$here/interrupts\"; sleep 1; exit 1' INT; echo marker;"
            + " sleep 60 & wait");
    String shown = onTerminal("marker", 1, "apply", "--engine=terraform", "--yes");
    assertThat(shown).contains("interrupted during: make the change that was shown", "exit 130");
    assertThat(tools.folder().resolve("interrupts")).hasContent("INT");
  }

  @Test
  void aSecondCtrlCEndsAToolThatDoesNotEnd() throws Exception {
    StandIns tools = standIns();
    tools.when("terraform * apply *", "trap '' INT TERM; echo marker; while :; do sleep 1; done");
    long start = System.nanoTime();
    String shown = onTerminal("marker", 2, "apply", "--engine=terraform", "--yes");
    assertThat(shown).contains("exit 130");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(50));
  }

  @Test
  void aPersonIsAskedAndAnythingButYesChangesNothing() throws Exception {
    StandIns tools = standIns();
    String shown = onTerminal("yes or no", 0, "apply", "--engine=terraform");
    assertThat(shown).contains("not built, as you said", "exit 8");
    assertThat(tools.lines()).noneMatch(line -> line.contains(" build "));
  }

  // ---- Help

  private StandIns standIns() throws IOException {
    StandIns tools = new StandIns(scratch.resolve("bin"));
    variables.put("PATH", tools.folder() + ":" + System.getenv("PATH"));
    return tools;
  }

  private LocalAccount begin(String... tools) throws IOException, InterruptedException {
    Path bin = Files.createDirectory(scratch.resolve("bin"));
    NativeTools.require("moto_server");
    for (String tool : tools) {
      Files.createSymbolicLink(bin.resolve(tool), NativeTools.require(tool));
    }
    // Both images are there, so that Packer is found and not run.
    Files.createSymbolicLink(bin.resolve("packer"), NativeTools.require("packer"));
    server = MotoServer.startForTemplates();
    LocalAccount account = new LocalAccount(server, "eu-west-1");
    String template = Files.readString(scratch.resolve("out/shop/packer/base.json"));
    account.registerImage(template.replaceAll("(?s).*\"ami_name\": \"([^\"]+)\".*", "$1"));
    variables.put("PATH", bin + ":" + System.getenv("PATH"));
    variables.put("AWS_ENDPOINT_URL", server.address().toString());
    variables.put("AWS_ACCESS_KEY_ID", "test");
    variables.put("AWS_SECRET_ACCESS_KEY", "test-canary-secret");
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    if (Arrays.asList(tools).contains("terraform")) {
      Path rc = scratch.resolve("terraform.rc");
      Files.writeString(
          rc,
          """
          provider_installation {
            filesystem_mirror {
              path = "%s"
            }
            direct {
              exclude = ["registry.terraform.io/hashicorp/aws"]
            }
          }
          """
              .formatted(NativeTools.require("aws-provider")));
      variables.put("TF_CLI_CONFIG_FILE", rc.toString());
    }
    return account;
  }

  private ToolRun deliver(String command, String engine, String... more)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command, "--engine", engine));
    words.addAll(List.of("--allow-env=AWS_ENDPOINT_URL", "--allow-env=TF_CLI_CONFIG_FILE"));
    words.addAll(List.of(more));
    ToolRun ran = run(words.toArray(String[]::new));
    assertThat(ran.out() + ran.err()).doesNotContain("test-canary-secret");
    return ran;
  }

  private JsonNode status(String engine) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(deliver("status", engine, "--format=json").out());
  }

  private ToolRun run(String... words) throws IOException, InterruptedException {
    variables.put("HOME", scratch.toString());
    return ToolRun.in(scratch, variables, Duration.ofMinutes(10), command(words).toArray());
  }

  private String onTerminal(String marker, int times, String... words)
      throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of(
                NativeTools.require("python3").toString(),
                Path.of("src/test/resources/handover/interrupt.py").toAbsolutePath().toString(),
                marker,
                Integer.toString(times)));
    // Python itself is found as ever: some installations of it are scripts for a shell.
    Map<String, String> outside = new TreeMap<>(variables);
    outside.remove("PATH");
    all.addAll(List.of("/usr/bin/env", "PATH=" + variables.get("PATH")));
    all.addAll(command(words));
    outside.put("HOME", scratch.toString());
    outside.put("TERM", "xterm");
    return ToolRun.in(scratch, outside, Duration.ofMinutes(2), all.toArray())
        .succeeded()
        .out()
        .replace("\r\n", "\n");
  }

  private static List<String> command(String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .map(part -> Path.of(part).toAbsolutePath().toString())
                    .collect(Collectors.joining(File.pathSeparator)),
                "blueprint.cli.Main",
                words[0],
                "shop.yaml"));
    command.addAll(List.of(words).subList(1, words.length));
    return command;
  }
}
