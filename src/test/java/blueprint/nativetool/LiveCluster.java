package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.plan.Database;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A database on machines over a storage that they share, as the account tells of it. */
final class LiveCluster {
  private final LocalAccount account;
  private final Database planned;
  private final Database.Cluster hosting;
  private final Xml found;

  private LiveCluster(LocalAccount account, Database planned, Xml found) {
    this.account = account;
    this.planned = planned;
    this.hosting = (Database.Cluster) planned.hosting();
    this.found = found;
  }

  static LiveCluster of(LocalAccount account, Database planned)
      throws IOException, InterruptedException {
    String path = "//DBClusters/DBCluster[DBClusterIdentifier='" + planned.identifier() + "']";
    return new LiveCluster(account, planned, account.rds("DescribeDBClusters").one(path));
  }

  String address() {
    return found.text("Endpoint");
  }

  String secret() {
    return found.text("MasterUserSecret/SecretArn");
  }

  void isThePlannedOne() throws IOException, InterruptedException {
    assertThat(found.text("Engine")).isEqualTo(planned.engine());
    assertThat(found.text("EngineVersion")).isEqualTo(planned.version());
    assertThat(found.isTrue("StorageEncrypted")).isTrue();
    assertThat(found.number("BackupRetentionPeriod")).isEqualTo(planned.backupDays());
    assertThat(found.isTrue("DeletionProtection")).isEqualTo(planned.protect()).isTrue();
    assertThat(found.isTrue("CopyTagsToSnapshot")).isTrue();
    assertThat(found.text("DatabaseName")).isEqualTo(planned.name());
    assertThat(found.text("MasterUsername")).isEqualTo(planned.user());
    assertThat(found.number("Port")).isEqualTo(planned.port());
    assertThat(found.text("DBSubnetGroup")).isEqualTo(planned.identifier());
    assertThat(found.texts("EnabledCloudwatchLogsExports/member"))
        .containsExactlyInAnyOrderElementsOf(planned.logs());
    assertThat(found.texts("VpcSecurityGroups/VpcSecurityGroupMembership/VpcSecurityGroupId"))
        .hasSize(1);
    assertThat(secret()).as("RDS keeps the password").contains(":secret:rds!cluster");
    capacity();
    parameters();
  }

  private void capacity() {
    String scaling = "ServerlessV2ScalingConfiguration/";
    if (hosting.capacity().isPresent()) {
      Database.Capacity capacity = hosting.capacity().get();
      assertThat(Double.parseDouble(found.text(scaling + "MinCapacity")))
          .isEqualTo(capacity.min().doubleValue());
      assertThat(Double.parseDouble(found.text(scaling + "MaxCapacity")))
          .isEqualTo(capacity.max().doubleValue());
    } else {
      assertThat(found.text(scaling + "MaxCapacity")).isEmpty();
    }
  }

  private void parameters() throws IOException, InterruptedException {
    String group = found.text("DBClusterParameterGroup");
    assertThat(
            account
                .rds("DescribeDBClusterParameterGroups", "DBClusterParameterGroupName", group)
                .text("//DBParameterGroupFamily"))
        .isEqualTo(planned.family());
    Map<String, String> set = new TreeMap<>();
    account
        .rds("DescribeDBClusterParameters", "DBClusterParameterGroupName", group)
        .all("//Parameter")
        .forEach(p -> set.put(p.text("ParameterName"), p.text("ParameterValue")));
    assertThat(set)
        .containsEntry(planned.tlsParameter(), planned.tlsValue())
        .containsAllEntriesOf(planned.logging());
  }

  /** The machines that are planned, or only the first: the local AWS takes all for one. */
  void hasTheMachine(String member) throws IOException, InterruptedException {
    Xml machine =
        account
            .rds("DescribeDBInstances")
            .one(
                "//DBInstances/DBInstance[DBInstanceIdentifier='"
                    + planned.identifier()
                    + "-"
                    + member
                    + "']");
    assertThat(machine.text("DBClusterIdentifier")).isEqualTo(planned.identifier());
    assertThat(machine.text("DBInstanceClass")).isEqualTo(hosting.instanceClass());
    assertThat(machine.text("PubliclyAccessible")).isEqualTo("false");
  }
}
