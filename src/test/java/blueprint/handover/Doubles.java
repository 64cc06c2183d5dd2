package blueprint.handover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Stand-ins for the native tools, in a folder for the search path. */
final class Doubles {

  private static final Path SCRIPT = Path.of("src/test/resources/handover/double.sh");

  private final Path folder;
  private int rules;

  private Doubles(Path folder) {
    this.folder = folder;
  }

  /** Stand-ins for these tools, which do nothing and end well. */
  static Doubles in(Path folder, String... tools) throws IOException {
    Files.createDirectories(folder.resolve("rules"));
    for (String tool : tools) {
      Path program = Files.copy(SCRIPT, folder.resolve(tool));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return new Doubles(folder);
  }

  Path folder() {
    return folder;
  }

  /**
   * What a call does; rules that were given later count first.
   *
   * @param pattern the whole line, as a pattern of the shell
   * @param then what is run, in a shell; {@code $number} counts the calls
   */
  Doubles when(String pattern, String then) throws IOException {
    String name = "%03d".formatted(999 - rules++);
    Files.writeString(folder.resolve("rules").resolve(name + ".if"), pattern + "\n");
    Files.writeString(folder.resolve("rules").resolve(name + ".if.do"), then + "\n");
    return this;
  }

  /** What the call of a number does, from 1, whatever it is. */
  Doubles at(int number, String then) throws IOException {
    Files.writeString(folder.resolve("at." + number), "");
    Files.writeString(folder.resolve("at." + number + ".do"), then + "\n");
    return this;
  }

  /** How the tools were called, in order: each tool's name with its arguments. */
  List<List<String>> calls() throws IOException {
    Path file = folder.resolve("calls");
    List<List<String>> calls = new ArrayList<>();
    if (Files.notExists(file)) {
      return calls;
    }
    List<String> call = new ArrayList<>();
    for (String word : Files.readString(file).split("\0", -1)) {
      if (word.equals("\n")) {
        calls.add(List.copyOf(call));
        call.clear();
      } else {
        call.add(word);
      }
    }
    return calls;
  }

  /** The calls, a line each. */
  List<String> lines() throws IOException {
    return calls().stream().map(call -> String.join(" ", call)).toList();
  }

  /** What the call of a number, from 1, found in its environment. */
  Map<String, String> environment(int number) throws IOException {
    Map<String, String> found = new TreeMap<>();
    String text = Files.readString(folder.resolve("environment." + number), StandardCharsets.UTF_8);
    for (String variable : text.split("\0", -1)) {
      if (!variable.isEmpty()) {
        found.put(variable.replaceFirst("(?s)=.*", ""), variable.replaceFirst("(?s)^[^=]*=", ""));
      }
    }
    return found;
  }

  /** Forgets the calls. */
  void forget() throws IOException {
    Files.deleteIfExists(folder.resolve("calls"));
    Files.deleteIfExists(folder.resolve("count"));
    Files.deleteIfExists(folder.resolve("built"));
    Files.deleteIfExists(folder.resolve("deleted"));
  }
}
