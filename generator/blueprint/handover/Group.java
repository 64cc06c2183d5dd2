package blueprint.handover;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A tool with all that it starts: a group of processes of its own, which a signal reaches at once.
 *
 * <p>A signal to a tool's own process is not enough: Packer lets it lie, and what it has started
 * lives on. Where the system has {@code setsid}, the tool gets a session of its own, so that Ctrl-C
 * reaches this program alone and is passed on once; {@code setpriv} makes it end should this
 * program be killed. Both are of util-linux; elsewhere the tool stays in this program's group. What
 * a shell starts in the background ignores interrupts, and so would the tool: {@code env} of the
 * GNU coreutils, 8.31 or newer, has it listen again.
 */
final class Group {

  private static final List<String> FOLDERS = List.of("/usr/bin", "/bin");
  private static final List<String> LISTENING = listening();

  private final Process process;
  private final boolean own;

  private Group(Process process, boolean own) {
    this.process = process;
    this.own = own;
  }

  /** Starts a tool that finds nothing on its standard input. */
  static Group start(ProcessBuilder builder) throws IOException {
    Optional<Path> setsid = program("setsid");
    List<String> command = new ArrayList<>();
    if (setsid.isPresent()) {
      program("setpriv")
          .ifPresent(path -> command.addAll(List.of(path.toString(), "--pdeathsig", "TERM", "--")));
      command.addAll(LISTENING);
      command.add(setsid.get().toString());
    }
    command.addAll(builder.command());
    Process process =
        builder
            .command(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    return new Group(process, setsid.isPresent());
  }

  Process process() {
    return process;
  }

  /** Whether Ctrl-C on a terminal reaches this program alone. */
  boolean isOwn() {
    return own;
  }

  /** Asks it to end, as Ctrl-C does. */
  void interrupt() {
    signal("INT");
  }

  /** Asks whatever is left to end. */
  void terminate() {
    signal("TERM");
  }

  /** Ends it, and all that it has started. */
  void kill() {
    List<ProcessHandle> all = process.descendants().toList();
    signal("KILL");
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private void signal(String name) {
    Optional<Path> kill = program("kill");
    if (own && kill.isPresent()) {
      run(List.of(kill.get().toString(), "-s", name, "--", "-" + process.pid()));
    } else if (!name.equals("KILL")) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  /** The words before a command that let it be interrupted; none where there are no such words. */
  private static List<String> listening() {
    Optional<Path> env = program("env");
    if (env.isEmpty()) {
      return List.of();
    }
    List<String> words = List.of(env.get().toString(), "--default-signal=INT");
    List<String> trial = new ArrayList<>(words);
    trial.add("true");
    return run(trial) ? words : List.of();
  }

  /** Runs a command, and says whether it ended well. */
  private static boolean run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<Path> program(String name) {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
