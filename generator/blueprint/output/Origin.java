package blueprint.output;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a generated file, or a stretch of one, comes from in the blueprint.
 *
 * @param file its path in the tree
 * @param firstLine where it begins, counted from 1
 * @param lastLine where it ends; equal to {@link #WHOLE} for all of a file
 * @param addresses what the native tool calls it; none where the tool has no name for it
 * @param paths the places in the blueprint that ask for it
 * @param reads further places whose values stand in it
 * @param why what is to be said about it; empty when there is nothing
 */
public record Origin(
    String file,
    int firstLine,
    int lastLine,
    List<String> addresses,
    List<String> paths,
    List<String> reads,
    String why) {

  /** The last line of an origin that is about all of its file. */
  public static final int WHOLE = Integer.MAX_VALUE;

  public Origin {
    addresses = List.copyOf(addresses);
    paths = List.copyOf(paths);
    reads = List.copyOf(reads);
  }

  /** A whole file. */
  public static Origin of(String file, List<String> paths, String why) {
    return new Origin(file, 1, WHOLE, List.of(), paths, List.of(), why);
  }

  /** The same with further places that it reads. */
  public Origin reading(List<String> more) {
    return new Origin(file, firstLine, lastLine, addresses, paths, union(reads, more), why);
  }

  /** The same below a folder. */
  public Origin below(String folder) {
    return new Origin(folder + "/" + file, firstLine, lastLine, addresses, paths, reads, why);
  }

  /** The same with the places of another one: of a file that several parts share. */
  public Origin and(Origin other) {
    return new Origin(
        file,
        firstLine,
        lastLine,
        addresses,
        union(paths, other.paths),
        union(reads, other.reads),
        why);
  }

  /** Whether it is about all of its file. */
  public boolean isWhole() {
    return lastLine == WHOLE;
  }

  /** All places, those that ask first. */
  public List<String> places() {
    return union(paths, reads);
  }

  private static List<String> union(List<String> some, List<String> others) {
    Set<String> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return new ArrayList<>(all);
  }
}
