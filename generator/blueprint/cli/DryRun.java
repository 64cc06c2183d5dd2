package blueprint.cli;

import blueprint.pipeline.Pipeline;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** Lines for a shell in place of a run. */
final class DryRun {

  @Option(names = "--dry-run", description = "Print the lines for a shell, and run nothing.")
  private boolean wanted;

  /** Prints them where they are wanted; whether they were. */
  boolean prints(Pipeline pipeline, Delivering.Parcel parcel, PrintWriter out) {
    if (wanted) {
      out.print(pipeline.script(parcel.folder().toString()));
    }
    return wanted;
  }
}
