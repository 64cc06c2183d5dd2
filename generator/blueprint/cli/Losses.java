package blueprint.cli;

import blueprint.output.Lock;
import java.nio.file.Path;
import java.util.List;

/** Says which resources with data go when what was generated is applied. */
final class Losses {

  private Losses() {}

  static void note(List<Lock.Stateful> lost, Path folder, Report report) {
    for (Lock.Stateful one : lost) {
      report.note(
          folder
              + " no longer has `"
              + one.address()
              + "`: to apply it deletes `"
              + one.identity()
              + "` with its data; what has another name now is made anew, and empty");
    }
  }
}
