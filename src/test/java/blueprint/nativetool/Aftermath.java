package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.output.Lock;
import blueprint.output.OutputFile;
import blueprint.output.OutputTree;
import blueprint.output.TreeWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is in a folder after something went wrong there.
 *
 * @param files the files but for the lock file and the stage
 */
record Aftermath(Path folder, SortedMap<String, OutputFile> files, String lock) {

  private static final String STAGE = ".blueprint-stage";

  static Aftermath of(Path folder) throws IOException {
    SortedMap<String, OutputFile> files = new TreeMap<>();
    String lock = "";
    if (Files.isDirectory(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path path : walk.filter(Files::isRegularFile).toList()) {
          String name = folder.relativize(path).toString();
          if (name.equals(Lock.FILE)) {
            lock = Files.readString(path);
          } else if (!name.startsWith(STAGE)) {
            files.put(name, new OutputFile(Files.readString(path), Files.isExecutable(path)));
          }
        }
      }
    }
    return new Aftermath(folder, files, lock);
  }

  /** Whether it is exactly the folder that a run left which wrote a tree in peace. */
  boolean is(String tree) throws Exception {
    return files.equals(WriterProgram.TREES.get(tree).files())
        && TreeWriter.compare(WriterProgram.TREES.get(tree), WriterProgram.lock(tree), folder)
            .lockIsCurrent();
  }

  boolean isEmpty() {
    return files.isEmpty() && lock.isEmpty();
  }

  /** Files are whole, and if they are of two trees, the folder says so. */
  void isWholeOrSaysSo(String before, String after) throws Exception {
    files.forEach(
        (path, file) ->
            assertThat(file)
                .as(path)
                .isIn(
                    WriterProgram.TREES.get(before).files().get(path),
                    WriterProgram.TREES.get(after).files().get(path)));
    if (!is(before) && !is(after) && !isEmpty()) {
      OutputTree tree = WriterProgram.TREES.get(after);
      assertThat(TreeWriter.compare(tree, WriterProgram.lock(after), folder).interrupted())
          .as("says that it is unfinished")
          .isTrue();
    }
  }

  /** A person's edit stays; and without one, a next run gives exactly its tree. */
  void canBeWritten(String tree) throws Exception {
    Path edited = folder.resolve("README.md");
    if (Files.exists(edited)) {
      byte[] before = Files.readAllBytes(edited);
      Files.writeString(edited, "mine\n");
      assertThat(write(tree).editedByHand()).containsExactly("README.md");
      assertThat(edited).hasContent("mine\n");
      Files.write(edited, before);
    }
    assertThat(write(tree).editedByHand()).isEmpty();
    assertThat(of(folder).is(tree)).isTrue();
    hasNothingElse(tree);
  }

  /** Neither stage nor empty folders are left. */
  void hasNothingElse(String tree) throws IOException {
    SortedMap<String, Boolean> expected = new TreeMap<>(Map.of("", true, Lock.FILE, false));
    for (String path : WriterProgram.TREES.get(tree).files().keySet()) {
      expected.put(path, false);
      for (Path f = Path.of(path).getParent(); f != null; f = f.getParent()) {
        expected.put(f.toString(), true);
      }
    }
    SortedMap<String, Boolean> found = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.forEach(path -> found.put(folder.relativize(path).toString(), Files.isDirectory(path)));
    }
    assertThat(found).isEqualTo(expected);
  }

  private TreeWriter.Written write(String tree) throws Exception {
    return TreeWriter.write(WriterProgram.TREES.get(tree), WriterProgram.lock(tree), folder, false);
  }
}
