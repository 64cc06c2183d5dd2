package blueprint.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the nearest of the words that would have been right. */
public final class Suggestions {

  private Suggestions() {}

  /** The nearest candidate, if it is near enough to be meant. */
  public static Optional<String> nearest(String typed, Collection<String> candidates) {
    String wanted = normal(typed);
    int limit = wanted.length() <= 3 ? 1 : wanted.length() <= 8 ? 2 : 3;
    return candidates.stream()
        .filter(candidate -> Math.abs(candidate.length() - wanted.length()) <= limit)
        .filter(candidate -> distance(wanted, normal(candidate)) <= limit)
        .min(
            Comparator.comparingInt((String candidate) -> distance(wanted, normal(candidate)))
                .thenComparing(Comparator.naturalOrder()));
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

  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** Edit distance in which swapping two neighbours counts as one step. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1);
        d[i][j] = Math.min(d[i][j], d[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
