package blueprint.target.terraform;

import blueprint.plan.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A managed database, with what it is placed in, set up by and logged to. */
final class DatabaseLowering {

  private final Stack stack;
  private final Database database;
  private final String path;
  private final String label;

  private DatabaseLowering(Stack stack, Database database) {
    this.stack = stack;
    this.database = database;
    this.path = "tiers." + database.tier();
    this.label = Labels.of(database.tier());
  }

  static List<Block> blocks(Stack stack, Database database) {
    return new DatabaseLowering(stack, database).blocks();
  }

  /** The secret that holds a database's password. */
  static Expression.Code secretArn(String tier) {
    return Expression.reference(
        "aws_db_instance." + Labels.of(tier) + ".master_user_secret[0].secret_arn");
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    String reason = "no egress rule, the database opens no connection of its own";
    blocks.add(stack.security().group(database.tier(), "database", reason));
    blocks.addAll(stack.security().rulesOf(database.tier()));
    blocks.add(subnetGroup());
    blocks.add(parameterGroup());
    blocks.add(logGroup());
    blocks.add(itself());
    return blocks;
  }

  private Block subnetGroup() {
    return Block.resource("aws_db_subnet_group", label)
        .from(path + ".subnet")
        .set("name", database.identifier())
        .set("description", stack.plan().name() + " database")
        .set("subnet_ids", stack.network().subnetIds(database.tier()))
        .line()
        .set("tags", Stack.named(database.identifier()));
  }

  private Block parameterGroup() {
    String family = database.family();
    Block block =
        Block.resource("aws_db_parameter_group", label)
            .from(path + ".engine")
            .readsOf(path, "version")
            .set("name_prefix", database.identifier() + "-" + family.replace('.', '-') + "-")
            .set("description", stack.plan().name() + " database")
            .set("family", family)
            .line()
            .note("Connections without TLS are refused.")
            .block("parameter", parameter(database.tlsParameter(), "1"))
            .line()
            .note("Slow statements are logged, and changes of the schema where the engine can.");
    for (Map.Entry<String, String> parameter : database.logging().entrySet()) {
      block = block.block("parameter", parameter(parameter.getKey(), parameter.getValue()));
    }
    return block
        .line()
        .set("tags", Stack.named(database.identifier()))
        .block("lifecycle", Body.EMPTY.set("create_before_destroy", true));
  }

  private static Body parameter(String name, String value) {
    return Body.EMPTY.set("name", name).set("value", value);
  }

  private Block logGroup() {
    return LogGroups.start(label, database.logDays(), "overrides")
        .from(path + ".engine", "created here, because RDS would create them without an expiry")
        .set("for_each", Expression.call("toset", logs()))
        .line()
        .set(
            "name",
            Expression.template(
                "/aws/rds/instance/" + database.identifier() + "/",
                Expression.reference("each.key")))
        .set("retention_in_days", database.logDays());
  }

  private Expression.Items logs() {
    return Expression.list(database.logs().toArray(String[]::new));
  }

  private Block itself() {
    Block block =
        identity(skips(Block.resource("aws_db_instance", label).from(path)))
            .readsOf(path, "engine", "version", "class", "storage", "storage_max", "name", "user")
            .readsOf(path, "backups", "standby", "protect");
    block = storage(block);
    block = connection(credentials(block));
    block = upkeep(block);
    block = backups(block).line().set("tags", Stack.named(database.identifier()));
    if (database.protect()) {
      block = block.block("lifecycle", Body.EMPTY.set("prevent_destroy", true));
    }
    return block
        .line()
        .set(
            "depends_on",
            Expression.list(Expression.reference("aws_cloudwatch_log_group." + label)));
  }

  private Block skips(Block block) {
    String metrics = "CloudWatch's own metrics and the slow statement log are enough for a start";
    Block skips = block.skip("CKV_AWS_118", metrics);
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
    return skips.skip("CKV_AWS_353", metrics);
  }

  private Block identity(Block block) {
    return block
        .set("identifier", database.identifier())
        .set("engine", database.engine())
        .set("engine_version", database.version())
        .set("instance_class", database.instanceClass())
        .set("multi_az", database.standby());
  }

  private Block storage(Block block) {
    Block storage =
        block.line().set("storage_type", "gp3").set("allocated_storage", database.storage());
    if (database.storageMax().isPresent()) {
      storage = storage.set("max_allocated_storage", database.storageMax().getAsInt());
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
    return upkeep.set("enabled_cloudwatch_logs_exports", logs());
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
