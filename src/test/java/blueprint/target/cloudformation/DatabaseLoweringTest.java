package blueprint.target.cloudformation;

import static blueprint.target.cloudformation.Expression.attribute;
import static blueprint.target.cloudformation.Expression.bool;
import static blueprint.target.cloudformation.Expression.list;
import static blueprint.target.cloudformation.Expression.number;
import static blueprint.target.cloudformation.Expression.object;
import static blueprint.target.cloudformation.Expression.ref;
import static blueprint.target.cloudformation.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;

import blueprint.target.cloudformation.Expression.Members;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class DatabaseLoweringTest {

  private static final String USED = "used_by: [app]";

  private final Compiled compiled = Compiled.with("");

  @Test
  void aDatabaseIsKeptWhateverGoesWrong() {
    assertThat(compiled.attributes("DbInstance"))
        .containsEntry("DeletionPolicy", text("Snapshot"))
        .containsEntry("UpdateReplacePolicy", text("Snapshot"));
    assertThat(compiled.properties("DbInstance"))
        .containsEntry("DeletionProtection", bool(true))
        .containsEntry("DeleteAutomatedBackups", bool(false))
        .containsEntry("BackupRetentionPeriod", number(7))
        .containsEntry("StorageEncrypted", bool(true))
        .containsEntry("PubliclyAccessible", bool(false));
  }

  @Test
  void nobodyWritesItsPassword() {
    assertThat(compiled.properties("DbInstance"))
        .containsEntry("ManageMasterUserPassword", bool(true))
        .doesNotContainKeys("MasterUserPassword", "MasterUserSecret");
    assertThat(compiled.ids("AWS::SecretsManager::Secret")).isEmpty();
  }

  @Test
  void oneThatIsNotProtectedCanGoButLeavesItsSnapshot() {
    Compiled open = database("protect: false");

    assertThat(open.properties("DbInstance")).containsEntry("DeletionProtection", bool(false));
    assertThat(open.attributes("DbInstance")).containsEntry("DeletionPolicy", text("Snapshot"));
    assertThat(open.skips("DbInstance")).contains("AwsSolutions-RDS10");
    assertThat(compiled.skips("DbInstance")).doesNotContain("AwsSolutions-RDS10");
  }

  @Test
  void whatInterruptsItWaitsForTheMaintenanceWindow() {
    assertThat(compiled.properties("DbInstance")).containsEntry("ApplyImmediately", bool(false));
  }

  @Test
  void aStandbyAndRoomToGrowAreAskedFor() {
    assertThat(compiled.properties("DbInstance"))
        .containsEntry("MultiAZ", bool(false))
        .containsEntry("AllocatedStorage", text("20"))
        .doesNotContainKey("MaxAllocatedStorage");
    assertThat(compiled.skips("DbInstance")).contains("CKV_AWS_157", "AwsSolutions-RDS3");

    Compiled large = database("standby: true, storage_max: 100GB");
    assertThat(large.properties("DbInstance"))
        .containsEntry("MultiAZ", bool(true))
        .containsEntry("MaxAllocatedStorage", number(100));
    assertThat(large.skips("DbInstance")).doesNotContain("CKV_AWS_157", "AwsSolutions-RDS3");
  }

  @Test
  void onlyItsNameIsFixedBecauseItIsNeverReplaced() {
    assertThat(compiled.properties("DbInstance"))
        .containsEntry("DBInstanceIdentifier", text("shop-db"))
        .containsEntry("DBSubnetGroupName", ref("DbSubnetGroup"))
        .containsEntry("DBParameterGroupName", ref("DbParameterGroup"))
        .containsEntry("VPCSecurityGroups", list(attribute("DbSecurityGroup", "GroupId")))
        .doesNotContainKeys("AvailabilityZone", "DBSnapshotIdentifier", "KmsKeyId");
    assertThat(compiled.properties("DbParameterGroup")).doesNotContainKey("DBParameterGroupName");
  }

  @Test
  void connectionsWithoutTlsAreRefused() {
    assertThat(parameters(compiled)).containsEntry("rds.force_ssl", text("1"));
    assertThat(parameters(engine("mysql"))).containsEntry("require_secure_transport", text("1"));
  }

  @Test
  void itsLogsHaveAnExpiryBeforeItWritesThem() {
    assertThat(compiled.properties("DbPostgresqlLogs"))
        .containsEntry("LogGroupName", text("/aws/rds/instance/shop-db/postgresql"))
        .containsEntry("RetentionInDays", number(30));
    assertThat(compiled.attributes("DbInstance").get("DependsOn").toString())
        .contains("DbPostgresqlLogs", "DbUpgradeLogs");
    assertThat(compiled.properties("DbInstance"))
        .containsEntry("EnableCloudwatchLogsExports", list("postgresql", "upgrade"));
  }

  @Test
  void mysqlLogsInItsOwnWords() {
    Compiled mysql = engine("mysql");

    assertThat(mysql.properties("DbInstance"))
        .containsEntry("Port", text("3306"))
        .containsEntry("EnableCloudwatchLogsExports", list("error", "slowquery"))
        .containsKey("EngineLifecycleSupport");
    assertThat(mysql.properties("DbParameterGroup")).containsEntry("Family", text("mysql8.4"));
    assertThat(mysql.ids("AWS::Logs::LogGroup"))
        .contains("DbErrorLogs", "DbSlowqueryLogs")
        .doesNotContain("DbPostgresqlLogs");
  }

  /** AWS has extended support for MySQL and PostgreSQL only. */
  @Test
  void mariadbHasNoExtendedSupportToDoWithout() {
    assertThat(engine("mariadb").properties("DbInstance"))
        .containsEntry("Engine", text("mariadb"))
        .doesNotContainKey("EngineLifecycleSupport");
  }

  @Test
  void aMajorVersionIsNoFindingOfCfnLint() {
    assertThat(compiled.attributes("DbInstance").get("Metadata"))
        .extracting(metadata -> ((Members) metadata).members())
        .isEqualTo(
            object()
                .with(
                    "cfn-lint",
                    object().with("config", object().with("ignore_checks", list("E3691", "W3691"))))
                .members());
  }

  @Test
  void auroraKeepsItsDataInAClusterWhateverGoesWrong() {
    Compiled aurora = engine("aurora-mysql, standby: true");

    assertThat(aurora.attributes("DbCluster"))
        .containsEntry("DeletionPolicy", text("Snapshot"))
        .containsEntry("UpdateReplacePolicy", text("Snapshot"));
    assertThat(aurora.properties("DbCluster"))
        .containsEntry("DBClusterIdentifier", text("shop-db"))
        .containsEntry("DeletionProtection", bool(true))
        .containsEntry("StorageEncrypted", bool(true))
        .containsEntry("ManageMasterUserPassword", bool(true))
        .containsEntry("VpcSecurityGroupIds", list(attribute("DbSecurityGroup", "GroupId")))
        .containsEntry("DBClusterParameterGroupName", ref("DbParameterGroup"))
        .doesNotContainKeys("ServerlessV2ScalingConfiguration", "MasterUserPassword");
    assertThat(aurora.ids("AWS::RDS::DBInstance")).containsExactly("DbMember1", "DbMember2");
    assertThat(aurora.attributes("DbMember1")).doesNotContainKey("DeletionPolicy");
    assertThat(aurora.properties("DbMember2"))
        .containsEntry("DBInstanceIdentifier", text("shop-db-2"))
        .containsEntry("DBClusterIdentifier", ref("DbCluster"))
        .containsEntry("DBInstanceClass", text("db.t4g.medium"))
        .containsEntry("PubliclyAccessible", bool(false));
    assertThat(parameters(aurora)).containsEntry("require_secure_transport", text("ON"));
    assertThat(aurora.attributes("AppAutoScalingGroup").get("DependsOn").toString())
        .contains("DbMember1", "DbMember2");
  }

  @Test
  void halvesOfACapacityAreNumbers() {
    Compiled aurora = engine("aurora-postgresql, serverless: {min: 0.5, max: 2}");

    assertThat(aurora.properties("DbMember1"))
        .containsEntry("DBInstanceClass", text("db.serverless"));
    Members bounds =
        (Members) aurora.properties("DbCluster").get("ServerlessV2ScalingConfiguration");
    assertThat(bounds.members())
        .containsEntry("MinCapacity", new Expression.Numeric(new BigDecimal("0.5")))
        .containsEntry("MaxCapacity", new Expression.Numeric(new BigDecimal("2")));
  }

  private static java.util.Map<String, Expression> parameters(Compiled compiled) {
    return ((Members) compiled.properties("DbParameterGroup").get("Parameters")).members();
  }

  private static Compiled engine(String engine) {
    return Compiled.replacing("", "engine: postgres", "engine: " + engine);
  }

  private static Compiled database(String keys) {
    return Compiled.replacing("", USED, USED + ", " + keys);
  }
}
