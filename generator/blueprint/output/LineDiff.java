package blueprint.output;

import java.util.ArrayList;
import java.util.List;

/** What lines must change to make one text of another. */
public final class LineDiff {

  private static final int CONTEXT = 3;

  /** Beyond this many comparisons the changed middle is shown as one change. */
  private static final long MOST_COMPARISONS = 4_000_000;

  private LineDiff() {}

  /** A line that stays ({@code ' '}), goes ({@code '-'}) or comes ({@code '+'}). */
  public record Line(char sign, String text) {}

  /**
   * Lines that change, with some that stay around them.
   *
   * @param from the number of its first line in the one text, counted from 1
   * @param to the same in the other text
   */
  public record Hunk(int from, int to, List<Line> lines) {}

  /** The changes that lead from one text to another. */
  public static List<Hunk> of(List<String> from, List<String> to) {
    return hunks(lines(from, to));
  }

  private static List<Line> lines(List<String> from, List<String> to) {
    int start = 0;
    int most = Math.min(from.size(), to.size());
    while (start < most && from.get(start).equals(to.get(start))) {
      start++;
    }
    int end = 0;
    while (end < most - start
        && from.get(from.size() - 1 - end).equals(to.get(to.size() - 1 - end))) {
      end++;
    }
    List<Line> lines = new ArrayList<>();
    from.subList(0, start).forEach(line -> lines.add(new Line(' ', line)));
    lines.addAll(
        middle(from.subList(start, from.size() - end), to.subList(start, to.size() - end)));
    from.subList(from.size() - end, from.size()).forEach(line -> lines.add(new Line(' ', line)));
    return lines;
  }

  /** By the longest common subsequence. */
  private static List<Line> middle(List<String> from, List<String> to) {
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    if ((long) from.size() * to.size() <= MOST_COMPARISONS) {
      int[][] common = common(from, to);
      while (i < from.size() && j < to.size()) {
        if (from.get(i).equals(to.get(j))) {
          lines.add(new Line(' ', from.get(i++)));
          j++;
        } else if (common[i + 1][j] >= common[i][j + 1]) {
          lines.add(new Line('-', from.get(i++)));
        } else {
          lines.add(new Line('+', to.get(j++)));
        }
      }
    }
    from.subList(i, from.size()).forEach(line -> lines.add(new Line('-', line)));
    to.subList(j, to.size()).forEach(line -> lines.add(new Line('+', line)));
    return lines;
  }

  /** For each pair of places, how many lines the rests have in common, in order. */
  private static int[][] common(List<String> from, List<String> to) {
    int[][] common = new int[from.size() + 1][to.size() + 1];
    for (int i = from.size() - 1; i >= 0; i--) {
      for (int j = to.size() - 1; j >= 0; j--) {
        common[i][j] =
            from.get(i).equals(to.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private static List<Hunk> hunks(List<Line> lines) {
    List<Hunk> hunks = new ArrayList<>();
    int from = 1;
    int to = 1;
    int i = 0;
    while (i < lines.size()) {
      int next = nextChange(lines, i);
      int first = Math.max(i, next - CONTEXT);
      from += first - i;
      to += first - i;
      if (next == lines.size()) {
        break;
      }
      int last = next;
      for (int change = next;
          change < lines.size() && change - last <= 2 * CONTEXT;
          change = nextChange(lines, change + 1)) {
        last = change;
      }
      int end = Math.min(lines.size(), last + 1 + CONTEXT);
      List<Line> part = List.copyOf(lines.subList(first, end));
      hunks.add(new Hunk(from, to, part));
      from += (int) part.stream().filter(line -> line.sign() != '+').count();
      to += (int) part.stream().filter(line -> line.sign() != '-').count();
      i = end;
    }
    return hunks;
  }

  private static int nextChange(List<Line> lines, int start) {
    int i = start;
    while (i < lines.size() && lines.get(i).sign() == ' ') {
      i++;
    }
    return i;
  }
}
