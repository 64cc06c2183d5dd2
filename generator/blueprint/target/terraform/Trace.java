package blueprint.target.terraform;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a block comes from.
 *
 * @param paths the places in the blueprint that ask for it; they stand above the block
 * @param why what is to be said about it; empty when there is nothing
 * @param reads further places whose values stand in it
 */
record Trace(List<String> paths, String why, List<String> reads) {

  static final Trace NONE = new Trace(List.of(), "", List.of());

  Trace {
    paths = List.copyOf(paths);
    reads = List.copyOf(reads);
  }

  /** The line above the block, without {@code #}; none for a block that names no place. */
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
