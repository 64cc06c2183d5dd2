package blueprint.cli;

import blueprint.handover.Screen;
import java.io.PrintWriter;

/**
 * A run on standard output: each tool's lines behind its name, so that no line begins with them.
 */
final class Progress implements Screen {

  private final PrintWriter out;

  Progress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begins(String title, String command) {
    say("-- " + title + "\n   " + command);
  }

  @Override
  public void skipped(String title) {
    say("-- " + title + ": not needed");
  }

  @Override
  public void line(String tool, String text) {
    say("   " + tool + " | " + text);
  }

  @Override
  public void waits(String state, int seconds) {
    say("   " + (state.isEmpty() ? "no answer yet" : state) + ", after " + seconds + " s");
  }

  private synchronized void say(String text) {
    out.println(text);
    out.flush();
  }
}
