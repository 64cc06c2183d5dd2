package blueprint.handover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The tools' stand-ins with all going well, for tests of other rooms. */
public final class StandIns {

  private final Doubles doubles;

  /** Stand-ins in a folder for the search path. */
  public StandIns(Path folder) throws IOException {
    this.doubles = Rehearsal.wellBehaved(folder);
  }

  /** Where they are. */
  public Path folder() {
    return doubles.folder();
  }

  /** What a call does that fits a pattern of the shell. */
  public StandIns when(String pattern, String then) throws IOException {
    doubles.when(pattern, then);
    return this;
  }

  /** The calls, a line each. */
  public List<String> lines() throws IOException {
    return doubles.lines();
  }
}
