package blueprint.diagnostic;

import blueprint.text.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** "Did you mean": the nearest of the words that would have been right. */
public final class Suggestions {

  private Suggestions() {}

  /** The nearest candidate, if it is near enough to be meant. */
  public static Optional<String> nearest(String typed, Collection<String> candidates) {
    return NearestName.of(typed, candidates);
  }

  /** A hint with the nearest candidate, or else with all of them. */
  public static Optional<String> hint(String typed, Collection<String> candidates) {
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> nearest = nearest(typed, candidates);
    return Optional.of(
        nearest
            .map(word -> "did you mean `" + word + "`?")
            .orElseGet(
                () ->
                    (candidates.size() == 1 ? "the only one is " : "one of ")
                        + list(List.copyOf(candidates))));
  }

  /** Words as people list them: {@code `a`, `b` or `c`}. */
  public static String list(List<String> words) {
    List<String> quoted = words.stream().map(word -> "`" + word + "`").toList();
    if (quoted.size() < 2) {
      return String.join("", quoted);
    }
    String head = String.join(", ", quoted.subList(0, quoted.size() - 1));
    return head + " or " + quoted.get(quoted.size() - 1);
  }
}
