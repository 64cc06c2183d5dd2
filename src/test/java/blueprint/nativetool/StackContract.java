package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.plan.MachineGroup;
import blueprint.plan.Plan;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is true of a stack that has been created from a template as it is written, with the
 * parameters that it asks for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StackContract extends LiveSystemContract {

  /**
   * What the local CloudFormation skips, without saying so in its answers, and why it is left at
   * that. An entry for a type that is created after all is a failure.
   */
  private static final Map<String, String> SKIPPED =
      Map.of(
          "AWS::S3::BucketPolicy", "the local AWS asks no bucket policy when it delivers logs",
          "AWS::AutoScaling::ScalingPolicy", "the local AWS measures no machine");

  @TempDir static Path work;

  private MotoServer server;
  private WrittenTemplate written;
  private LocalStack stack;
  private Map<String, String> parameters;
  private LiveSystem live;

  /** The text of the blueprint, given an account in which nothing has been made yet. */
  abstract String blueprint(LocalAccount account) throws IOException, InterruptedException;

  /** Creates the stack in one of the ways that there are. */
  abstract void create(LocalStack stack, WrittenTemplate template, Map<String, String> parameters)
      throws IOException, InterruptedException;

  abstract String region();

  /** Not before all: there, a missing tool would make the tests vanish instead of being skipped. */
  @BeforeEach
  final void createOnce() throws IOException, InterruptedException {
    NativeTools.require("moto_server");
    if (server == null) {
      server = MotoServer.startForTemplates();
      LocalAccount account = new LocalAccount(server, region());
      written = WrittenTemplate.of(blueprint(account), work);
      parameters = written.registerImages(account);
      stack = new LocalStack(account, "the-" + written.plan().name());
      create(stack, written, parameters);
      String image = written.plan().images().get(0).name();
      String id = parameters.values().iterator().next();
      live = LiveSystem.of(Plan.Engine.CLOUDFORMATION, written.plan(), account, Map.of(image, id));
    }
    assertThat(live).as("created; the first failure says why not").isNotNull();
  }

  @AfterAll
  final void stopAws() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  final LiveSystem live() {
    return live;
  }

  @Override
  final String stack() {
    try {
      return stack.id();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  final MotoServer server() {
    return server;
  }

  final LocalStack created() {
    return stack;
  }

  final WrittenTemplate written() {
    return written;
  }

  final Map<String, String> parameters() {
    return parameters;
  }

  // ---- The stack itself

  @Test
  void everyResourceIsThereButForWhatTheLocalOneSkips() throws IOException, InterruptedException {
    Map<String, String> types = written.types();
    Map<String, LocalStack.Made> made = stack.resources();
    Set<String> planned = new TreeSet<>(types.keySet());
    planned.removeIf(id -> SKIPPED.containsKey(types.getOrDefault(id, "")));
    Set<String> found = new TreeSet<>();
    made.forEach(
        (id, resource) -> {
          assertThat(resource.type()).as(id).isEqualTo(types.get(id));
          if (!resource.physicalId().isEmpty()) {
            found.add(id);
          }
        });

    assertThat(found).isEqualTo(planned).hasSizeGreaterThan(40);
    assertThat(stack.status()).isEqualTo("CREATE_COMPLETE");
  }

  @Test
  void everythingThatCanCarryTheTagsDoes() throws IOException, InterruptedException {
    Map<String, Map<String, String>> ec2 = live.account().ec2Tags();
    int compared = 0;
    for (Map.Entry<String, LocalStack.Made> made : stack.resources().entrySet()) {
      if (written.tree().at("/Resources/" + made.getKey() + "/Properties/Tags").isMissingNode()) {
        continue;
      }
      String id = ec2Id(made.getValue());
      String arn = arn(made.getValue());
      if (ec2.containsKey(id) || !arn.isEmpty()) {
        Map<String, String> found = arn.isEmpty() ? ec2.get(id) : live.account().tagsOf(arn);
        assertThat(found).as(made.toString()).containsAllEntriesOf(live.plan().tags());
        compared++;
      }
    }

    assertThat(compared).isGreaterThan(25);
  }

  /** An address is called by itself in a stack, and by an id elsewhere. */
  private String ec2Id(LocalStack.Made made) throws IOException, InterruptedException {
    String id = made.physicalId();
    return made.type().equals("AWS::EC2::EIP")
        ? live.account().ec2("DescribeAddresses").text("//item[publicIp='" + id + "']/allocationId")
        : id;
  }

  private String arn(LocalStack.Made made) {
    String id = made.physicalId();
    return switch (made.type()) {
      case "AWS::IAM::Role" -> "arn:aws:iam::123456789012:role/" + id;
      case "AWS::Logs::LogGroup" -> live.arn("logs", "log-group:" + id);
      case "AWS::DynamoDB::Table" -> live.arn("dynamodb", "table/" + id);
      case "AWS::RDS::DBInstance" -> live.arn("rds", "db:" + id);
      case "AWS::RDS::DBSubnetGroup" -> live.arn("rds", "subgrp:" + id);
      case "AWS::RDS::DBParameterGroup" -> live.arn("rds", "pg:" + id);
      default -> id.startsWith("arn:aws:elasticloadbalancing:") ? id : "";
    };
  }

  /** What a machine says goes to a resource of this stack that waits for it. */
  @Test
  void machinesKnowWhomToReportTo() throws IOException, InterruptedException {
    for (MachineGroup group : live.plan().machineGroups()) {
      JsonNode signal = machines().values(group).at("/signal");

      assertThat(signal.at("/stack").asText()).isEqualTo(stack.name());
      assertThat(stack.resources())
          .containsEntry(
              signal.at("/resource").asText(),
              new LocalStack.Made("AWS::AutoScaling::AutoScalingGroup", group.name()));
      assertThat(signal.at("/checks").size()).isEqualTo(group.targets().size());
    }
  }

  @Test
  void userDataIsValidAndSmallEnough() throws IOException, InterruptedException {
    Path cloudInit = NativeTools.require("cloud-init");
    Path scratch = Files.createTempDirectory(work, "user-data");
    for (MachineGroup group : live.plan().machineGroups()) {
      String userData = live.userData(group);
      Path file = Files.writeString(scratch.resolve(group.tier() + ".yaml"), userData);

      ToolRun.of(cloudInit, "schema", "--config-file", file).succeeded();
      assertThat(userData.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(16 * 1024);
    }
  }

  final Map<String, String> physicalIds() throws IOException, InterruptedException {
    Map<String, String> ids = new TreeMap<>();
    stack.resources().forEach((id, made) -> ids.put(id, made.physicalId()));
    return ids;
  }
}
