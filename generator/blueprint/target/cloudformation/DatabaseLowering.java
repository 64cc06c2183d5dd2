package blueprint.target.cloudformation;

import blueprint.plan.Database;
import blueprint.target.cloudformation.Expression.GetAtt;
import blueprint.target.cloudformation.Expression.Members;
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

  private DatabaseLowering(Stack stack, Database database) {
    this.stack = stack;
    this.database = database;
    this.path = "tiers." + database.tier();
  }

  static List<Resource> resources(Stack stack, Database database) {
    return new DatabaseLowering(stack, database).resources();
  }

  /** What is known of a database once it is there: {@code Endpoint.Address}. */
  static GetAtt attribute(Database database, String name) {
    return Expression.attribute(id(database), name);
  }

  /** The secret that holds its password. */
  static GetAtt secretArn(Database database) {
    return attribute(database, "MasterUserSecret.SecretArn");
  }

  /** What holds its data. */
  static String id(Database database) {
    return LogicalIds.of(database.tier(), database.isCluster() ? "Cluster" : "Instance");
  }

  /** What has to be there before anybody can connect to it, beside what holds its data. */
  static List<String> machines(Database database) {
    return database.hosting() instanceof Database.Cluster cluster
        ? cluster.members().stream().map(m -> memberId(database, m)).toList()
        : List.of();
  }

  /** One of the machines over a storage that they share. */
  static String memberId(Database database, String member) {
    return LogicalIds.of(database.tier(), "Member" + member);
  }

  private List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    String reason = "no egress rule, the database opens no connection of its own";
    resources.addAll(stack.security().resources(database.tier(), "database", reason));
    resources.add(subnetGroup());
    resources.add(parameterGroup());
    database.logs().forEach(log -> resources.add(logGroup(log)));
    resources.addAll(hosting());
    return resources;
  }

  private Resource subnetGroup() {
    return Resource.of(id("SubnetGroup"), "AWS::RDS::DBSubnetGroup")
        .from(path + ".subnet")
        .set("DBSubnetGroupName", database.identifier())
        .set("DBSubnetGroupDescription", stack.plan().name() + " database")
        .set("SubnetIds", stack.network().subnetIds(database.tier()))
        .set("Tags", stack.tags(database.identifier()));
  }

  private Resource parameterGroup() {
    String parameterGroup =
        database.isCluster() ? "AWS::RDS::DBClusterParameterGroup" : "AWS::RDS::DBParameterGroup";
    return Resource.of(id("ParameterGroup"), parameterGroup)
        .from(path + ".engine")
        .readsOf(path, "version")
        .set("Description", stack.plan().name() + " database")
        .set("Family", database.family())
        .set("Parameters", parameters())
        .set("Tags", stack.tags(database.identifier()));
  }

  private Members parameters() {
    Members parameters =
        Expression.object()
            .with(database.tlsParameter(), database.tlsValue())
            .noting(database.tlsParameter(), "Connections without TLS are refused.");
    String note = database.loggingWords();
    for (Map.Entry<String, String> parameter : database.logging().entrySet()) {
      boolean first = parameters.members().size() == 1;
      parameters = parameters.with(parameter.getKey(), parameter.getValue());
      parameters = first ? parameters.noting(parameter.getKey(), note) : parameters;
    }
    return parameters;
  }

  private Resource logGroup(String log) {
    return LogGroups.of(
            stack, logGroupId(database, log), database.logGroup(log), database.logDays())
        .from(path + ".engine", "created here, because RDS would create it without an expiry");
  }

  private List<Resource> hosting() {
    return database.hosting() instanceof Database.Instance instance
        ? DatabaseInstanceLowering.resources(stack, database, instance)
        : DatabaseClusterLowering.resources(stack, database, (Database.Cluster) database.hosting());
  }

  /** The kinds of logs that go to the account's logs. */
  static Expression.Items logs(Database database) {
    return Expression.list(database.logs().toArray(String[]::new));
  }

  /**
   * What holds the data, with what keeps it.
   *
   * @param checks those of cfn-lint's that know minor versions only
   */
  static Resource kept(Resource resource, Database database, String... checks) {
    return resource
        .attribute("Metadata", majorVersion(checks))
        .attribute("DeletionPolicy", Expression.text("Snapshot"))
        .attribute("UpdateReplacePolicy", Expression.text("Snapshot"))
        .dependsOn(database.logs().stream().map(log -> logGroupId(database, log)).toList());
  }

  /** RDS takes the newest minor version that it offers of a major one. */
  private static Members majorVersion(String... checks) {
    Members accepted = Expression.object().with("ignore_checks", Expression.list(checks));
    return Expression.object()
        .with("cfn-lint", Expression.object().with("config", accepted))
        .noting("cfn-lint", "RDS takes a major version for the newest minor version that it has.");
  }

  private static String logGroupId(Database database, String log) {
    return LogicalIds.of(database.tier(), LogicalIds.of(log) + "Logs");
  }

  private String id(String what) {
    return LogicalIds.of(database.tier(), what);
  }
}
