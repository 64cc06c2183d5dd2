package blueprint.cli;

import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.output.Lock;
import java.nio.file.Path;
import java.util.List;

/** Says which resources with data go when what was generated is applied. */
final class Losses {

  private Losses() {}

  static void note(List<Lock.Stateful> lost, Path folder, Report report) {
    for (Lock.Stateful one : lost) {
      report.add(
          Failure.of(Kind.DATA_LOST, folder.toString(), one.address(), one.identity())
              .at(folder)
              .warning());
    }
  }
}
