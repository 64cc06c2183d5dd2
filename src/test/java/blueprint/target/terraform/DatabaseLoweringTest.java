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

  private static Lowered database(String keys) {
    return Lowered.replacing("", USED, USED + ", " + keys);
  }
}
