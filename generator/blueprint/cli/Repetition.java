package blueprint.cli;

import blueprint.memo.Memo;
import blueprint.memo.Memory;
import blueprint.output.Fingerprint;
import blueprint.output.Leftovers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command line that may have been given before. When nothing has changed since, what was said
 * then is said again, and nothing else is done: no parser of options, no compiler and no Node is
 * started.
 */
final class Repetition {

  private final Terminal terminal;
  private final List<String> arguments;
  private Optional<Memo> memo = Optional.empty();
  private @Nullable Memory done;

  Repetition(Terminal terminal, String... arguments) {
    this.terminal = terminal;
    this.arguments = Arrays.asList(arguments);
  }

  /**
   * Says again on standard output what was said there; what is to be said beside it, if that is all
   * there is to do.
   */
  Optional<String> again(PrintWriter out) {
    memo = memo();
    Optional<Memory> memory = memo.flatMap(Memo::recall);
    memory.ifPresent(
        same ->
            same.folders()
                .forEach(
                    (folder, print) -> out.println(GenerateCommand.line(folder, 0, print.size()))));
    return memory.map(Memory::said).filter(said -> !out.checkError());
  }

  /**
   * Only what {@code generate} does is remembered. The launcher turns that off with a property when
   * it wants a whole run.
   */
  private Optional<Memo> memo() {
    boolean off = System.getProperty("blueprint.memo", "on").equals("off");
    if (off || !arguments.contains("generate")) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>(arguments);
    command.add(Boolean.toString(terminal.colours()));
    command.add(System.getProperty("user.dir"));
    Path cache = Path.of(System.getProperty("user.home"), ".cache");
    return Memo.of(cache, System.getProperty("java.class.path"), command);
  }

  /** Takes note of what was read, written, and found beside that. */
  void did(Map<String, String> inputs, Map<String, Fingerprint> folders, Leftovers leftovers) {
    done = new Memory(inputs, folders, leftovers, "");
  }

  /** Keeps that, and what was said. */
  void keep(String said) {
    if (done != null) {
      Memory memory = new Memory(done.inputs(), done.folders(), done.leftovers(), said);
      memo.ifPresent(m -> m.keep(memory));
    }
  }
}
