package blueprint.target.terraform;

import blueprint.plan.Database;
import java.util.List;

/** A database on machines over a storage that they share. */
final class DatabaseClusterLowering {

  private final Database database;
  private final Database.Cluster hosting;
  private final String path;
  private final String label;

  private DatabaseClusterLowering(Database database, Database.Cluster hosting) {
    this.database = database;
    this.hosting = hosting;
    this.path = "tiers." + database.tier();
    this.label = Labels.of(database.tier());
  }

  static List<Block> blocks(Database database, Database.Cluster hosting) {
    DatabaseClusterLowering lowering = new DatabaseClusterLowering(database, hosting);
    return List.of(lowering.cluster(), lowering.machines());
  }

  private Block cluster() {
    Block block =
        skips(Block.resource("aws_rds_cluster", label).from(path))
            .readsOf(path, "engine", "version", "serverless", "name", "user")
            .readsOf(path, "backups", "protect")
            .set("cluster_identifier", database.identifier())
            .set("engine", database.engine())
            .set("engine_version", database.version())
            .set("storage_encrypted", true);
    block = connection(credentials(capacity(block)));
    return DatabaseLowering.kept(backups(upkeep(block)), database);
  }

  private Block skips(Block block) {
    Block skips = block;
    if (!database.protect()) {
      skips = skips.skip("CKV_AWS_139", "the blueprint says `protect: false`");
    }
    skips =
        skips
            .skip("CKV_AWS_162", "programs sign in with the password that RDS rotates")
            .skip("CKV_AWS_327", "encrypted with the key that RDS has for the account");
    if (database.isMySql()) {
      skips =
          skips
              .skip("CKV_AWS_325", "errors and slow statements are enough for a start")
              .skip("CKV_AWS_326", "backups reach back to any moment, into a cluster of its own");
    }
    return skips.skip("CKV2_AWS_8", "RDS keeps backups of its own, to any moment");
  }

  private Block capacity(Block block) {
    if (hosting.capacity().isEmpty()) {
      return block;
    }
    Database.Capacity capacity = hosting.capacity().get();
    return block
        .line()
        .note(capacity.inWords())
        .block(
            "serverlessv2_scaling_configuration",
            Body.EMPTY
                .set("min_capacity", new Expression.Numeric(capacity.min()))
                .set("max_capacity", new Expression.Numeric(capacity.max())));
  }

  private Block credentials(Block block) {
    return block
        .line()
        .note("RDS keeps the password in Secrets Manager and rotates it every seven days.")
        .set("database_name", database.name())
        .set("master_username", database.user())
        .set("manage_master_user_password", true);
  }

  private Block connection(Block block) {
    return block
        .line()
        .set("port", database.port())
        .set("db_subnet_group_name", Expression.reference("aws_db_subnet_group." + label + ".name"))
        .set("vpc_security_group_ids", Expression.list(SecurityLowering.groupId(database.tier())))
        .set(
            "db_cluster_parameter_group_name",
            Expression.reference("aws_rds_cluster_parameter_group." + label + ".name"));
  }

  private Block upkeep(Block block) {
    return block
        .line()
        .set("engine_lifecycle_support", "open-source-rds-extended-support-disabled")
        .set("enabled_cloudwatch_logs_exports", DatabaseLowering.logs(database));
  }

  private Block backups(Block block) {
    return block
        .line()
        .note(
            "Backups outlive the cluster; the name of the final snapshot has to be free when it goes.")
        .set("backup_retention_period", database.backupDays())
        .set("copy_tags_to_snapshot", true)
        .set("delete_automated_backups", false)
        .set("deletion_protection", database.protect())
        .set("skip_final_snapshot", false)
        .set("final_snapshot_identifier", database.identifier() + "-final");
  }

  private Block machines() {
    String cluster = DatabaseLowering.address(database);
    Block block =
        Block.resource("aws_rds_cluster_instance", label)
            .from(path, hosting.roles())
            .readsOf(path, "engine", "class", "serverless", "standby")
            .skip("CKV_AWS_118", DatabaseLowering.METRICS)
            .skip("CKV_AWS_353", DatabaseLowering.METRICS);
    return block
        .set(
            "for_each",
            Expression.call("toset", Expression.list(hosting.members().toArray(String[]::new))))
        .line()
        .set(
            "identifier",
            Expression.template(database.identifier() + "-", Expression.reference("each.key")))
        .set("cluster_identifier", Expression.reference(cluster + ".cluster_identifier"))
        .set("engine", Expression.reference(cluster + ".engine"))
        .set("instance_class", hosting.instanceClass())
        .set("publicly_accessible", false)
        .set("auto_minor_version_upgrade", true)
        .line()
        .set("tags", Stack.named(database.identifier() + "-", "each.key"));
  }
}
