package blueprint.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A managed database.
 *
 * @param identifier its name in the account; it never changes, whatever else does
 * @param engine the engine's AWS name
 * @param family the family of its server parameters
 * @param hosting what it runs on
 * @param backupDays how long it can be put back to any moment
 * @param standby whether a twin in another zone takes over
 * @param logs the log kinds that go to the account's logs
 * @param logging server parameters that make it log slow statements, by name
 * @param logDays how long those are kept
 * @param tlsParameter the server parameter that refuses connections without TLS
 * @param tlsValue what it is then
 * @param usedBy the tiers that may connect
 * @param protect whether the account refuses to delete it
 */
public record Database(
    String tier,
    String identifier,
    String engine,
    String version,
    String family,
    Hosting hosting,
    String name,
    String user,
    int port,
    int backupDays,
    boolean standby,
    List<String> logs,
    Map<String, String> logging,
    int logDays,
    String tlsParameter,
    String tlsValue,
    List<String> usedBy,
    boolean protect) {

  public Database {
    logs = List.copyOf(logs);
    usedBy = List.copyOf(usedBy);
  }

  /** What a database runs on. */
  public sealed interface Hosting {}

  /**
   * A machine with a disk of its own; its twin is no machine of ours.
   *
   * @param instanceClass the type of machine
   * @param storage in GiB
   * @param storageMax how far it may grow, in GiB
   */
  public record Instance(String instanceClass, int storage, OptionalInt storageMax)
      implements Hosting {}

  /**
   * Machines over a storage that they share and that grows by itself: one that writes, and one that
   * takes its place.
   *
   * @param instanceClass the type of machine; none is chosen where there is a capacity
   * @param capacity how much of them runs, where that follows what is asked of it
   * @param members what each machine is called, after the identifier
   */
  public record Cluster(String instanceClass, Optional<Capacity> capacity, List<String> members)
      implements Hosting {
    public Cluster {
      members = List.copyOf(members);
    }

    /** Which of its machines does what; empty where there is only one. */
    public String roles() {
      return members.size() == 1
          ? ""
          : "one of the two writes; the other, in another zone, takes over when it fails";
    }
  }

  /** Bounds, in capacity units of Aurora; at a least of nothing it pauses. */
  public record Capacity(BigDecimal min, BigDecimal max) {

    /** What they mean, as a sentence. */
    public String inWords() {
      String pauses = min.signum() == 0 ? ", and pauses after five minutes without one" : "";
      return "It runs as much as its connections need, in units of about 2 GiB of memory"
          + pauses
          + ".";
    }
  }

  /** Whether it is machines over a storage that they share. */
  public boolean isCluster() {
    return hosting instanceof Cluster;
  }

  /** Whether it speaks MySQL, for which tools have rules of their own. */
  public boolean isMySql() {
    return engine.endsWith("mysql");
  }

  /** What it is told to log: changes of the schema only where the engine can tell them apart. */
  public String loggingWords() {
    return "Slow statements are logged"
        + (logging.containsKey("log_statement") ? ", and changes of the schema." : ".");
  }

  /** Where one kind of its logs goes. */
  public String logGroup(String log) {
    return "/aws/rds/" + (isCluster() ? "cluster/" : "instance/") + identifier + "/" + log;
  }

  /** What it runs on, in a few words. */
  public String size() {
    if (hosting instanceof Instance instance) {
      return instance.instanceClass();
    }
    Cluster cluster = (Cluster) hosting;
    return cluster
        .capacity()
        .map(c -> c.min().toPlainString() + " to " + c.max().toPlainString() + " capacity units")
        .orElse(cluster.instanceClass());
  }

  /** How much it holds, in a few words. */
  public String room() {
    return hosting instanceof Instance instance ? instance.storage() + " GB" : "storage that grows";
  }
}
