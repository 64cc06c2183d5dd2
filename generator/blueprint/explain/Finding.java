package blueprint.explain;

import blueprint.output.Origin;
import java.util.List;
import java.util.Optional;

/**
 * A message of a native tool, and what is known about it.
 *
 * @param message its first words, on one line
 * @param origins the parts of the output that it names
 * @param places the places in the blueprint behind them, those that the cause is about first
 * @param cause why it says so; empty when that is not known
 */
public record Finding(
    String message, List<Origin> origins, List<Place> places, Optional<Cause> cause) {

  public Finding {
    origins = List.copyOf(origins);
    places = List.copyOf(places);
  }
}
