package blueprint.target.cloudformation;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a part of the template comes from.
 *
 * @param paths the places in the blueprint that ask for it; they stand above it
 * @param why what is to be said about it; empty when there is nothing
 * @param reads further places whose values stand in it
 */
record Trace(List<String> paths, String why, List<String> reads) {

  static final Trace NONE = new Trace(List.of(), "", List.of());

  Trace {
    paths = List.copyOf(paths);
    reads = List.copyOf(reads);
  }

  /** The line above, without {@code #}; none for what names no place. */
  List<String> line() {
    return paths.isEmpty()
        ? List.of()
        : List.of(String.join(", ", paths) + (why.isEmpty() ? "" : ": " + why));
  }

  /** The same with further places that it reads. */
  Trace reading(List<String> more) {
    List<String> all = new ArrayList<>(reads);
    all.addAll(more);
    return new Trace(paths, why, all);
  }
}
