package blueprint.target.deploy;

import blueprint.nativetool.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A program in a repository of Git. */
record ProgramRepository(Path folder) {

  private static final Map<String, String> NOBODY =
      Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null");

  /** A new one with a file that is not committed yet. */
  static ProgramRepository in(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    ProgramRepository made = new ProgramRepository(folder);
    made.git("init", "--quiet", "--initial-branch=main");
    made.write("application.py", "print('hello')\n");
    return made;
  }

  void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  void commit(String subject) throws IOException, InterruptedException {
    git("add", "--all");
    git("commit", "--quiet", "--message", subject);
  }

  /** The beginning of the newest commit's name. */
  String head() {
    try {
      return git("rev-parse", "--short=12", "HEAD").strip();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String git(String... arguments) throws IOException, InterruptedException {
    List<Object> words =
        new ArrayList<>(
            List.of("git", "-c", "user.name=Nobody", "-c", "user.email=nobody@example.com"));
    words.addAll(Arrays.asList(arguments));
    return ToolRun.in(folder, NOBODY, Duration.ofMinutes(1), words.toArray()).succeeded().out();
  }
}
