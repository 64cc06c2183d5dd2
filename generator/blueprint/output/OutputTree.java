package blueprint.output;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All files of one blueprint by their path below its directory, with slashes. Immutable. */
public final class OutputTree {

  private final SortedMap<String, OutputFile> files;

  private OutputTree(SortedMap<String, OutputFile> files) {
    this.files = Collections.unmodifiableSortedMap(files);
  }

  /** A tree of these files. */
  public static OutputTree of(Map<String, OutputFile> files) {
    files.keySet().forEach(OutputTree::requireRelative);
    return new OutputTree(new TreeMap<>(files));
  }

  /** The files in the order of their paths. */
  public SortedMap<String, OutputFile> files() {
    return files;
  }

  /** This tree with the files of another one, below a folder; no path may stand in both. */
  public OutputTree with(String folder, OutputTree other) {
    SortedMap<String, OutputFile> all = new TreeMap<>(files);
    other.files.forEach(
        (path, file) -> {
          String full = folder.isEmpty() ? path : folder + "/" + path;
          if (all.put(full, file) != null) {
            throw new IllegalStateException("two files are called " + full);
          }
        });
    return new OutputTree(all);
  }

  /** A hash over paths, modes and contents, in hexadecimal. */
  public String digest() {
    StringBuilder lines = new StringBuilder();
    files.forEach(
        (path, file) ->
            lines
                .append(file.digest())
                .append(file.executable() ? " x " : " - ")
                .append(path)
                .append('\n'));
    return OutputFile.digest(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void requireRelative(String path) {
    if (!isInside(path)) {
      throw new IllegalArgumentException("not a path inside the output: " + path);
    }
  }

  /** Whether a path leads to a file inside the output and is written in one way only. */
  static boolean isInside(String path) {
    return path.matches("[A-Za-z0-9._/@+-]+")
        && !path.startsWith("/")
        && !path.endsWith("/")
        && !("/" + path + "/").matches(".*/\\.{0,2}/.*");
  }
}
