package blueprint.target.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DatabaseLoweringTest {

  private static final String USED = "used_by: [app]";

  @Test
  void aDatabaseIsKeptWhateverGoesWrong() {
    assertThat(Lowered.with("").text("aws_db_instance.db"))
        .contains("deletion_protection       = true")
        .contains("prevent_destroy = true")
        .contains("skip_final_snapshot       = false")
        .contains("delete_automated_backups  = false")
        .contains("storage_encrypted = true")
        .contains("publicly_accessible    = false")
        .contains("manage_master_user_password = true");
  }

  @Test
  void oneThatIsNotProtectedCanGoButLeavesItsSnapshot() {
    assertThat(database("protect: false").text("aws_db_instance.db"))
        .contains("deletion_protection       = false")
        .contains("final_snapshot_identifier = \"shop-db-final\"")
        .contains("#checkov:skip=CKV_AWS_293:the blueprint says `protect: false`")
        .doesNotContain("prevent_destroy");
  }

  @Test
  void aStandbyAndRoomToGrowAreAskedFor() {
    assertThat(Lowered.with("").text("aws_db_instance.db"))
        .contains("multi_az       = false", "CKV_AWS_157")
        .doesNotContain("max_allocated_storage");
    assertThat(database("standby: true, storage_max: 100GB").text("aws_db_instance.db"))
        .contains("multi_az       = true", "max_allocated_storage = 100")
        .doesNotContain("CKV_AWS_157");
  }

  @Test
  void postgresRefusesConnectionsWithoutTls() {
    Lowered lowered = Lowered.with("");

    assertThat(lowered.text("aws_db_parameter_group.db"))
        .contains("name_prefix = \"shop-db-postgres17-\"")
        .contains("name  = \"rds.force_ssl\"\n    value = \"1\"")
        .contains("create_before_destroy = true");
    assertThat(lowered.text("aws_cloudwatch_log_group.db"))
        .contains("toset([\"postgresql\", \"upgrade\"])");
  }

  @Test
  void mysqlLogsAndRefusesInItsOwnWords() {
    Lowered lowered = Lowered.replacing("", "engine: postgres", "engine: mysql");

    assertThat(lowered.text("aws_db_parameter_group.db"))
        .contains("name_prefix = \"shop-db-mysql8-4-\"")
        .contains("family      = \"mysql8.4\"")
        .contains("require_secure_transport", "slow_query_log");
    assertThat(lowered.text("aws_db_instance.db"))
        .contains("port                   = 3306")
        .contains("enabled_cloudwatch_logs_exports = [\"error\", \"slowquery\"]")
        .contains("engine_lifecycle_support");
    assertThat(lowered.addresses())
        .contains("aws_vpc_security_group_ingress_rule.db_from_app_3306");
  }

  /** AWS has extended support for MySQL and PostgreSQL only. */
  @Test
  void mariadbHasNoExtendedSupportToDoWithout() {
    assertThat(
            Lowered.replacing("", "engine: postgres", "engine: mariadb").text("aws_db_instance.db"))
        .contains("engine         = \"mariadb\"")
        .doesNotContain("engine_lifecycle_support");
  }

  @Test
  void auroraKeepsItsDataInAClusterWhateverGoesWrong() {
    assertThat(aurora("").text("aws_rds_cluster.db"))
        .contains("deletion_protection       = true")
        .contains("prevent_destroy = true")
        .contains("skip_final_snapshot       = false")
        .contains("final_snapshot_identifier = \"shop-db-final\"")
        .contains("delete_automated_backups  = false")
        .contains("storage_encrypted  = true")
        .contains("manage_master_user_password = true")
        .doesNotContain("serverless", "allocated_storage", "master_password");
    assertThat(aurora("").addresses())
        .contains("aws_rds_cluster_parameter_group.db", "aws_rds_cluster_instance.db")
        .doesNotContain("aws_db_instance.db", "aws_db_parameter_group.db");
    assertThat(aurora("protect: false").text("aws_rds_cluster.db"))
        .contains("deletion_protection       = false")
        .contains("#checkov:skip=CKV_AWS_139:the blueprint says `protect: false`")
        .doesNotContain("prevent_destroy");
  }

  @Test
  void auroraRunsOnAMachineOrOnAsMuchAsIsAskedFor() {
    assertThat(aurora("").text("aws_rds_cluster_instance.db"))
        .contains("instance_class             = \"db.t4g.medium\"")
        .contains("toset([\"1\"])");
    Lowered serverless = aurora("serverless: {min: 0, max: 1.5}, standby: true");
    assertThat(serverless.text("aws_rds_cluster_instance.db"))
        .contains("instance_class             = \"db.serverless\"")
        .contains("toset([\"1\", \"2\"])")
        .contains("publicly_accessible        = false");
    assertThat(serverless.text("aws_rds_cluster.db"))
        .contains("min_capacity = 0\n", "max_capacity = 1.5\n", "pauses after five minutes");
  }

  @Test
  void machinesWaitUntilOneOfAurorasAnswers() {
    assertThat(aurora("").text("aws_autoscaling_group.app"))
        .contains("    aws_rds_cluster_instance.db,\n");
    assertThat(Lowered.with("").text("aws_autoscaling_group.app"))
        .doesNotContain("aws_rds_cluster_instance");
  }

  private static Lowered aurora(String keys) {
    String more = keys.isEmpty() ? "" : ", " + keys;
    return Lowered.replacing("", "engine: postgres", "engine: aurora-postgresql" + more);
  }

  private static Lowered database(String keys) {
    return Lowered.replacing("", USED, USED + ", " + keys);
  }
}
