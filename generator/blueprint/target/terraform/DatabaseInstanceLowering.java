package blueprint.target.terraform;

import blueprint.plan.Database;
import java.util.List;

/** A database on a machine of its own. */
final class DatabaseInstanceLowering {

  private final Database database;
  private final Database.Instance hosting;
  private final String path;
  private final String label;

  private DatabaseInstanceLowering(Database database, Database.Instance hosting) {
    this.database = database;
    this.hosting = hosting;
    this.path = "tiers." + database.tier();
    this.label = Labels.of(database.tier());
  }

  static List<Block> blocks(Database database, Database.Instance hosting) {
    return List.of(new DatabaseInstanceLowering(database, hosting).itself());
  }

  private Block itself() {
    Block block =
        identity(skips(Block.resource("aws_db_instance", label).from(path)))
            .readsOf(path, "engine", "version", "class", "storage", "storage_max", "name", "user")
            .readsOf(path, "backups", "standby", "protect");
    block = storage(block);
    block = connection(credentials(block));
    block = upkeep(block);
    return DatabaseLowering.kept(backups(block), database);
  }

  private Block skips(Block block) {
    Block skips = block.skip("CKV_AWS_118", DatabaseLowering.METRICS);
    if (!database.standby()) {
      skips =
          skips.skip(
              "CKV_AWS_157",
              "a standby doubles the price; `standby: true` in the blueprint adds it");
    }
    skips = skips.skip("CKV_AWS_161", "programs sign in with the password that RDS rotates");
    if (!database.protect()) {
      skips = skips.skip("CKV_AWS_293", "the blueprint says `protect: false`");
    }
    return skips.skip("CKV_AWS_353", DatabaseLowering.METRICS);
  }

  private Block identity(Block block) {
    return block
        .set("identifier", database.identifier())
        .set("engine", database.engine())
        .set("engine_version", database.version())
        .set("instance_class", hosting.instanceClass())
        .set("multi_az", database.standby());
  }

  private Block storage(Block block) {
    Block storage =
        block.line().set("storage_type", "gp3").set("allocated_storage", hosting.storage());
    if (hosting.storageMax().isPresent()) {
      storage = storage.set("max_allocated_storage", hosting.storageMax().getAsInt());
    }
    return storage.set("storage_encrypted", true);
  }

  private Block credentials(Block block) {
    return block
        .line()
        .note("RDS keeps the password in Secrets Manager and rotates it every seven days.")
        .set("db_name", database.name())
        .set("username", database.user())
        .set("manage_master_user_password", true);
  }

  private Block connection(Block block) {
    return block
        .line()
        .set("port", database.port())
        .set("publicly_accessible", false)
        .set("db_subnet_group_name", Expression.reference("aws_db_subnet_group." + label + ".name"))
        .set("vpc_security_group_ids", Expression.list(SecurityLowering.groupId(database.tier())))
        .set(
            "parameter_group_name",
            Expression.reference("aws_db_parameter_group." + label + ".name"));
  }

  private Block upkeep(Block block) {
    Block upkeep = block.line().set("auto_minor_version_upgrade", true);
    if (!database.engine().equals("mariadb")) { // AWS sells no extended support for it
      upkeep = upkeep.set("engine_lifecycle_support", "open-source-rds-extended-support-disabled");
    }
    return upkeep.set("enabled_cloudwatch_logs_exports", DatabaseLowering.logs(database));
  }

  private Block backups(Block block) {
    return block
        .line()
        .note(
            "Backups outlive the instance; the name of the final snapshot has to be free when it goes.")
        .set("backup_retention_period", database.backupDays())
        .set("copy_tags_to_snapshot", true)
        .set("delete_automated_backups", false)
        .set("deletion_protection", database.protect())
        .set("skip_final_snapshot", false)
        .set("final_snapshot_identifier", database.identifier() + "-final");
  }
}
