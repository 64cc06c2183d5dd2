package blueprint.target.cloudformation;

import blueprint.plan.Database;
import blueprint.target.cloudformation.Expression.GetAtt;
import blueprint.target.cloudformation.Expression.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A managed database, with what it is placed in, set up by and logged to. */
final class DatabaseLowering {

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

  /** What is known of a tier's database once it is there: {@code Endpoint.Address}. */
  static GetAtt attribute(String tier, String name) {
    return Expression.attribute(instanceId(tier), name);
  }

  private static String instanceId(String tier) {
    return LogicalIds.of(tier, "Instance");
  }

  /** The secret that holds a database's password. */
  static GetAtt secretArn(String tier) {
    return attribute(tier, "MasterUserSecret.SecretArn");
  }

  private List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    String reason = "no egress rule, the database opens no connection of its own";
    resources.addAll(stack.security().resources(database.tier(), "database", reason));
    resources.add(subnetGroup());
    resources.add(parameterGroup());
    database.logs().forEach(log -> resources.add(logGroup(log)));
    resources.add(itself());
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
    return Resource.of(id("ParameterGroup"), "AWS::RDS::DBParameterGroup")
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
            .with(database.tlsParameter(), "1")
            .noting(database.tlsParameter(), "Connections without TLS are refused.");
    String note = "Slow statements are logged, and changes of the schema where the engine can.";
    for (Map.Entry<String, String> parameter : database.logging().entrySet()) {
      boolean first = parameters.members().size() == 1;
      parameters = parameters.with(parameter.getKey(), parameter.getValue());
      parameters = first ? parameters.noting(parameter.getKey(), note) : parameters;
    }
    return parameters;
  }

  private Resource logGroup(String log) {
    String name = "/aws/rds/instance/" + database.identifier() + "/" + log;
    return LogGroups.of(stack, logGroupId(log), name, database.logDays())
        .from(path + ".engine", "created here, because RDS would create it without an expiry");
  }

  private Resource itself() {
    Resource start =
        Resource.of(instanceId(database.tier()), "AWS::RDS::DBInstance")
            .from(path)
            .readsOf(path, "engine", "version", "class", "storage", "storage_max", "name", "user")
            .readsOf(path, "backups", "standby", "protect");
    Resource instance = storage(identity(kept(skips(start))));
    return backups(upkeep(connection(credentials(instance))))
        .set("Tags", stack.tags(database.identifier()));
  }

  private Resource skips(Resource resource) {
    String metrics = "CloudWatch's own metrics and the slow statement log are enough for a start";
    Resource skips = resource.skip("CKV_AWS_118", metrics);
    if (!database.standby()) {
      String price = "a standby doubles the price; `standby: true` in the blueprint adds it";
      skips = skips.skip("CKV_AWS_157", price).skip("AwsSolutions-RDS3", price);
    }
    skips = skips.skip("CKV_AWS_161", "programs sign in with the password that RDS rotates");
    if (!database.protect()) {
      skips = skips.skip("AwsSolutions-RDS10", "the blueprint says `protect: false`");
    }
    return skips.skip(
        "AwsSolutions-RDS11", "another port hides nothing: only `used_by` may connect");
  }

  private Resource kept(Resource resource) {
    return resource
        .attribute("Metadata", majorVersion())
        .attribute("DeletionPolicy", Expression.text("Snapshot"))
        .attribute("UpdateReplacePolicy", Expression.text("Snapshot"))
        .dependsOn(database.logs().stream().map(this::logGroupId).toList());
  }

  /** cfn-lint knows minor versions only; RDS takes the newest that it offers of a major one. */
  private static Members majorVersion() {
    Members accepted = Expression.object().with("ignore_checks", Expression.list("E3691", "W3691"));
    return Expression.object()
        .with("cfn-lint", Expression.object().with("config", accepted))
        .noting("cfn-lint", "RDS takes a major version for the newest minor version that it has.");
  }

  private Resource identity(Resource resource) {
    return resource
        .set("DBInstanceIdentifier", database.identifier())
        .set("Engine", database.engine())
        .set("EngineVersion", database.version())
        .set("DBInstanceClass", database.instanceClass())
        .set("MultiAZ", database.standby());
  }

  private Resource storage(Resource resource) {
    Resource storage =
        resource
            .set("StorageType", "gp3")
            .set("AllocatedStorage", Expression.digits(database.storage()));
    if (database.storageMax().isPresent()) {
      storage = storage.set("MaxAllocatedStorage", database.storageMax().getAsInt());
    }
    return storage.set("StorageEncrypted", true);
  }

  private Resource credentials(Resource resource) {
    return resource
        .set("DBName", database.name())
        .set("MasterUsername", database.user())
        .set("ManageMasterUserPassword", true)
        .noting(
            "ManageMasterUserPassword",
            "RDS keeps the password in Secrets Manager and rotates it every seven days.");
  }

  private Resource connection(Resource resource) {
    return resource
        .set("Port", Expression.digits(database.port()))
        .set("PubliclyAccessible", false)
        .set("DBSubnetGroupName", Expression.ref(id("SubnetGroup")))
        .set("VPCSecurityGroups", Expression.list(SecurityLowering.groupId(database.tier())))
        .set("DBParameterGroupName", Expression.ref(id("ParameterGroup")));
  }

  private Resource upkeep(Resource resource) {
    Resource upkeep =
        resource
            .set("ApplyImmediately", false)
            .noting(
                "ApplyImmediately", "Changes that interrupt it wait for the maintenance window.")
            .set("AutoMinorVersionUpgrade", true);
    if (!database.engine().equals("mariadb")) { // AWS sells no extended support for it
      upkeep = upkeep.set("EngineLifecycleSupport", "open-source-rds-extended-support-disabled");
    }
    return upkeep.set(
        "EnableCloudwatchLogsExports", Expression.list(database.logs().toArray(String[]::new)));
  }

  private Resource backups(Resource resource) {
    return resource
        .set("BackupRetentionPeriod", database.backupDays())
        .set("CopyTagsToSnapshot", true)
        .set("DeleteAutomatedBackups", false)
        .noting("DeleteAutomatedBackups", "Backups outlive the instance.")
        .set("DeletionProtection", database.protect());
  }

  private String logGroupId(String log) {
    return id(LogicalIds.of(log) + "Logs");
  }

  private String id(String what) {
    return LogicalIds.of(database.tier(), what);
  }
}
