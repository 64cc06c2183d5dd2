package blueprint.target.cloudformation;

import blueprint.plan.Database;
import java.util.ArrayList;
import java.util.List;

/** A database on machines over a storage that they share. */
final class DatabaseClusterLowering {

  private final Stack stack;
  private final Database database;
  private final Database.Cluster hosting;
  private final String path;

  private DatabaseClusterLowering(Stack stack, Database database, Database.Cluster hosting) {
    this.stack = stack;
    this.database = database;
    this.hosting = hosting;
    this.path = "tiers." + database.tier();
  }

  static List<Resource> resources(Stack stack, Database database, Database.Cluster hosting) {
    DatabaseClusterLowering lowering = new DatabaseClusterLowering(stack, database, hosting);
    List<Resource> resources = new ArrayList<>(List.of(lowering.cluster()));
    hosting.members().forEach(member -> resources.add(lowering.member(member)));
    return resources;
  }

  private Resource cluster() {
    Resource start =
        Resource.of(DatabaseLowering.id(database), "AWS::RDS::DBCluster")
            .from(path)
            .readsOf(path, "engine", "version", "serverless", "name", "user")
            .readsOf(path, "backups", "protect");
    Resource cluster =
        DatabaseLowering.kept(skips(start), database, "E3690", "W3690")
            .set("DBClusterIdentifier", database.identifier())
            .set("Engine", database.engine())
            .set("EngineVersion", database.version())
            .set("StorageEncrypted", true);
    return backups(upkeep(connection(credentials(capacity(cluster)))))
        .set("Tags", stack.tags(database.identifier()));
  }

  private Resource skips(Resource resource) {
    String password = "programs sign in with the password that RDS rotates";
    Resource skips = resource.skip("CKV_AWS_162", password).skip("AwsSolutions-RDS6", password);
    if (!database.protect()) {
      skips = skips.skip("AwsSolutions-RDS10", "the blueprint says `protect: false`");
    }
    return database.isMySql()
        ? skips
            .skip("AwsSolutions-RDS11", "another port hides nothing: only `used_by` may connect")
            .skip(
                "AwsSolutions-RDS14", "backups reach back to any moment, into a cluster of its own")
        : skips;
  }

  private Resource capacity(Resource resource) {
    if (hosting.capacity().isEmpty()) {
      return resource;
    }
    Database.Capacity capacity = hosting.capacity().get();
    return resource
        .set(
            "ServerlessV2ScalingConfiguration",
            Expression.object()
                .with("MinCapacity", new Expression.Numeric(capacity.min()))
                .with("MaxCapacity", new Expression.Numeric(capacity.max())))
        .noting("ServerlessV2ScalingConfiguration", capacity.inWords());
  }

  private Resource credentials(Resource resource) {
    return resource
        .set("DatabaseName", database.name())
        .set("MasterUsername", database.user())
        .set("ManageMasterUserPassword", true)
        .noting(
            "ManageMasterUserPassword",
            "RDS keeps the password in Secrets Manager and rotates it every seven days.");
  }

  private Resource connection(Resource resource) {
    return resource
        .set("Port", database.port())
        .set("DBSubnetGroupName", Expression.ref(id("SubnetGroup")))
        .set("VpcSecurityGroupIds", Expression.list(SecurityLowering.groupId(database.tier())))
        .set("DBClusterParameterGroupName", Expression.ref(id("ParameterGroup")));
  }

  private Resource upkeep(Resource resource) {
    return resource
        .set("EngineLifecycleSupport", "open-source-rds-extended-support-disabled")
        .set("EnableCloudwatchLogsExports", DatabaseLowering.logs(database));
  }

  private Resource backups(Resource resource) {
    return resource
        .set("BackupRetentionPeriod", database.backupDays())
        .set("CopyTagsToSnapshot", true)
        .set("DeleteAutomatedBackups", false)
        .noting("DeleteAutomatedBackups", "Backups outlive the cluster.")
        .set("DeletionProtection", database.protect());
  }

  private Resource member(String member) {
    Resource resource =
        Resource.of(DatabaseLowering.memberId(database, member), "AWS::RDS::DBInstance")
            .from(path, hosting.roles())
            .readsOf(path, "engine", "class", "serverless", "standby")
            .skip("CKV_AWS_118", DatabaseLowering.METRICS);
    return resource
        .set("DBInstanceIdentifier", database.identifier() + "-" + member)
        .set("DBClusterIdentifier", Expression.ref(DatabaseLowering.id(database)))
        .set("Engine", database.engine())
        .set("DBInstanceClass", hosting.instanceClass())
        .set("PubliclyAccessible", false)
        .set("AutoMinorVersionUpgrade", true)
        .set("Tags", stack.tags(database.identifier() + "-" + member));
  }

  private String id(String what) {
    return LogicalIds.of(database.tier(), what);
  }
}
