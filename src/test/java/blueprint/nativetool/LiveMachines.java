package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.plan.MachineGroup;
import blueprint.plan.Plan;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What machines, their groups and roles must be like, given a plan. */
final class LiveMachines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final LiveSystem live;
  private final Plan plan;
  private final LocalAccount account;

  LiveMachines(LiveSystem live) {
    this.live = live;
    this.plan = live.plan();
    this.account = live.account();
    assertThat(plan.machineGroups()).isNotEmpty();
  }

  void startFromTheTemplateOfThePlan() throws IOException, InterruptedException {
    for (MachineGroup planned : plan.machineGroups()) {
      startFromTemplate(planned, live.launchTemplate(planned));
    }
  }

  private void startFromTemplate(MachineGroup planned, Xml found)
      throws IOException, InterruptedException {
    assertThat(found.text("imageId")).isEqualTo(live.images().get(planned.image())).isNotEmpty();
    assertThat(found.text("instanceType")).isEqualTo(planned.instanceType());
    assertThat(found.text("metadataOptions/httpTokens")).isEqualTo("required");
    assertThat(found.text("metadataOptions/httpEndpoint")).isEqualTo("enabled");
    assertThat(found.text("metadataOptions/httpPutResponseHopLimit")).isEqualTo("1");
    assertThat(found.text("keyName")).as("an SSH key").isEmpty();
    assertThat(found.texts("securityGroupIdSet/item"))
        .containsExactly(live.groupId(planned.tier()));
    Xml disk = found.one("blockDeviceMappingSet/item");
    assertThat(disk.text("deviceName")).isEqualTo("/dev/sda1");
    assertThat(disk.isTrue("ebs/encrypted")).isTrue();
    assertThat(disk.isTrue("ebs/deleteOnTermination")).isTrue();
    assertThat(disk.text("ebs/volumeType")).isEqualTo("gp3");
    assertThat(disk.number("ebs/volumeSize")).isEqualTo(planned.diskGigabytes());
    for (String kind : List.of("instance", "volume", "network-interface")) {
      Xml specification = found.one("tagSpecificationSet/item[resourceType='" + kind + "']");
      assertThat(LocalAccount.tags(specification, "tagSet/item"))
          .as("tags of a new " + kind)
          .containsAllEntriesOf(plan.tags())
          .containsEntry("Name", planned.name());
    }
  }

  /** The values that a machine gets, out of the user data that the account has. */
  JsonNode values(MachineGroup planned) throws IOException, InterruptedException {
    String userData = live.userData(planned);
    assertThat(userData).startsWith("#cloud-config\n");
    JsonNode file = YAML.readTree(userData).at("/write_files/0");
    assertThat(file.at("/path").asText()).isEqualTo("/etc/" + plan.name() + "/values.json");
    assertThat(file.at("/permissions").asText()).isEqualTo("0640");
    return JSON.readTree(file.at("/content").asText());
  }

  void learnTheLiveValuesAndNoSecret() throws IOException, InterruptedException {
    for (MachineGroup planned : plan.machineGroups()) {
      learn(planned, values(planned));
      String userData = live.userData(planned);
      for (String password : passwords()) {
        assertThat(userData).doesNotContain(password);
      }
    }
  }

  private void learn(MachineGroup planned, JsonNode found)
      throws IOException, InterruptedException {
    assertThat(found.at("/stack").asText()).isEqualTo(plan.name());
    assertThat(found.at("/tier").asText()).isEqualTo(planned.tier());
    assertThat(found.at("/region").asText()).isEqualTo(plan.region());
    assertThat(found.at("/group").asText()).isEqualTo(planned.group());
    assertThat(strings(found.at("/roles")))
        .containsExactlyInAnyOrderElementsOf(
            planned.services().stream().map(MachineGroup.Service::name).toList());
    assertThat(found.at("/logs/group").asText()).isEqualTo(planned.logGroup());
    List<String> singletons =
        planned.services().stream()
            .filter(MachineGroup.Service::singleton)
            .map(MachineGroup.Service::name)
            .toList();
    assertThat(found.at("/singletons").size()).isEqualTo(singletons.size());
    for (String singleton : singletons) {
      assertThat(found.at("/singletons/" + singleton + "/table").asText())
          .isEqualTo(plan.leaseTable().orElseThrow());
    }
    MachineGroup.Settings settings = planned.settings().orElseThrow();
    LiveValues values = new LiveValues(live);
    assertThat(found.at("/settings/file").asText()).isEqualTo(settings.file());
    assertThat(found.at("/settings/json")).isEqualTo(values.json(settings.json()));
    assertThat(found.at("/settings/secrets")).isEqualTo(values.secrets()).hasSize(1);
    if (planned.environment().isEmpty()) {
      assertThat(found.has("environment")).isFalse();
    } else {
      assertThat(found.at("/environment")).isEqualTo(values.environment(planned.environment()));
    }
  }

  /** What must be readable nowhere. */
  List<String> passwords() throws IOException, InterruptedException {
    List<String> passwords = new ArrayList<>();
    for (JsonNode secret : account.secrets("ListSecrets", "{}").at("/SecretList")) {
      String text =
          account
              .secrets("GetSecretValue", "{\"SecretId\":\"" + secret.at("/ARN").asText() + "\"}")
              .at("/SecretString")
              .asText();
      passwords.add(text.startsWith("{") ? JSON.readTree(text).at("/password").asText() : text);
    }
    assertThat(passwords).isNotEmpty().doesNotContain("");
    return passwords;
  }

  void areKeptAtThePlannedNumber() throws IOException, InterruptedException {
    for (MachineGroup planned : plan.machineGroups()) {
      keeps(planned, live.scalingGroup(planned));
    }
  }

  private void keeps(MachineGroup planned, Xml found) throws IOException, InterruptedException {
    boolean oneMore = live.engine() == Plan.Engine.CLOUDFORMATION && planned.min() == planned.max();
    List<String> targets = new ArrayList<>();
    for (String target : planned.targets()) {
      targets.add(live.targetGroupArn(target));
    }

    assertThat(found.number("MinSize")).isEqualTo(planned.min());
    assertThat(found.number("MaxSize"))
        .as("a rolling update of CloudFormation needs room for one more")
        .isEqualTo(planned.max() + (oneMore ? 1 : 0));
    assertThat(found.text("HealthCheckType")).isEqualTo("ELB");
    assertThat(found.number("HealthCheckGracePeriod")).isEqualTo(planned.graceSeconds());
    assertThat(List.of(found.text("VPCZoneIdentifier").split(",", -1)))
        .containsExactlyInAnyOrderElementsOf(live.subnetIds(planned.tier()));
    assertThat(found.texts("TargetGroupARNs/member"))
        .containsExactlyInAnyOrderElementsOf(targets)
        .isNotEmpty();
    assertThat(found.text("LaunchTemplate/Version")).isEqualTo("1");
    assertThat(LocalAccount.tags(found, "Tags/member[PropagateAtLaunch='true']"))
        .containsAllEntriesOf(plan.tags());
    assertThat(found.texts("Instances/member/InstanceId")).hasSize(planned.min());
    for (String id : found.texts("Instances/member/InstanceId")) {
      Xml machine = account.ec2("DescribeInstances", "InstanceId.1", id).one("//instancesSet/item");
      assertThat(live.subnetIds(planned.tier())).contains(machine.text("subnetId"));
      assertThat(machine.text("imageId")).isEqualTo(live.images().get(planned.image()));
      assertThat(machine.texts("groupSet/item/groupId"))
          .containsExactly(live.groupId(planned.tier()));
      assertThat(LocalAccount.tags(machine, "tagSet/item")).containsAllEntriesOf(plan.tags());
    }
  }

  /**
   * @param stack the id of the stack that they may report to, where there is one
   */
  void mayDoWhatThePlanSaysAndNothingElse(String stack) throws IOException, InterruptedException {
    for (MachineGroup planned : plan.machineGroups()) {
      mayDo(planned, stack);
    }
  }

  private void mayDo(MachineGroup group, String stack) throws IOException, InterruptedException {
    Set<String> planned = new TreeSet<>();
    Set<String> managed = new TreeSet<>();
    for (MachineGroup.Permission permission : group.permissions()) {
      if (permission instanceof MachineGroup.RemoteShell) {
        managed.add("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
      } else {
        planned.addAll(allowed(permission, stack));
      }
    }
    Xml profile =
        account
            .iam("ListInstanceProfiles")
            .one(
                "//member[Arn='"
                    + live.launchTemplate(group).text("iamInstanceProfile/arn")
                    + "']");
    Xml role = profile.one("Roles/member");
    String name = role.text("RoleName");

    assertThat(allowedBy(name)).isEqualTo(planned).isNotEmpty();
    assertThat(account.iam("ListAttachedRolePolicies", "RoleName", name).texts("//PolicyArn"))
        .containsExactlyInAnyOrderElementsOf(managed);
    assertThat(JSON.readTree(role.text("AssumeRolePolicyDocument")).findValuesAsText("Service"))
        .containsExactly("ec2.amazonaws.com");
  }

  private Set<String> allowed(MachineGroup.Permission permission, String stack)
      throws IOException, InterruptedException {
    if (permission instanceof MachineGroup.WriteLogs logs) {
      String group = live.arn("logs", "log-group:" + logs.logGroup() + ":*");
      return allowed(group, "logs", "CreateLogStream", "PutLogEvents");
    }
    if (permission instanceof MachineGroup.ReadDatabasePassword password) {
      return allowed(live.databaseSecret(password.tier()), "secretsmanager", "GetSecretValue");
    }
    if (permission instanceof MachineGroup.ReadSecret secret) {
      return allowed(live.secretArn(secret.name()), "secretsmanager", "GetSecretValue");
    }
    if (permission instanceof MachineGroup.HoldLeases leases) {
      String table = live.arn("dynamodb", "table/" + leases.table());
      return allowed(table, "dynamodb", "DeleteItem", "GetItem", "PutItem");
    }
    assertThat(permission)
        .as("others are in no example until now")
        .isInstanceOf(MachineGroup.ReportToStack.class);
    return allowed(stack, "cloudformation", "SignalResource");
  }

  private Set<String> allowedBy(String role) throws IOException, InterruptedException {
    Set<String> found = new TreeSet<>();
    for (String policy :
        account.iam("ListRolePolicies", "RoleName", role).texts("//PolicyNames/member")) {
      String document =
          account
              .iam("GetRolePolicy", "RoleName", role, "PolicyName", policy)
              .text("//PolicyDocument");
      JsonNode statements =
          JSON.readTree(URLDecoder.decode(document, StandardCharsets.UTF_8)).at("/Statement");
      for (JsonNode statement : statements) {
        assertThat(statement.at("/Effect").asText()).isEqualTo("Allow");
        for (String action : strings(statement.at("/Action"))) {
          strings(statement.at("/Resource")).forEach(on -> found.add(action + " on " + on));
        }
      }
    }
    return found;
  }

  private static Set<String> allowed(String resource, String service, String... actions) {
    return Stream.of(actions)
        .map(action -> service + ":" + action + " on " + resource)
        .collect(Collectors.toSet());
  }

  static List<String> strings(JsonNode oneOrMore) {
    List<String> texts = new ArrayList<>();
    if (oneOrMore.isTextual()) {
      texts.add(oneOrMore.asText());
    }
    oneOrMore.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
