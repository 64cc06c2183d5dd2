package blueprint.plan;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A managed database.
 *
 * @param identifier its name in the account; it never changes, whatever else does
 * @param engine the engine's AWS name
 * @param family the family of its server parameters
 * @param storage in GiB
 * @param storageMax how far it may grow, in GiB
 * @param backupDays how long it can be put back to any moment
 * @param standby whether a twin in another zone takes over
 * @param logs the log kinds that go to the account's logs
 * @param logging server parameters that make it log slow statements, by name
 * @param logDays how long those are kept
 * @param tlsParameter the server parameter that refuses connections without TLS
 * @param usedBy the tiers that may connect
 * @param protect whether the account refuses to delete it
 */
public record Database(
    String tier,
    String identifier,
    String engine,
    String version,
    String family,
    String instanceClass,
    int storage,
    OptionalInt storageMax,
    String name,
    String user,
    int port,
    int backupDays,
    boolean standby,
    List<String> logs,
    Map<String, String> logging,
    int logDays,
    String tlsParameter,
    List<String> usedBy,
    boolean protect) {

  public Database {
    logs = List.copyOf(logs);
    usedBy = List.copyOf(usedBy);
  }
}
