package blueprint.target.cloudformation;

import blueprint.output.Lock;
import blueprint.plan.Plan;
import blueprint.target.cloudformation.Expression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The resources of a template whose loss is a loss of data. */
final class State {

  private static final String ENGINE = "cloudformation:";
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String CLUSTER = "AWS::RDS::DBCluster";
  private static final String DATABASE = "AWS::RDS::DBInstance";

  /** The types that hold data, and the property with their name in the account. */
  private static final Map<String, String> TYPES =
      Map.of(
          DATABASE,
          "DBInstanceIdentifier",
          CLUSTER,
          "DBClusterIdentifier",
          "AWS::SecretsManager::Secret",
          "Name",
          BUCKET,
          "BucketName",
          "AWS::ECR::Repository",
          "RepositoryName");

  private final List<Lock.Stateful> all = new ArrayList<>();
  private final List<Lock.Stateful> guarded = new ArrayList<>();

  State(Plan plan, Template template) {
    for (Resource resource : template.resources()) {
      boolean emptied = resource.type().equals(BUCKET) && !isKept(resource);
      if (!TYPES.containsKey(resource.type()) || emptied || isMember(resource)) {
        continue;
      }
      Lock.Stateful stateful = stateful(plan, resource);
      all.add(stateful);
      if (isGuarded(resource)) {
        guarded.add(stateful);
      }
    }
  }

  /** All of them. */
  List<Lock.Stateful> all() {
    return all;
  }

  /** Those of which the blueprint does not say that they may go. */
  List<Lock.Stateful> guarded() {
    return guarded;
  }

  /** The logical id of one of them. */
  static String id(Lock.Stateful stateful) {
    return stateful.address().substring(ENGINE.length());
  }

  private static Lock.Stateful stateful(Plan plan, Resource resource) {
    String path = resource.trace().paths().stream().findFirst().orElse("");
    String[] words = path.split("\\.", 3);
    String place = words.length < 2 ? path : words[0] + "." + words[1];
    Expression name = resource.properties().members().get(TYPES.get(resource.type()));
    String made = plan.name() + "-" + resource.id().toLowerCase(Locale.ROOT);
    String identity = name instanceof Text text ? text.text() : made;
    return new Lock.Stateful(place, identity, ENGINE + resource.id());
  }

  /** A machine of a cluster, which holds the data. */
  private static boolean isMember(Resource resource) {
    return resource.type().equals(DATABASE)
        && resource.properties().members().containsKey("DBClusterIdentifier");
  }

  private static boolean isKept(Resource resource) {
    return resource.attributes().members().get("DeletionPolicy") instanceof Text policy
        && !policy.text().equals("Delete");
  }

  /** A database that nothing protects may go; all else of these is made to stay. */
  private static boolean isGuarded(Resource resource) {
    boolean database = resource.type().equals(DATABASE) || resource.type().equals(CLUSTER);
    return !database
        || (resource.properties().members().get("DeletionProtection")
                instanceof Expression.Bool protection
            && protection.value());
  }
}
