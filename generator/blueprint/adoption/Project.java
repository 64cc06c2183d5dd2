package blueprint.adoption;

import blueprint.source.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What of a project's folder says how it runs. Links are not followed, and nothing is run. */
public final class Project {

  /** A project has a handful; what has more is no project, or is hostile. */
  private static final int MOST_FILES = 500;

  private static final int DEEPEST = 8;

  /** Of all files together, in characters. */
  private static final int LARGEST = 1 << 23;

  private static final List<String> FOLDERS =
      List.of(".ebextensions", ".elasticbeanstalk", ".platform");

  private static final List<String> FILES =
      List.of(
          "env.yaml",
          "Procfile",
          ".ebignore",
          "Buildfile",
          "cron.yaml",
          "Dockerrun.aws.json",
          "docker-compose.yml");

  /** Files that tell a language by being there; what is in them is not read. */
  private static final List<String> HINTS =
      List.of(
          "manage.py",
          "requirements.txt",
          "Pipfile",
          "package.json",
          "Gemfile",
          "go.mod",
          "composer.json",
          "Dockerfile",
          "Dockerrun.aws.json",
          "docker-compose.yml");

  private final String name;
  private final List<ProjectFile> files;
  private final List<String> hints;

  private Project(String name, List<ProjectFile> files, List<String> hints) {
    this.name = name;
    this.files = List.copyOf(files);
    this.hints = List.copyOf(hints);
  }

  /**
   * Reads a folder.
   *
   * @throws IOException if it is no folder, or cannot be listed
   */
  public static Project read(Path folder) throws IOException {
    List<ProjectFile> files = new ArrayList<>();
    for (String each : FOLDERS) {
      Path below = folder.resolve(each);
      if (Files.isDirectory(below, LinkOption.NOFOLLOW_LINKS)) {
        below(folder, below, files);
      } else if (Files.exists(below, LinkOption.NOFOLLOW_LINKS)) {
        files.add(file(folder, below));
      }
    }
    for (String each : FILES) {
      Path path = folder.resolve(each);
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        files.add(file(folder, path));
      }
    }
    Predicate<String> there =
        each -> Files.isRegularFile(folder.resolve(each), LinkOption.NOFOLLOW_LINKS);
    Path last = folder.toAbsolutePath().normalize().getFileName();
    return new Project(
        last == null ? "" : last.toString(), files, HINTS.stream().filter(there).toList());
  }

  private static void below(Path folder, Path start, List<ProjectFile> files) throws IOException {
    try (Stream<Path> found = Files.walk(start, DEEPEST)) {
      List<Path> paths =
          found
              .filter(
                  path ->
                      !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || isTooDeep(start, path))
              .limit(MOST_FILES + 1L)
              .sorted()
              .toList();
      long read = 0;
      for (Path path : paths.subList(0, Math.min(MOST_FILES, paths.size()))) {
        ProjectFile file = file(folder, path);
        read += file.text().map(text -> text.text().length()).orElse(0);
        files.add(read < LARGEST ? file : unread(file.name(), "the project is too large"));
      }
      if (paths.size() > MOST_FILES) {
        files.add(
            unread(
                folder.relativize(start).toString(), "it has more than " + MOST_FILES + " files"));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isTooDeep(Path start, Path path) {
    return start.relativize(path).getNameCount() >= DEEPEST;
  }

  private static ProjectFile file(Path folder, Path path) {
    String name = folder.relativize(path).toString().replace('\\', '/');
    if (Files.isSymbolicLink(path)) {
      return unread(name, "it is a link");
    }
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return unread(name, "it is no file");
    }
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      SourceReader.Decoded decoded =
          SourceReader.decode(name, in.readNBytes(SourceReader.MAX_BYTES + 1));
      if (decoded.problem().isEmpty()) {
        return new ProjectFile(name, Optional.of(decoded.file()), Optional.empty());
      }
      return unread(name, TreeReader.why(decoded.problem().get()));
    } catch (IOException e) {
      return unread(name, "it cannot be read");
    }
  }

  private static ProjectFile unread(String name, String why) {
    return new ProjectFile(name, Optional.empty(), Optional.of(why));
  }

  /** The folder's name. */
  String name() {
    return name;
  }

  List<ProjectFile> files() {
    return files;
  }

  /** Whether a file is there that tells a language. */
  boolean has(String hint) {
    return hints.contains(hint);
  }

  /** Whether anything is there to say how it runs. */
  public boolean isEmpty() {
    return files.isEmpty() && hints.isEmpty();
  }

  /** The names of all files, for what they were read for. */
  public Set<String> names() {
    return new TreeSet<>(files.stream().map(ProjectFile::name).toList());
  }
}
