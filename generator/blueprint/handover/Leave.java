package blueprint.handover;

import java.util.Set;

/**
 * What may be lost.
 *
 * @param addresses as the engine names what holds data
 * @param logs whether log groups may go without being named: where all goes, and a person knows it
 */
public record Leave(Set<String> addresses, boolean logs) {

  public Leave {
    addresses = Set.copyOf(addresses);
  }

  /** Nothing but what is named. */
  public static Leave only(Set<String> addresses) {
    return new Leave(addresses, false);
  }
}
