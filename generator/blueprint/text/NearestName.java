package blueprint.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class NearestName {

  private NearestName() {}

  /** The candidate with the fewest edits, if they are few for the length of the word. */
  public static Optional<String> of(String typed, Collection<String> candidates) {
    int limit = typed.length() <= 3 ? 1 : typed.length() <= 8 ? 2 : 3;
    String wanted = normal(typed);
    return candidates.stream()
        .filter(candidate -> Math.abs(candidate.length() - typed.length()) <= limit)
        .filter(candidate -> distance(wanted, normal(candidate)) <= limit)
        .min(
            Comparator.comparingInt((String candidate) -> distance(wanted, normal(candidate)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Case and the kind of dash are no difference that people mean. */
  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** Edits between two words; swapping two neighbours is one edit. */
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : step(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int step(int[][] edits, String a, String b, int i, int j) {
    char left = a.charAt(i - 1);
    char right = b.charAt(j - 1);
    int least = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
    least = Math.min(least, edits[i - 1][j - 1] + (left == right ? 0 : 1));
    if (i > 1 && j > 1 && left == b.charAt(j - 2) && right == a.charAt(i - 2)) {
      least = Math.min(least, edits[i - 2][j - 2] + 1);
    }
    return least;
  }
}
