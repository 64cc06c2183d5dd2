package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blueprint.plan.Connection;
import blueprint.plan.Connection.Addresses;
import blueprint.plan.Connection.Peer;
import blueprint.plan.Connection.Tier;
import blueprint.plan.Database;
import blueprint.plan.Json;
import blueprint.plan.LoadBalancer;
import blueprint.plan.LoadBalancer.Target;
import blueprint.plan.MachineGroup;
import blueprint.plan.Network;
import blueprint.plan.Plan;
import blueprint.plan.Value;
import blueprint.target.packer.PackerTarget;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example, applied once by Terraform and the real provider: what then exists is what was
 * planned, and no more. The plan and the API say so; the configuration in between is not read.
 *
 * <p>Most of the time is the provider's own: it looks at a database, and at a load balancer, a
 * minute after it asked for it.
 */
@Tag("native")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TerraformApplyNativeTest {

  private static final Path CONFIGURATION = Path.of("out/sentry/terraform");
  private static final Path BLUEPRINT = Path.of("blueprints/sentry.yaml");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANYWHERE = "0.0.0.0/0";
  private static final String ALL_AT_ONCE = "-parallelism=30";

  @TempDir static Path work;

  private static MotoServer server;
  private static LocalAccount account;
  private static TerraformRunner terraform;
  private static Plan plan;
  private static Set<String> before;
  private static String image;
  private static String vpc;
  private static boolean applied;

  /** Not before all: there, a missing tool would make the tests vanish instead of being skipped. */
  @BeforeEach
  void applyOnce() throws IOException, InterruptedException {
    NativeTools.require("terraform", "aws-provider", "moto_server");
    if (server == null) {
      server = MotoServer.start();
      plan = Generated.plan(BLUEPRINT);
      account = new LocalAccount(server, plan.region());
      String name = plan.machineGroups().get(0).image();
      image = account.registerImage(PackerTarget.emit(plan).imageNames().get(name));
      before = account.inventory();
      terraform = TerraformRunner.against(server, CONFIGURATION, work);
      terraform.init().succeeded();
      assertThat(terraform.plan("-out=first").exit()).isEqualTo(2);
      terraform.apply(ALL_AT_ONCE, "first").succeeded();
      vpc =
          account.ec2("DescribeVpcs").text("//vpcSet/item[cidrBlock='" + own().cidr() + "']/vpcId");
      applied = true;
    }
    assertThat(applied).as("applied; the first failure says why not").isTrue();
  }

  @AfterAll
  static void stopAws() {
    if (server != null) {
      server.close();
    }
  }

  // ---- The network

  @Test
  void aNetworkWithTheSubnetsOfThePlan() throws IOException, InterruptedException {
    Map<String, String> planned = new TreeMap<>();
    for (Network.TierSubnets tier : own().subnets()) {
      tier.cidrs()
          .forEach((zone, cidr) -> planned.put(cidr, plan.region() + zone + " " + tier.tier()));
    }
    Map<String, String> found = new TreeMap<>();
    for (Xml subnet : subnets()) {
      String name = tag(subnet, "Name").replaceFirst("^" + plan.name() + "-", "");
      String tier = name.substring(0, name.lastIndexOf('-'));
      found.put(subnet.text("cidrBlock"), subnet.text("availabilityZone") + " " + tier);
    }

    assertThat(vpc).as("a VPC with the range of the plan").isNotEmpty();
    assertThat(found).hasSize(6).isEqualTo(planned);
  }

  @Test
  void nothingGetsAPublicAddressButNat() throws IOException, InterruptedException {
    assertThat(subnets())
        .allSatisfy(subnet -> assertThat(subnet.text("mapPublicIpOnLaunch")).isEqualTo("false"));
    assertThat(launchTemplate().all("networkInterfaceSet/item")).isEmpty();
    Xml addresses = account.ec2("DescribeAddresses");
    assertThat(addresses.texts("//item/allocationId"))
        .containsExactlyElementsOf(nat().texts("natGatewayAddressSet/item/allocationId"));
    Xml machines = account.ec2("DescribeInstances");
    assertThat(machines.texts("//instancesSet/item[instanceState/name='running']/ipAddress"))
        .allMatch(String::isEmpty);
  }

  @Test
  void oneNatGatewayInThePublicTierOfZoneA() throws IOException, InterruptedException {
    assertThat(own().nat()).isEqualTo(Network.Nat.SINGLE);
    String cidr = own().publicSubnets().orElseThrow().cidrs().get("a");

    assertThat(nat().text("subnetId")).isEqualTo(subnetId(cidr));
    assertThat(nat().text("connectivityType")).isEqualTo("public");
  }

  @Test
  void defaultRoutesLeadWhereTheTierIsExposed() throws IOException, InterruptedException {
    String gateway =
        account
            .ec2("DescribeInternetGateways")
            .text("//item[attachmentSet/item/vpcId='" + vpc + "']/internetGatewayId");
    for (Network.TierSubnets tier : own().subnets()) {
      List<String> expected =
          switch (tier.exposure()) {
            case PUBLIC -> List.of(gateway);
            case PRIVATE -> List.of(nat().text("natGatewayId"));
            case ISOLATED -> List.of();
          };
      for (String cidr : tier.cidrs().values()) {
        Xml table = routeTable(cidr);
        String route = "routeSet/item[destinationCidrBlock='" + ANYWHERE + "']";
        List<String> found =
            table.texts(route + "/gatewayId|" + route + "/natGatewayId").stream()
                .filter(target -> !target.isEmpty())
                .toList();
        assertThat(found).as(tier.tier() + " " + cidr).isEqualTo(expected);
        assertThat(table.texts("routeSet/item/destinationCidrBlock[.!='" + ANYWHERE + "']"))
            .as("other routes of " + cidr)
            .containsExactly(own().cidr());
      }
    }
    assertThat(
            account
                .ec2("DescribeRouteTables", "Filter.1.Name", "vpc-id", "Filter.1.Value.1", vpc)
                .all("//routeTableSet/item[associationSet/item/main='true']/routeSet/item"))
        .as("routes of the main table, which no subnet uses")
        .hasSize(1);
  }

  @Test
  void gatewayEndpointsServeTheMachines() throws IOException, InterruptedException {
    Set<String> tables = new TreeSet<>();
    for (MachineGroup group : plan.machineGroups()) {
      for (String cidr : own().of(group.tier()).cidrs().values()) {
        tables.add(routeTable(cidr).text("routeTableId"));
      }
    }
    List<Xml> endpoints = account.ec2("DescribeVpcEndpoints").all("//vpcEndpointSet/item");

    assertThat(endpoints.stream().map(endpoint -> endpoint.text("serviceName")))
        .containsExactlyInAnyOrder(
            "com.amazonaws." + plan.region() + ".s3",
            "com.amazonaws." + plan.region() + ".dynamodb");
    for (Xml endpoint : endpoints) {
      assertThat(endpoint.text("vpcEndpointType")).isEqualTo("Gateway");
      assertThat(endpoint.texts("routeTableIdSet/item"))
          .containsExactlyInAnyOrderElementsOf(tables);
    }
  }

  @Test
  void connectionsAreRecorded() throws IOException, InterruptedException {
    Xml flowLog = account.ec2("DescribeFlowLogs").one("//flowLogSet/item");

    assertThat(flowLog.text("resourceId")).isEqualTo(vpc);
    assertThat(flowLog.text("trafficType")).isEqualTo("ALL");
    assertThat(flowLog.text("logDestination")).endsWith(":log-group:" + own().flowLogGroup());
  }

  // ---- Who may talk to whom

  /** Both ways: each planned connection is let through at both ends, and nothing else is. */
  @Test
  void securityGroupsLetThroughThePlannedConnectionsAndNothingElse()
      throws IOException, InterruptedException {
    Set<String> planned = new TreeSet<>();
    for (Connection connection : plan.connections()) {
      if (connection.to() instanceof Tier to) {
        planned.add(rule("into", to.name(), connection.port(), word(connection.from())));
      }
      if (connection.from() instanceof Tier from) {
        planned.add(rule("out of", from.name(), connection.port(), word(connection.to())));
      }
    }
    Map<String, String> groups = new TreeMap<>();
    groupsOfTheNetwork().forEach(g -> groups.put(g.text("groupId"), tierOf(g)));
    Set<String> found = new TreeSet<>();
    for (Xml rule : account.ec2("DescribeSecurityGroupRules").all("//securityGroupRuleSet/item")) {
      if (!groups.containsKey(rule.text("groupId"))) {
        continue;
      }
      assertThat(rule.text("ipProtocol")).isEqualTo("tcp");
      assertThat(rule.text("fromPort")).isEqualTo(rule.text("toPort"));
      String reference = rule.text("referencedGroupInfo/groupId");
      String other =
          Stream.of("cidrIpv4", "cidrIpv6", "prefixListId")
              .map(rule::text)
              .filter(text -> !text.isEmpty())
              .findFirst()
              .orElseGet(() -> groups.getOrDefault(reference, reference));
      String direction = rule.isTrue("isEgress") ? "out of" : "into";
      found.add(rule(direction, groups.get(rule.text("groupId")), rule.number("fromPort"), other));
    }

    assertThat(found).hasSize(6).isEqualTo(planned);
  }

  /** The rules above are one view; the groups' own lists are another. */
  @Test
  void theGroupsThemselvesHoldNoOtherRules() throws IOException, InterruptedException {
    List<Xml> groups = groupsOfTheNetwork();
    int peers = 0;
    for (Xml group : groups) {
      for (Xml permission : group.all("ipPermissions/item|ipPermissionsEgress/item")) {
        peers +=
            permission.all("groups/item|ipRanges/item|ipv6Ranges/item|prefixListIds/item").size();
      }
    }

    assertThat(groups).hasSize(own().subnets().size() + 1);
    assertThat(peers).isEqualTo(6);
    assertThat(groups.stream().filter(g -> g.text("groupName").equals("default")))
        .singleElement()
        .satisfies(
            unused ->
                assertThat(unused.all("ipPermissions/item|ipPermissionsEgress/item")).isEmpty());
  }

  // ---- The load balancer

  @Test
  void theLoadBalancerListensAsPlanned() throws IOException, InterruptedException {
    LoadBalancer planned = plan.loadBalancers().get(0);
    Xml found = loadBalancer();
    assertThat(found.text("LoadBalancerName")).isEqualTo(planned.name());
    assertThat(found.text("Type")).isEqualTo("application");
    assertThat(found.text("Scheme").equals("internal")).isEqualTo(planned.internal());
    assertThat(found.texts("AvailabilityZones/member/SubnetId"))
        .containsExactlyInAnyOrderElementsOf(subnetIds(planned.tier()));
    assertThat(found.texts("SecurityGroups/member")).containsExactly(groupId(planned.tier()));
    Map<String, String> attributes =
        attributes("DescribeLoadBalancerAttributes", "LoadBalancerArn", found);
    assertThat(attributes)
        .containsEntry("deletion_protection.enabled", Boolean.toString(planned.protect()))
        .containsEntry("routing.http.drop_invalid_header_fields.enabled", "true")
        .containsEntry("access_logs.s3.enabled", "false");

    Xml listeners =
        account.loadBalancing(
            "DescribeListeners", "LoadBalancerArn", found.text("LoadBalancerArn"));
    assertThat(planned.listeners()).hasSameSizeAs(listeners.all("//Listeners/member"));
    LoadBalancer.Listener entrance = planned.listeners().get(0);
    Xml listener = listeners.one("//Listeners/member");
    assertThat(listener.number("Port")).isEqualTo(entrance.port());
    assertThat(listener.text("Protocol")).isEqualTo("HTTP");
    assertThat(entrance.forwardTo()).contains(planned.targets().get(0).name());
    assertThat(listener.texts("DefaultActions/member/Type")).containsExactly("forward");
    assertThat(listener.texts("DefaultActions/member/TargetGroupArn"))
        .containsExactly(targetGroup().text("TargetGroupArn"));
  }

  @Test
  void theTargetGroupChecksAndDrainsAsPlanned() throws IOException, InterruptedException {
    Target planned = plan.loadBalancers().get(0).targets().get(0);
    Xml found = targetGroup();

    assertThat(found.text("VpcId")).isEqualTo(vpc);
    assertThat(found.text("Protocol")).isEqualTo("HTTP");
    assertThat(found.number("Port")).isEqualTo(planned.port());
    assertThat(found.text("HealthCheckPort")).isEqualTo("traffic-port");
    assertThat(found.text("HealthCheckPath")).isEqualTo(planned.health().path());
    assertThat(found.text("Matcher/HttpCode")).isEqualTo(planned.health().status());
    assertThat(found.number("HealthCheckIntervalSeconds")).isEqualTo(planned.health().interval());
    assertThat(found.number("HealthCheckTimeoutSeconds")).isEqualTo(planned.health().timeout());
    assertThat(found.number("HealthyThresholdCount")).isEqualTo(planned.health().healthy());
    assertThat(found.number("UnhealthyThresholdCount")).isEqualTo(planned.health().unhealthy());
    assertThat(attributes("DescribeTargetGroupAttributes", "TargetGroupArn", found))
        .containsEntry(
            "deregistration_delay.timeout_seconds", Integer.toString(planned.drainSeconds()));
  }

  // ---- The machines

  @Test
  void machinesStartFromTheTemplateOfThePlan() throws IOException, InterruptedException {
    MachineGroup planned = machines();
    Xml found = launchTemplate();

    assertThat(found.text("imageId")).isEqualTo(image);
    assertThat(found.text("instanceType")).isEqualTo(planned.instanceType());
    assertThat(found.text("metadataOptions/httpTokens")).isEqualTo("required");
    assertThat(found.text("metadataOptions/httpEndpoint")).isEqualTo("enabled");
    assertThat(found.text("metadataOptions/httpPutResponseHopLimit")).isEqualTo("1");
    assertThat(found.text("keyName")).as("an SSH key").isEmpty();
    assertThat(found.texts("securityGroupIdSet/item")).containsExactly(groupId(planned.tier()));
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

  @Test
  void machinesLearnTheLiveValuesAndNoSecret() throws IOException, InterruptedException {
    MachineGroup planned = machines();
    MachineGroup.Settings settings = planned.settings().orElseThrow();
    String userData = userData();
    Matcher values =
        Pattern.compile("^ +path: (\\S+)|^ +content: \\|\\n +(\\{.*})\\n", Pattern.MULTILINE)
            .matcher(userData);
    assertThat(values.find()).as(userData).isTrue();
    JsonNode found = JSON.readTree(values.group(2));

    assertThat(userData).startsWith("#cloud-config\n").contains("/etc/sentry/values.json");
    assertThat(found.at("/stack").asText()).isEqualTo(plan.name());
    assertThat(found.at("/tier").asText()).isEqualTo(planned.tier());
    assertThat(found.at("/region").asText()).isEqualTo(plan.region());
    assertThat(strings(found.at("/roles")))
        .containsExactlyInAnyOrderElementsOf(
            planned.services().stream().map(MachineGroup.Service::name).toList());
    assertThat(found.at("/logs/group").asText()).isEqualTo(planned.logGroup());
    List<String> singletons =
        planned.services().stream()
            .filter(MachineGroup.Service::singleton)
            .map(MachineGroup.Service::name)
            .toList();
    assertThat(found.at("/singletons")).hasSameSizeAs(singletons);
    for (String singleton : singletons) {
      assertThat(found.at("/singletons/" + singleton + "/table").asText())
          .isEqualTo(plan.leaseTable().orElseThrow());
    }
    assertThat(found.at("/settings/file").asText()).isEqualTo(settings.file());
    assertThat(found.at("/group").asText()).isEqualTo(planned.group());
    ArrayNode secrets = JSON.createArrayNode();
    assertThat(found.at("/settings/json")).isEqualTo(live(settings.json(), List.of(), secrets));
    assertThat(found.at("/settings/json/DATABASES/HOST").asText())
        .isEqualTo(database().text("Endpoint/Address"));
    assertThat(found.at("/settings/secrets")).isEqualTo(secrets).hasSize(1);

    String password =
        JSON.readTree(
                account
                    .secrets("GetSecretValue", "{\"SecretId\":\"" + databaseSecret() + "\"}")
                    .at("/SecretString")
                    .asText())
            .at("/password")
            .asText();
    assertThat(password).isNotEmpty();
    assertThat(userData).doesNotContain(password);
    assertThat(Files.readString(terraform.directory().resolve("terraform.tfstate")))
        .doesNotContain(password);
  }

  @Test
  void theGroupKeepsThePlannedNumberOfHealthyMachines() throws IOException, InterruptedException {
    MachineGroup planned = machines();
    Xml found = account.scaling("DescribeAutoScalingGroups").one("//AutoScalingGroups/member");

    assertThat(found.text("AutoScalingGroupName")).isEqualTo(planned.name());
    assertThat(found.number("MinSize")).isEqualTo(planned.min());
    assertThat(found.number("MaxSize")).isEqualTo(planned.max());
    assertThat(found.text("HealthCheckType")).isEqualTo("ELB");
    assertThat(found.number("HealthCheckGracePeriod")).isEqualTo(planned.graceSeconds());
    assertThat(List.of(found.text("VPCZoneIdentifier").split(",", -1)))
        .containsExactlyInAnyOrderElementsOf(subnetIds(planned.tier()));
    assertThat(planned.targets())
        .containsExactly(plan.loadBalancers().get(0).targets().get(0).name());
    assertThat(found.texts("TargetGroupARNs/member"))
        .containsExactly(targetGroup().text("TargetGroupArn"));
    assertThat(found.text("LaunchTemplate/Version")).isEqualTo("1");
    assertThat(LocalAccount.tags(found, "Tags/member[PropagateAtLaunch='true']"))
        .containsAllEntriesOf(plan.tags());
    assertThat(found.texts("Instances/member/InstanceId")).hasSize(planned.min());
    for (String id : found.texts("Instances/member/InstanceId")) {
      Xml machine = account.ec2("DescribeInstances", "InstanceId.1", id).one("//instancesSet/item");
      assertThat(subnetIds(planned.tier())).contains(machine.text("subnetId"));
      assertThat(machine.text("imageId")).isEqualTo(image);
      assertThat(machine.texts("groupSet/item/groupId")).containsExactly(groupId(planned.tier()));
      assertThat(LocalAccount.tags(machine, "tagSet/item")).containsAllEntriesOf(plan.tags());
    }
  }

  @Test
  void theMachinesRoleAllowsWhatThePlanSaysAndNothingElse()
      throws IOException, InterruptedException {
    Set<String> planned = new TreeSet<>();
    Set<String> managed = new TreeSet<>();
    for (MachineGroup.Permission permission : machines().permissions()) {
      if (permission instanceof MachineGroup.RemoteShell) {
        managed.add("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
      } else if (permission instanceof MachineGroup.WriteLogs logs) {
        String group = arn("logs", "log-group:" + logs.logGroup() + ":*");
        planned.addAll(allowed(group, "logs", "CreateLogStream", "PutLogEvents"));
      } else if (permission instanceof MachineGroup.ReadDatabasePassword) {
        planned.addAll(allowed(databaseSecret(), "secretsmanager", "GetSecretValue"));
      } else if (permission instanceof MachineGroup.HoldLeases leases) {
        String table = arn("dynamodb", "table/" + leases.table());
        planned.addAll(allowed(table, "dynamodb", "DeleteItem", "GetItem", "PutItem"));
      } else {
        throw new AssertionError("not in the example until now: " + permission);
      }
    }
    Xml profile =
        account
            .iam("ListInstanceProfiles")
            .one("//member[Arn='" + launchTemplate().text("iamInstanceProfile/arn") + "']");
    Xml role = profile.one("Roles/member");
    String name = role.text("RoleName");

    Set<String> found = new TreeSet<>();
    for (String policy :
        account.iam("ListRolePolicies", "RoleName", name).texts("//PolicyNames/member")) {
      for (JsonNode statement : policy(name, policy).at("/Statement")) {
        assertThat(statement.at("/Effect").asText()).isEqualTo("Allow");
        for (String action : strings(statement.at("/Action"))) {
          strings(statement.at("/Resource")).forEach(on -> found.add(action + " on " + on));
        }
      }
    }
    assertThat(found).isEqualTo(planned);
    assertThat(account.iam("ListAttachedRolePolicies", "RoleName", name).texts("//PolicyArn"))
        .containsExactlyInAnyOrderElementsOf(managed);
    assertThat(JSON.readTree(role.text("AssumeRolePolicyDocument")).findValuesAsText("Service"))
        .containsExactly("ec2.amazonaws.com");
  }

  // ---- What is kept

  @Test
  void theDatabaseIsThePlannedOneAndPrivate() throws IOException, InterruptedException {
    Database planned = plan.databases().get(0);
    Xml found = database();

    assertThat(found.text("DBInstanceIdentifier")).isEqualTo(planned.identifier());
    assertThat(found.text("Engine")).isEqualTo(planned.engine());
    assertThat(found.text("EngineVersion")).isEqualTo(planned.version());
    assertThat(found.text("DBInstanceClass")).isEqualTo(planned.instanceClass());
    assertThat(found.text("StorageType")).isEqualTo("gp3");
    assertThat(found.number("AllocatedStorage")).isEqualTo(planned.storage());
    assertThat(found.isTrue("StorageEncrypted")).isTrue();
    assertThat(found.text("PubliclyAccessible")).isEqualTo("false");
    assertThat(found.number("BackupRetentionPeriod")).isEqualTo(planned.backupDays());
    assertThat(found.isTrue("DeletionProtection")).isEqualTo(planned.protect()).isTrue();
    assertThat(found.isTrue("MultiAZ")).isEqualTo(planned.standby());
    assertThat(found.isTrue("CopyTagsToSnapshot")).isTrue();
    assertThat(found.text("DBName")).isEqualTo(planned.name());
    assertThat(found.text("MasterUsername")).isEqualTo(planned.user());
    assertThat(found.number("Endpoint/Port")).isEqualTo(planned.port());
    assertThat(found.texts("EnabledCloudwatchLogsExports/member"))
        .containsExactlyInAnyOrderElementsOf(planned.logs());
    assertThat(found.texts("VpcSecurityGroups/VpcSecurityGroupMembership/VpcSecurityGroupId"))
        .containsExactly(groupId(planned.tier()));
    assertThat(found.texts("DBSubnetGroup/Subnets/Subnet/SubnetIdentifier"))
        .containsExactlyInAnyOrderElementsOf(subnetIds(planned.tier()));
    assertThat(found.texts("DBSubnetGroup/Subnets/Subnet/SubnetAvailabilityZone/Name"))
        .doesNotHaveDuplicates()
        .hasSize(2);
    assertThat(databaseSecret()).as("RDS keeps the password").contains(":secret:rds!db-");

    String parameters = found.text("DBParameterGroups/DBParameterGroup/DBParameterGroupName");
    assertThat(
            account
                .rds("DescribeDBParameterGroups", "DBParameterGroupName", parameters)
                .text("//DBParameterGroupFamily"))
        .isEqualTo(planned.family());
    assertThat(
            account
                .rds("DescribeDBParameters", "DBParameterGroupName", parameters, "Source", "user")
                .text("//Parameter[ParameterName='" + planned.tlsParameter() + "']/ParameterValue"))
        .isEqualTo("1");
  }

  @Test
  void leasesAreKeptInATableThatForgets() throws IOException, InterruptedException {
    String name = plan.leaseTable().orElseThrow();
    String body = "{\"TableName\":\"" + name + "\"}";
    JsonNode table = account.dynamodb("DescribeTable", body).at("/Table");

    assertThat(strings(account.dynamodb("ListTables", "{}").at("/TableNames")))
        .containsExactly(name);
    assertThat(table.at("/BillingModeSummary/BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    assertThat(table.at("/KeySchema")).hasSize(1);
    assertThat(table.at("/KeySchema/0/AttributeName").asText()).isEqualTo("id");
    assertThat(table.at("/AttributeDefinitions/0/AttributeType").asText()).isEqualTo("S");
    JsonNode life = account.dynamodb("DescribeTimeToLive", body).at("/TimeToLiveDescription");
    assertThat(life.at("/TimeToLiveStatus").asText()).isEqualTo("ENABLED");
    assertThat(life.at("/AttributeName").asText()).isEqualTo("expires");
  }

  @Test
  void everyLogIsKeptForThePlannedDays() throws IOException, InterruptedException {
    Map<String, Integer> planned = new TreeMap<>();
    planned.put(own().flowLogGroup(), own().flowLogDays());
    plan.machineGroups().forEach(group -> planned.put(group.logGroup(), group.logDays()));
    for (Database database : plan.databases()) {
      for (String log : database.logs()) {
        planned.put("/aws/rds/instance/" + database.identifier() + "/" + log, database.logDays());
      }
    }
    Map<String, Integer> found = new TreeMap<>();
    account
        .logs("DescribeLogGroups", "{}")
        .at("/logGroups")
        .forEach(
            group ->
                found.put(
                    group.at("/logGroupName").asText(), group.at("/retentionInDays").asInt()));

    assertThat(found).hasSize(4).isEqualTo(planned);
  }

  @Test
  void everythingThatCanCarryTheTagsDoes() throws IOException, InterruptedException {
    Map<String, Map<String, String>> ec2 = account.ec2Tags();
    int compared = 0;
    for (JsonNode resource : resources()) {
      JsonNode values = resource.at("/values");
      if (!values.has("tags_all")) {
        continue;
      }
      String address = resource.at("/address").asText();
      String id = values.at("/id").asText();
      String arn = values.at("/arn").asText();
      boolean isEc2 = arn.isEmpty() || arn.startsWith("arn:aws:ec2:");
      Map<String, String> found = isEc2 ? ec2.getOrDefault(id, Map.of()) : account.tagsOf(arn);
      assertThat(found).as(address).containsAllEntriesOf(plan.tags());
      compared++;
    }

    assertThat(compared).isGreaterThan(35);
  }

  // ---- Afterwards

  /** The local AWS forgets some arguments, so that the second plan is not quite empty. */
  @Test
  void aSecondApplyWouldReplaceNothing() throws IOException, InterruptedException {
    terraform.plan(ALL_AT_ONCE, "-out=second");
    Set<String> actions = new TreeSet<>();
    JSON.readTree(terraform.show("second").succeeded().out())
        .at("/resource_changes")
        .forEach(change -> actions.addAll(strings(change.at("/change/actions"))));

    assertThat(actions).isNotEmpty().isSubsetOf("no-op", "read", "update");
  }

  /** The local AWS deletes a load balancer in spite of its protection, so nobody tries that. */
  @Test
  @Order(Integer.MAX_VALUE - 1)
  void neitherTerraformNorTheAccountDeletesTheDatabaseJustLikeThat()
      throws IOException, InterruptedException {
    Set<String> all = account.inventory();

    ToolRun refused = terraform.destroy(ALL_AT_ONCE);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("aws_db_instance.db has lifecycle.prevent_destroy set");
    assertThatThrownBy(
            () ->
                account.rds(
                    "DeleteDBInstance",
                    "DBInstanceIdentifier",
                    plan.databases().get(0).identifier(),
                    "SkipFinalSnapshot",
                    "true"))
        .hasMessageContaining("protect");
    assertThat(account.inventory()).isEqualTo(all);
  }

  /** The guards are lifted as the blueprint's {@code protect: false} would lift them. */
  @Test
  @Order(Integer.MAX_VALUE)
  void afterADestroyOnlyBackupsOfTheDatabaseAreLeft() throws IOException, InterruptedException {
    String identifier = plan.databases().get(0).identifier();
    account.rds(
        "ModifyDBInstance",
        "DBInstanceIdentifier",
        identifier,
        "DeletionProtection",
        "false",
        "ApplyImmediately",
        "true");
    account.loadBalancing(
        "ModifyLoadBalancerAttributes",
        "LoadBalancerArn",
        loadBalancer().text("LoadBalancerArn"),
        "Attributes.member.1.Key",
        "deletion_protection.enabled",
        "Attributes.member.1.Value",
        "false");
    Files.writeString(
        terraform.directory().resolve("guards_override.tf"),
        """
        resource "aws_db_instance" "db" {
          lifecycle {
            prevent_destroy = false
          }
        }
        """);

    terraform.destroy(ALL_AT_ONCE).succeeded();

    Set<String> left = new TreeSet<>(account.inventory());
    left.removeAll(before);
    String snapshot = "DBSnapshotIdentifier ";
    assertThat(left)
        .contains(snapshot + identifier + "-final")
        .allMatch(
            name ->
                name.equals(snapshot + identifier + "-final")
                    || name.startsWith(snapshot + "rds:" + identifier + "-"));
    assertThat(account.inventory()).containsAll(before);
    assertThat(resources()).isEmpty();
  }

  // ---- What the plan says

  private static Network.Own own() {
    return (Network.Own) plan.network();
  }

  private static MachineGroup machines() {
    assertThat(plan.machineGroups()).hasSize(1);
    return plan.machineGroups().get(0);
  }

  /** The settings as a machine should get them, and in {@code secrets} what it is to fetch. */
  private static JsonNode live(Json json, List<String> at, ArrayNode secrets)
      throws IOException, InterruptedException {
    if (json instanceof Json.Mapping mapping) {
      ObjectNode node = JSON.createObjectNode();
      for (Map.Entry<String, Json> member : mapping.members().entrySet()) {
        List<String> place = new ArrayList<>(at);
        place.add(member.getKey());
        node.set(member.getKey(), live(member.getValue(), place, secrets));
      }
      return node;
    }
    if (json instanceof Json.Numeral numeral) {
      return JSON.readTree(numeral.digits());
    }
    if (!(json instanceof Json.Text text)) {
      throw new AssertionError("not in the example until now: " + json);
    }
    StringBuilder known = new StringBuilder();
    for (Value.Part part : text.value().parts()) {
      if (part instanceof Value.Literal literal) {
        known.append(literal.text());
      } else if (part instanceof Value.DatabaseHost) {
        known.append(database().text("Endpoint/Address"));
      } else {
        assertThat(part).isInstanceOf(Value.DatabasePassword.class);
        ObjectNode secret = secrets.addObject();
        at.forEach(secret.putArray("at")::add);
        secret.putArray("parts").addObject().put("secret", databaseSecret()).put("key", "password");
        return JsonNodeFactory.instance.nullNode();
      }
    }
    return JsonNodeFactory.instance.textNode(known.toString());
  }

  private static String word(Peer peer) {
    return peer instanceof Tier tier ? tier.name() : ((Addresses) peer).cidr();
  }

  private static String rule(String direction, String tier, int port, String other) {
    return "%s %s at %d: %s".formatted(direction, tier, port, other);
  }

  // ---- What the account says

  private static List<Xml> subnets() throws IOException, InterruptedException {
    return account.ec2("DescribeSubnets").all("//subnetSet/item[vpcId='" + vpc + "']");
  }

  private static String subnetId(String cidr) throws IOException, InterruptedException {
    return account
        .ec2("DescribeSubnets")
        .one("//subnetSet/item[vpcId='" + vpc + "'][cidrBlock='" + cidr + "']/subnetId")
        .node()
        .getTextContent();
  }

  private static List<String> subnetIds(String tier) throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (String cidr : own().of(tier).cidrs().values()) {
      ids.add(subnetId(cidr));
    }
    return ids;
  }

  private static Xml routeTable(String cidr) throws IOException, InterruptedException {
    return account
        .ec2("DescribeRouteTables")
        .one("//routeTableSet/item[associationSet/item/subnetId='" + subnetId(cidr) + "']");
  }

  private static Xml nat() throws IOException, InterruptedException {
    return account.ec2("DescribeNatGateways").one("//natGatewaySet/item");
  }

  private static List<Xml> groupsOfTheNetwork() throws IOException, InterruptedException {
    return account
        .ec2("DescribeSecurityGroups")
        .all("//securityGroupInfo/item[vpcId='" + vpc + "']");
  }

  private static String tierOf(Xml group) {
    return tag(group, "Name").replaceFirst("^" + plan.name() + "-", "");
  }

  private static String groupId(String tier) throws IOException, InterruptedException {
    List<String> ids =
        groupsOfTheNetwork().stream()
            .filter(group -> tierOf(group).equals(tier))
            .map(group -> group.text("groupId"))
            .toList();
    assertThat(ids).hasSize(1);
    return ids.get(0);
  }

  private static String tag(Xml item, String key) {
    return item.text("tagSet/item[key='" + key + "']/value");
  }

  private static Xml loadBalancer() throws IOException, InterruptedException {
    assertThat(plan.loadBalancers()).hasSize(1);
    return account.loadBalancing("DescribeLoadBalancers").one("//LoadBalancers/member");
  }

  private static Xml targetGroup() throws IOException, InterruptedException {
    assertThat(plan.loadBalancers().get(0).targets()).hasSize(1);
    return account.loadBalancing("DescribeTargetGroups").one("//TargetGroups/member");
  }

  private static Map<String, String> attributes(String action, String kind, Xml owner)
      throws IOException, InterruptedException {
    Xml answer = account.loadBalancing(action, kind, owner.text(kind));
    return LocalAccount.tags(answer, "//Attributes/member");
  }

  private static Xml launchTemplate() throws IOException, InterruptedException {
    return account
        .ec2("DescribeLaunchTemplateVersions", "LaunchTemplateName", machines().name())
        .one("//item[defaultVersion='true']/launchTemplateData");
  }

  private static String userData() throws IOException, InterruptedException {
    byte[] bytes = Base64.getDecoder().decode(launchTemplate().text("userData"));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Xml database() throws IOException, InterruptedException {
    return account.rds("DescribeDBInstances").one("//DBInstances/DBInstance");
  }

  private static String databaseSecret() throws IOException, InterruptedException {
    return database().text("MasterUserSecret/SecretArn");
  }

  private static JsonNode policy(String role, String name)
      throws IOException, InterruptedException {
    String document =
        account.iam("GetRolePolicy", "RoleName", role, "PolicyName", name).text("//PolicyDocument");
    return JSON.readTree(URLDecoder.decode(document, StandardCharsets.UTF_8));
  }

  private static String arn(String service, String rest) {
    return "arn:aws:%s:%s:123456789012:%s".formatted(service, plan.region(), rest);
  }

  private static Set<String> allowed(String resource, String service, String... actions) {
    return Stream.of(actions)
        .map(action -> service + ":" + action + " on " + resource)
        .collect(Collectors.toSet());
  }

  private static List<String> strings(JsonNode oneOrMore) {
    List<String> texts = new ArrayList<>();
    if (oneOrMore.isTextual()) {
      texts.add(oneOrMore.asText());
    }
    oneOrMore.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  // ---- What Terraform says

  private static JsonNode resources() throws IOException, InterruptedException {
    return JSON.readTree(terraform.show().succeeded().out()).at("/values/root_module/resources");
  }
}
