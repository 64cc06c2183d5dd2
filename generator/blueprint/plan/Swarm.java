package blueprint.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Containers on machines that form a swarm. Its machines are groups of {@link MachineGroup}.
 *
 * @param name what the swarm calls all that is deployed together
 * @param election the lease by which the first manager is chosen
 * @param parameters the path of the parameters by which machines find each other
 * @param pool the addresses that networks between containers are cut from
 * @param services by name
 * @param builds the images that are built of the application's own repository, by service
 * @param keep how many of each of them stay
 * @param loads what is loaded into databases before the services start
 * @param secrets files with a secret, by name; their content is known only in the account
 * @param configs other files, by name
 * @param registries who logs in where to pull images, by host
 * @param pull where the stack file is fetched; empty when it is brought
 */
public record Swarm(
    String tier,
    String name,
    String election,
    String parameters,
    String pool,
    List<Service> services,
    List<Build> builds,
    int keep,
    List<Load> loads,
    Map<String, Value> secrets,
    Map<String, Value> configs,
    List<Registry> registries,
    Optional<Pull> pull) {

  /** How long a machine that is to end may take to hand over and leave. */
  public static final int LEAVING_SECONDS = 900;

  public Swarm {
    services = List.copyOf(services);
    builds = List.copyOf(builds);
    loads = List.copyOf(loads);
    registries = List.copyOf(registries);
  }

  /** What a machine of the swarm is to it. */
  public enum Role {
    MANAGER,
    WORKER
  }

  /**
   * A machine's part in the swarm.
   *
   * @param groups the names of the groups of all members
   * @param managerGroup the one of the managers
   * @param hook what holds a machine back that is to end, until it has left
   */
  public record Member(Role role, List<String> groups, String managerGroup, String hook) {}

  /** Which machines run a service. */
  public enum Placement {
    WORKERS,
    MANAGERS,
    ANY
  }

  /**
   * Containers of one image.
   *
   * @param image empty where it is built, and only the digest of what was built says which it is
   * @param command in place of the image's own; empty for that
   * @param published whether the port is reached at every machine, for a load balancer
   * @param user and perhaps a group behind a colon; only this user reads the secrets then
   * @param cpus in decimal
   * @param memory in MiB
   * @param writes directories in memory
   * @param capabilities what it may of what only root may
   */
  public record Service(
      String name,
      Optional<String> image,
      List<String> command,
      OptionalInt port,
      boolean published,
      int replicas,
      Placement placement,
      Map<String, String> environment,
      List<File> secrets,
      List<File> configs,
      Optional<String> user,
      Optional<Health> health,
      String cpus,
      int memory,
      List<String> writes,
      boolean readOnly,
      List<String> capabilities,
      int stopSeconds,
      Update update) {}

  /**
   * An image of the application's own.
   *
   * @param repository its name in the account's registry
   * @param context a folder of the application's repository; {@code .} for all of it
   * @param file the Dockerfile, below that folder
   * @param target the stage of it that is wanted
   * @param arguments of the build, by name
   * @param revision what tells builds of the same apart
   */
  public record Build(
      String service,
      String repository,
      String context,
      String file,
      Optional<String> target,
      Map<String, String> arguments,
      Optional<String> revision) {}

  /**
   * A file of a container.
   *
   * @param name of the secret or config
   * @param path where it is put; empty for the usual place
   */
  public record File(String name, Optional<String> path) {}

  /** A check inside a container; times in seconds. */
  public record Health(List<String> command, int every, int timeout, int retries, int start) {}

  /** How containers are replaced; times in seconds. */
  public record Update(int atOnce, int delay, int watch, boolean startFirst) {}

  /**
   * SQL that is run once in a database.
   *
   * @param database the tier's name
   * @param file as it is called beside the blueprint
   * @param image the container image with the database's client
   * @param name the database's own name
   * @param user its owner
   */
  public record Load(
      String database,
      String file,
      String sql,
      String image,
      String name,
      String user,
      int port,
      Value host,
      Value password) {

    /** The secret with the owner's password. */
    public String owner() {
      return "load-" + database + "-owner";
    }

    /** The config that says where the database is. */
    public String place() {
      return "load-" + database + "-host";
    }
  }

  /** A login to a registry. */
  public sealed interface Registry {
    /** The host, and perhaps a port. */
    String host();
  }

  /** With the machines' role, at Amazon's own registry. */
  public record ByRole(String host, String account, String region) implements Registry {}

  /** With a user's password. */
  public record ByPassword(String host, String user, Value password) implements Registry {}

  /**
   * An archive with the stack file, in a bucket.
   *
   * @param every how often it is looked for, in seconds
   */
  public record Pull(String bucket, String key, int every) {}

  /** Whether a file's content is known before the account is asked. */
  public static boolean isKnown(Value content) {
    return content.parts().stream().allMatch(Value.Literal.class::isInstance);
  }

  /** The files without a secret whose content is known here. */
  public Map<String, Value> knownConfigs() {
    return filtered(true);
  }

  /** The files without a secret that only a machine can fill in. */
  public Map<String, Value> liveConfigs() {
    return filtered(false);
  }

  private Map<String, Value> filtered(boolean known) {
    Map<String, Value> some = new java.util.TreeMap<>();
    configs.forEach(
        (name, content) -> {
          if (isKnown(content) == known) {
            some.put(name, content);
          }
        });
    return some;
  }
}
