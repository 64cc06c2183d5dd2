package blueprint.target.terraform;

import blueprint.plan.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A managed database, with what it is placed in, set up by and logged to. */
final class DatabaseLowering {

  /** Why nothing more than that is measured. */
  static final String METRICS =
      "CloudWatch's own metrics and the slow statement log are enough for a start";

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

  /** What holds a database's data: {@code aws_db_instance.db}. */
  static String address(Database database) {
    String type = database.isCluster() ? "aws_rds_cluster." : "aws_db_instance.";
    return type + Labels.of(database.tier());
  }

  /** The name under which it is reached. */
  static Expression.Code host(Database database) {
    return Expression.reference(
        address(database) + (database.isCluster() ? ".endpoint" : ".address"));
  }

  /** Host and port. */
  static Expression endpoint(Database database) {
    return database.isCluster()
        ? Expression.template(
            Expression.reference(address(database) + ".endpoint"),
            ":",
            Expression.reference(address(database) + ".port"))
        : Expression.reference(address(database) + ".endpoint");
  }

  /** The secret that holds its password. */
  static Expression.Code secretArn(Database database) {
    return Expression.reference(address(database) + ".master_user_secret[0].secret_arn");
  }

  /** What has to be there before anybody can connect to it, beside what holds its data. */
  static List<String> machines(Database database) {
    return database.isCluster()
        ? List.of("aws_rds_cluster_instance." + Labels.of(database.tier()))
        : List.of();
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    String reason = "no egress rule, the database opens no connection of its own";
    blocks.add(stack.security().group(database.tier(), "database", reason));
    blocks.addAll(stack.security().rulesOf(database.tier()));
    blocks.add(subnetGroup());
    blocks.add(parameterGroup());
    blocks.add(logGroup());
    blocks.addAll(hosting());
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
        Block.resource(parameterGroup(database), label)
            .from(path + ".engine")
            .readsOf(path, "version")
            .set("name_prefix", database.identifier() + "-" + family.replace('.', '-') + "-")
            .set("description", stack.plan().name() + " database")
            .set("family", family)
            .line()
            .note("Connections without TLS are refused.")
            .block("parameter", parameter(database.tlsParameter(), database.tlsValue()))
            .line()
            .note(database.loggingWords());
    for (Map.Entry<String, String> parameter : database.logging().entrySet()) {
      block = block.block("parameter", parameter(parameter.getKey(), parameter.getValue()));
    }
    return block
        .line()
        .set("tags", Stack.named(database.identifier()))
        .block("lifecycle", Body.EMPTY.set("create_before_destroy", true));
  }

  private static String parameterGroup(Database database) {
    return database.isCluster() ? "aws_rds_cluster_parameter_group" : "aws_db_parameter_group";
  }

  private static Body parameter(String name, String value) {
    return Body.EMPTY.set("name", name).set("value", value);
  }

  private Block logGroup() {
    return LogGroups.start(label, database.logDays(), "overrides")
        .from(path + ".engine", "created here, because RDS would create them without an expiry")
        .set("for_each", Expression.call("toset", logs(database)))
        .line()
        .set("name", Expression.template(database.logGroup(""), Expression.reference("each.key")))
        .set("retention_in_days", database.logDays());
  }

  private List<Block> hosting() {
    return database.hosting() instanceof Database.Instance instance
        ? DatabaseInstanceLowering.blocks(database, instance)
        : DatabaseClusterLowering.blocks(database, (Database.Cluster) database.hosting());
  }

  /** The kinds of logs that go to the account's logs. */
  static Expression.Items logs(Database database) {
    return Expression.list(database.logs().toArray(String[]::new));
  }

  /** What holds the data, with what keeps it. */
  static Block kept(Block block, Database database) {
    Block kept = block.line().set("tags", Stack.named(database.identifier()));
    if (database.protect()) {
      kept = kept.block("lifecycle", Body.EMPTY.set("prevent_destroy", true));
    }
    String logs = "aws_cloudwatch_log_group." + Labels.of(database.tier());
    return kept.line().set("depends_on", Expression.list(Expression.reference(logs)));
  }
}
