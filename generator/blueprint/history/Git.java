package blueprint.history;

import blueprint.history.HistoryException.Reason;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of earlier revisions. Git is started with arguments, never through a shell; it sees
 * only those variables that say where the user's configuration is, asks nobody, fetches nothing and
 * runs no hook, filter or pager: the commands that are used here have none.
 */
public final class Git {

  private static final List<String> INHERITED = List.of("HOME", "XDG_CONFIG_HOME", "PATH");
  private static final int SECONDS = 60;
  private static final int MOST_WORDS = 10_000;

  private final Optional<Path> program;
  private final Map<String, String> environment = new HashMap<>();

  /**
   * Git as it is found.
   *
   * @param variables those of this process
   */
  public Git(Map<String, String> variables) {
    this.program = find(variables.getOrDefault("PATH", ""));
    INHERITED.stream()
        .filter(variables::containsKey)
        .forEach(name -> environment.put(name, variables.get(name)));
    environment.put("LC_ALL", "C");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_OPTIONAL_LOCKS", "0");
    environment.put("GIT_NO_LAZY_FETCH", "1");
    environment.put("GIT_NO_REPLACE_OBJECTS", "1");
  }

  private static Optional<Path> find(String searchPath) {
    return Arrays.stream(searchPath.split(File.pathSeparator, -1))
        .filter(folder -> folder.startsWith(File.separator))
        .map(folder -> Path.of(folder, "git"))
        .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
        .findFirst();
  }

  /**
   * A file as it was.
   *
   * @param file where it is, or would be, now
   * @param revision as Git takes it: a branch, a tag, a commit
   * @param most how many bytes are wanted at most
   */
  public byte[] read(Path file, String revision, int most) throws HistoryException {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = existing(absolute.getParent());
    String name = folder.relativize(absolute).toString();
    if (program.isEmpty()) {
      throw new HistoryException(Reason.NO_GIT, "");
    }
    requireRepository(folder);
    String commit = commit(folder, revision);
    return content(folder, blob(folder, commit, name), most);
  }

  /** The folder, or the nearest around it that is there. */
  private static Path existing(@Nullable Path folder) {
    Path there = folder == null ? Path.of("/") : folder;
    while (!Files.isDirectory(there)) {
      Path around = there.getParent();
      if (around == null) {
        return there;
      }
      there = around;
    }
    return there;
  }

  private void requireRepository(Path folder) throws HistoryException {
    Answer answer = run(folder, MOST_WORDS, "rev-parse", "--git-dir");
    if (answer.code != 0) {
      boolean none = answer.said.contains("not a git repository");
      throw new HistoryException(none ? Reason.NO_REPOSITORY : Reason.FAILED, answer.said);
    }
  }

  private String commit(Path folder, String revision) throws HistoryException {
    String wanted = revision + "^{commit}";
    boolean odd = revision.isEmpty() || revision.startsWith("-") || revision.indexOf('\0') >= 0;
    Answer answer =
        odd
            ? new Answer(1, new byte[0], "")
            : run(
                folder, MOST_WORDS, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted);
    String commit = answer.text().strip();
    if (answer.code != 0 || !commit.matches("[0-9a-f]{40,64}")) {
      throw new HistoryException(Reason.NO_REVISION, "");
    }
    return commit;
  }

  private String blob(Path folder, String commit, String name) throws HistoryException {
    Answer answer =
        run(folder, MOST_WORDS, "--literal-pathspecs", "ls-tree", "-z", commit, "--", name);
    if (answer.code != 0) {
      throw new HistoryException(Reason.FAILED, answer.said);
    }
    String line = answer.text();
    if (line.isEmpty()) {
      throw new HistoryException(Reason.NO_FILE, "");
    }
    String[] words = line.split("[ \t]", 4);
    if (!words[0].startsWith("100")) {
      throw new HistoryException(Reason.NOT_A_FILE, "");
    }
    return words[2];
  }

  private byte[] content(Path folder, String blob, int most) throws HistoryException {
    Answer answer = run(folder, most, "cat-file", "blob", blob);
    if (answer.code != 0 && answer.out.length < most) {
      throw new HistoryException(Reason.FAILED, answer.said);
    }
    return answer.out;
  }

  /** How a run of Git ended, and what it wrote. */
  private static final class Answer {
    private final int code;
    private final byte[] out;
    private final String said;

    Answer(int code, byte[] out, String said) {
      this.code = code;
      this.out = out;
      this.said = said;
    }

    String text() {
      return new String(out, StandardCharsets.UTF_8);
    }
  }

  private Answer run(Path folder, int most, String... arguments) throws HistoryException {
    List<String> command = new ArrayList<>(List.of(program.orElseThrow().toString()));
    command.addAll(List.of("--no-pager", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return answer(process, most);
    } catch (IOException e) {
      throw new HistoryException(Reason.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private static Answer answer(Process process, int most) throws IOException, HistoryException {
    try (InputStream out = process.getInputStream();
        InputStream err = process.getErrorStream()) {
      byte[] bytes = out.readNBytes(most);
      if (bytes.length == most) {
        process.destroyForcibly(); // more than is wanted
      }
      String said = new String(err.readNBytes(MOST_WORDS), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new HistoryException(Reason.FAILED, "git did not end");
      }
      return new Answer(process.exitValue(), bytes, said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HistoryException(Reason.FAILED, "interrupted");
    } finally {
      process.destroyForcibly();
    }
  }
}
