package blueprint.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Machines of one kind that are started and replaced automatically.
 *
 * @param id what they are called beside other parts of the stack: the tier, unless that has several
 * @param image the name of their image in the plan
 * @param cpuPercent the average use that is aimed for; empty when the number is fixed
 * @param diskGigabytes the size of their encrypted disk
 * @param graceSeconds how long a new machine may take until its health counts
 * @param targets the names of the load balancer targets that they serve
 * @param services what the image may run here, by name
 * @param logGroup the log group of what they print
 * @param permissions all that their role allows
 * @param member their part in a swarm; empty when they are in none
 */
public record MachineGroup(
    String tier,
    String id,
    String name,
    String image,
    String instanceType,
    int min,
    int max,
    OptionalInt cpuPercent,
    int diskGigabytes,
    int graceSeconds,
    List<String> targets,
    List<Service> services,
    Optional<Settings> settings,
    Map<String, Value> environment,
    String group,
    String logGroup,
    int logDays,
    List<Permission> permissions,
    Optional<Swarm.Member> member) {

  public MachineGroup {
    targets = List.copyOf(targets);
    services = List.copyOf(services);
    permissions = List.copyOf(permissions);
  }

  /**
   * A program that is kept running.
   *
   * @param name in the blueprint
   * @param unit its systemd unit, without {@code .service}
   * @param words the program with an absolute path, and its arguments
   * @param group the primary group of its user
   * @param directory where it starts
   * @param writes directories that it may write to
   * @param singleton whether only one machine runs it at a time
   */
  public record Service(
      String name,
      String unit,
      List<String> words,
      String user,
      String group,
      String directory,
      OptionalInt port,
      int stopSeconds,
      List<String> writes,
      boolean singleton) {}

  /**
   * A settings file, written at boot.
   *
   * @param group the Unix group that may read it
   * @param parameters in how many parameters it is kept because user data is too small; 0 when it
   *     is not
   * @param parameterPath the path that those parameters begin with
   */
  public record Settings(
      String file, String group, Json.Mapping json, int parameters, String parameterPath) {}

  /** What the machines are called in a few words. */
  public String words() {
    return member
        .map(m -> tier + (m.role() == Swarm.Role.MANAGER ? " managers" : " workers"))
        .orElse(tier + " machines");
  }

  /** Where the blueprint says how many there are. */
  public String scalePath() {
    String path = "tiers." + tier + ".";
    return member
        .map(m -> path + (m.role() == Swarm.Role.MANAGER ? "managers" : "workers"))
        .orElse(path + "scale");
  }

  /** Something that the machines' role allows. */
  public sealed interface Permission {}

  /** A shell through Session Manager. */
  public record RemoteShell() implements Permission {}

  /** Writing to one log group. */
  public record WriteLogs(String logGroup) implements Permission {}

  /** Reading the password of one database. */
  public record ReadDatabasePassword(String tier) implements Permission {}

  /** Reading one secret. */
  public record ReadSecret(String name) implements Permission {}

  /** Holding leases in one table. */
  public record HoldLeases(String table) implements Permission {}

  /** Saying to whoever applies that a machine is well, or is not. */
  public record ReportToStack() implements Permission {}

  /**
   * Certain actions on certain things.
   *
   * @param id letters and digits
   * @param note where the blueprint asks for it, and why
   * @param actions as AWS calls them
   */
  public record Allow(String id, String note, List<String> actions, List<Arn> things)
      implements Permission {
    public Allow {
      actions = List.copyOf(actions);
      things = List.copyOf(things);
    }
  }

  /**
   * Names of things in AWS, with {@code *} for any text.
   *
   * @param end what follows the id of the own account; empty when that is no part of it
   */
  public record Arn(String start, Optional<String> end) {

    /** Whether it stands for everything. */
    public boolean isAnything() {
      return start.equals("*");
    }

    /** Whether it stands for more than one. */
    public boolean isOpen() {
      return (start + end.orElse("")).contains("*");
    }
  }

  /** Reading the parameters below one path. */
  public record ReadParameters(String path) implements Permission {}
}
