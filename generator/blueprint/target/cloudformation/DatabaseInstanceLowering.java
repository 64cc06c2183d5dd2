package blueprint.target.cloudformation;

import blueprint.plan.Database;
import java.util.List;

/** A database on a machine of its own. */
final class DatabaseInstanceLowering {

  private final Stack stack;
  private final Database database;
  private final Database.Instance hosting;
  private final String path;

  private DatabaseInstanceLowering(Stack stack, Database database, Database.Instance hosting) {
    this.stack = stack;
    this.database = database;
    this.hosting = hosting;
    this.path = "tiers." + database.tier();
  }

  static List<Resource> resources(Stack stack, Database database, Database.Instance hosting) {
    return List.of(new DatabaseInstanceLowering(stack, database, hosting).itself());
  }

  private Resource itself() {
    Resource start =
        Resource.of(DatabaseLowering.id(database), "AWS::RDS::DBInstance")
            .from(path)
            .readsOf(path, "engine", "version", "class", "storage", "storage_max", "name", "user")
            .readsOf(path, "backups", "standby", "protect");
    Resource instance =
        storage(identity(DatabaseLowering.kept(skips(start), database, "E3691", "W3691")));
    return backups(upkeep(connection(credentials(instance))))
        .set("Tags", stack.tags(database.identifier()));
  }

  private Resource skips(Resource resource) {
    Resource skips = resource.skip("CKV_AWS_118", DatabaseLowering.METRICS);
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

  private Resource identity(Resource resource) {
    return resource
        .set("DBInstanceIdentifier", database.identifier())
        .set("Engine", database.engine())
        .set("EngineVersion", database.version())
        .set("DBInstanceClass", hosting.instanceClass())
        .set("MultiAZ", database.standby());
  }

  private Resource storage(Resource resource) {
    Resource storage =
        resource
            .set("StorageType", "gp3")
            .set("AllocatedStorage", Expression.digits(hosting.storage()));
    if (hosting.storageMax().isPresent()) {
      storage = storage.set("MaxAllocatedStorage", hosting.storageMax().getAsInt());
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
    return upkeep.set("EnableCloudwatchLogsExports", DatabaseLowering.logs(database));
  }

  private Resource backups(Resource resource) {
    return resource
        .set("BackupRetentionPeriod", database.backupDays())
        .set("CopyTagsToSnapshot", true)
        .set("DeleteAutomatedBackups", false)
        .noting("DeleteAutomatedBackups", "Backups outlive the instance.")
        .set("DeletionProtection", database.protect());
  }

  private String id(String what) {
    return LogicalIds.of(database.tier(), what);
  }
}
