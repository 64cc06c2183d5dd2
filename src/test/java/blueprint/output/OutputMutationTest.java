package blueprint.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a generated file is found, and nothing is found where nothing was done. */
final class OutputMutationTest {

  private static final Path COMMITTED = Path.of("out/sentry");

  /** One way to spoil a file. */
  private interface Mutation {
    void spoil(Path file) throws IOException;
  }

  private static final Map<String, Mutation> MUTATIONS = new LinkedHashMap<>();

  static {
    MUTATIONS.put(
        "one byte",
        file -> {
          byte[] bytes = Files.readAllBytes(file);
          bytes[bytes.length / 2] ^= 1;
          Files.write(file, bytes);
        });
    MUTATIONS.put(
        "appended",
        file ->
            Files.write(file, "#\n".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND));
    MUTATIONS.put(
        "truncated",
        file -> {
          byte[] bytes = Files.readAllBytes(file);
          Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        });
    MUTATIONS.put(
        "mode",
        file -> {
          Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
          if (!mode.remove(PosixFilePermission.OWNER_EXECUTE)) {
            mode.add(PosixFilePermission.OWNER_EXECUTE);
          }
          Files.setPosixFilePermissions(file, mode);
        });
    MUTATIONS.put("deleted", Files::delete);
    MUTATIONS.put("renamed", file -> Files.move(file, Path.of(file + "~")));
    MUTATIONS.put(
        "replaced by a link to a copy",
        file -> {
          Path copy = Files.move(file, Path.of(file + ".copy"));
          Files.createSymbolicLink(file, copy.getFileName());
        });
    MUTATIONS.put(
        "byte order mark", file -> Files.writeString(file, "\ufeff" + Files.readString(file)));
    MUTATIONS.put(
        "line ends", file -> Files.writeString(file, Files.readString(file).replace("\n", "\r\n")));
  }

  @TempDir private Path scratch;
  private OutputTree tree = OutputTree.of(Map.of());
  private Path folder = Path.of(".");

  @BeforeEach
  void write() throws Exception {
    Map<String, OutputFile> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(COMMITTED)) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        String name = COMMITTED.relativize(path).toString();
        if (!name.equals(Lock.FILE)) {
          files.put(name, new OutputFile(Files.readString(path), Files.isExecutable(path)));
        }
      }
    }
    tree = OutputTree.of(files);
    folder = scratch.resolve("sentry");
    TreeWriter.write(tree, lock(), folder, false);
  }

  @Test
  void whateverIsDoneToAFileIsFoundAndNothingElse() throws Exception {
    int found = 0;
    for (String path : tree.files().keySet()) {
      for (Map.Entry<String, Mutation> mutation : MUTATIONS.entrySet()) {
        Path file = folder.resolve(path);
        mutation.getValue().spoil(file);
        assertThat(compare().differences())
            .as(mutation.getKey() + " " + path)
            .extracting(Comparison.Difference::path)
            .containsExactly(path);
        restore(file);
        assertThat(compare().isClean()).isTrue();
        found++;
      }
    }
    assertThat(found).isEqualTo(tree.files().size() * MUTATIONS.size()).isGreaterThan(200);
  }

  @Test
  void whateverIsDoneToTheLockFileIsFound() throws Exception {
    Path file = folder.resolve(Lock.FILE);
    for (Map.Entry<String, Mutation> mutation : MUTATIONS.entrySet()) {
      if (!mutation.getKey().equals("mode")) {
        mutation.getValue().spoil(file);
        assertThat(compare().isClean()).as(mutation.getKey()).isFalse();
        Files.deleteIfExists(file);
        restore(file);
        assertThat(compare().isClean()).isTrue();
      }
    }
  }

  @Test
  void anEditThatTheLockFileWasMadeToAgreeWithIsStillFound() throws Exception {
    Path edited = folder.resolve("terraform/app.tf");
    String mine = Files.readString(edited) + "# mine\n";
    Files.writeString(edited, mine);
    Path lock = folder.resolve(Lock.FILE);
    String digest = tree.files().get("terraform/app.tf").digest();
    Files.writeString(
        lock, Files.readString(lock).replace(digest, OutputFile.plain(mine).digest()));
    assertThat(compare().isClean()).isFalse();
    assertThat(compare().differences())
        .extracting(Comparison.Difference::path)
        .containsExactly("terraform/app.tf");
  }

  @Test
  void aCleanFolderIsCleanAThousandTimes() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      assertThat(compare().isClean()).isTrue();
    }
  }

  /** Puts a file back by the bytes that belong there, and removes what a mutation left beside. */
  private void restore(Path file) throws IOException {
    for (String beside : List.of("", "~", ".copy")) {
      Files.deleteIfExists(Path.of(file + beside));
    }
    String path = folder.relativize(file).toString();
    if (path.equals(Lock.FILE)) {
      Files.writeString(file, lock().text());
      return;
    }
    OutputFile made = tree.files().get(path);
    Files.write(file, made.bytes());
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(made.executable() ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private Comparison compare() throws Exception {
    return TreeWriter.compare(tree, lock(), folder);
  }

  private Lock lock() {
    return Lock.of(tree, List.of());
  }
}
