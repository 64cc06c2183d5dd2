package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.plan.Database;
import blueprint.plan.Plan;
import blueprint.plan.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What keeps data, and what records, must be like, given a plan. */
final class LiveState {
  private final LiveSystem live;
  private final Plan plan;
  private final LocalAccount account;

  LiveState(LiveSystem live) {
    this.live = live;
    this.plan = live.plan();
    this.account = live.account();
  }

  void hasThePlannedDatabases() throws IOException, InterruptedException {
    assertThat(account.rds("DescribeDBInstances").all("//DBInstances/DBInstance"))
        .hasSameSizeAs(plan.databases())
        .isNotEmpty();
    for (Database planned : plan.databases()) {
      database(planned, live.database(planned));
    }
  }

  private void database(Database planned, Xml found) throws IOException, InterruptedException {
    assertThat(found.text("Engine")).isEqualTo(planned.engine());
    assertThat(found.text("EngineVersion")).isEqualTo(planned.version());
    Database.Instance hosting = (Database.Instance) planned.hosting();
    assertThat(found.text("DBInstanceClass")).isEqualTo(hosting.instanceClass());
    assertThat(found.text("StorageType")).isEqualTo("gp3");
    assertThat(found.number("AllocatedStorage")).isEqualTo(hosting.storage());
    hosting
        .storageMax()
        .ifPresent(max -> assertThat(found.number("MaxAllocatedStorage")).isEqualTo(max));
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
        .containsExactly(live.groupId(planned.tier()));
    assertThat(found.texts("DBSubnetGroup/Subnets/Subnet/SubnetIdentifier"))
        .containsExactlyInAnyOrderElementsOf(live.subnetIds(planned.tier()));
    assertThat(found.texts("DBSubnetGroup/Subnets/Subnet/SubnetAvailabilityZone/Name"))
        .doesNotHaveDuplicates()
        .hasSize(live.network().zones().size());
    assertThat(live.databaseSecret(planned.tier()))
        .as("RDS keeps the password")
        .contains(":secret:rds!db-");
    parameters(planned, found.text("DBParameterGroups/DBParameterGroup/DBParameterGroupName"));
  }

  private void parameters(Database planned, String group) throws IOException, InterruptedException {
    assertThat(
            account
                .rds("DescribeDBParameterGroups", "DBParameterGroupName", group)
                .text("//DBParameterGroupFamily"))
        .isEqualTo(planned.family());
    Map<String, String> found = new TreeMap<>();
    account
        .rds("DescribeDBParameters", "DBParameterGroupName", group, "Source", "user")
        .all("//Parameter")
        .forEach(p -> found.put(p.text("ParameterName"), p.text("ParameterValue")));
    assertThat(found)
        .containsEntry(planned.tlsParameter(), planned.tlsValue())
        .containsAllEntriesOf(planned.logging());
  }

  void keepsLeasesInATableThatForgets() throws IOException, InterruptedException {
    JsonNode tables = account.dynamodb("ListTables", "{}").at("/TableNames");
    if (plan.leaseTable().isEmpty()) {
      assertThat(tables).isEmpty();
      return;
    }
    String name = plan.leaseTable().get();
    String body = "{\"TableName\":\"" + name + "\"}";
    JsonNode table = account.dynamodb("DescribeTable", body).at("/Table");

    assertThat(LiveMachines.strings(tables)).containsExactly(name);
    assertThat(table.at("/BillingModeSummary/BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    assertThat(table.at("/KeySchema")).hasSize(1);
    assertThat(table.at("/KeySchema/0/AttributeName").asText()).isEqualTo("id");
    assertThat(table.at("/AttributeDefinitions/0/AttributeType").asText()).isEqualTo("S");
    JsonNode life = account.dynamodb("DescribeTimeToLive", body).at("/TimeToLiveDescription");
    assertThat(life.at("/TimeToLiveStatus").asText()).isEqualTo("ENABLED");
    assertThat(life.at("/AttributeName").asText()).isEqualTo("expires");
  }

  void keepsEveryLogForThePlannedDays() throws IOException, InterruptedException {
    Map<String, Integer> planned = new TreeMap<>();
    planned.put(live.network().flowLogGroup(), live.network().flowLogDays());
    plan.machineGroups().forEach(group -> planned.put(group.logGroup(), group.logDays()));
    for (Database database : plan.databases()) {
      for (String log : database.logs()) {
        planned.put(database.logGroup(log), database.logDays());
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

    assertThat(found).hasSizeGreaterThanOrEqualTo(4).isEqualTo(planned);
  }

  void hasThePlannedSecrets() throws IOException, InterruptedException {
    for (Secret planned : plan.secrets()) {
      Secret.Generated generated = (Secret.Generated) planned;
      String value =
          account
              .secrets("GetSecretValue", "{\"SecretId\":\"" + generated.accountName() + "\"}")
              .at("/SecretString")
              .asText();
      assertThat(value).hasSize(generated.length()).matches("[A-Za-z0-9]+");
    }
  }
}
