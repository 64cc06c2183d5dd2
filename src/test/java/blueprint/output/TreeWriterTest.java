package blueprint.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TreeWriterTest {

  private static final OutputTree TREE =
      OutputTree.of(
          Map.of(
              "README.md", OutputFile.plain("read me\n"),
              "terraform/app.tf", OutputFile.plain("# app\n"),
              "packer/scripts/base.sh", OutputFile.script("#!/bin/bash\n")));

  @TempDir private Path scratch;
  private Path folder = Path.of(".");

  @BeforeEach
  void choose() {
    folder = scratch.resolve("out/shop");
  }

  @Test
  void aTreeIsWrittenWithItsModes() throws Exception {
    TreeWriter.Written written = write(TREE, false);
    assertThat(written.changed())
        .containsExactly("README.md", "packer/scripts/base.sh", "terraform/app.tf");
    assertThat(files())
        .containsOnlyKeys(
            "README.md", "packer/scripts/base.sh", "terraform/app.tf", "blueprint.lock.json");
    assertThat(mode("terraform/app.tf")).isEqualTo("rw-r--r--");
    assertThat(mode("packer/scripts/base.sh")).isEqualTo("rwxr-xr-x");
    assertThat(mode("blueprint.lock.json")).isEqualTo("rw-r--r--");
  }

  @Test
  void modesDoNotDependOnTheUsersMask() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "umask 077 && exec \"$@\"",
                "sh",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Maskless.class.getName(),
                folder.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(mode("terraform/app.tf")).isEqualTo("rw-r--r--");
    assertThat(mode("packer/scripts/base.sh")).isEqualTo("rwxr-xr-x");
  }

  /** Writes the tree in a process of its own. */
  static final class Maskless {
    public static void main(String[] arguments) throws Exception {
      TreeWriter.write(TREE, Lock.of(TREE, List.of()), Path.of(arguments[0]), false);
    }
  }

  @Test
  void whatIsCurrentIsNotTouched() throws Exception {
    write(TREE, false);
    FileTime long_ago = FileTime.fromMillis(1_000_000_000_000L);
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.toList()) {
        Files.setLastModifiedTime(path, long_ago);
      }
    }
    assertThat(write(TREE, false).changed()).isEmpty();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.toList()) {
        assertThat(Files.getLastModifiedTime(path)).as(path.toString()).isEqualTo(long_ago);
      }
    }
  }

  @Test
  void onlyWhatChangedIsWritten() throws Exception {
    write(TREE, false);
    FileTime before = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(folder.resolve("README.md"), before);
    assertThat(write(with("terraform/app.tf", "# new\n"), false).changed())
        .containsExactly("terraform/app.tf");
    assertThat(Files.getLastModifiedTime(folder.resolve("README.md"))).isEqualTo(before);
  }

  @Test
  void aFileThatAPersonChangedStopsEverything() throws Exception {
    write(TREE, false);
    Files.writeString(folder.resolve("terraform/app.tf"), "# mine\n");
    Map<String, String> before = files();
    TreeWriter.Written written = write(with("README.md", "new\n"), false);
    assertThat(written.editedByHand()).containsExactly("terraform/app.tf");
    assertThat(written.changed()).isEmpty();
    assertThat(files()).isEqualTo(before);
    write(TREE, true);
    assertThat(files()).containsEntry("terraform/app.tf", "# app\n");
  }

  @Test
  void aFolderThatIsSomebodyElsesIsRefusedEvenByForce() throws Exception {
    for (String theirs : List.of("terraform/app.tf", ".bashrc", "src/main.c", "shop.yaml")) {
      folder = scratch.resolve(theirs.replaceAll("[./]", "-"));
      Files.createDirectories(folder.resolve(theirs).getParent());
      Files.writeString(folder.resolve(theirs), "# theirs\n");
      assertThatThrownBy(() -> write(TREE, true))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("files that Blueprint did not write");
      assertThat(files()).containsExactly(Map.entry(theirs, "# theirs\n"));
      assertThat(folder.resolve(OutputLock.STAGE)).doesNotExist();
    }
  }

  @Test
  void aForeignFileInTheWayIsNotOverwritten() throws Exception {
    write(OutputTree.of(Map.of("README.md", OutputFile.plain("read me\n"))), false);
    Files.createDirectories(folder.resolve("terraform"));
    Files.writeString(folder.resolve("terraform/app.tf"), "# theirs\n");
    assertThat(write(TREE, false).editedByHand()).containsExactly("terraform/app.tf");
    assertThat(files()).containsEntry("terraform/app.tf", "# theirs\n").hasSize(3);
  }

  @Test
  void filesThatNoLongerBelongAreRemovedWithTheirFolders() throws Exception {
    write(TREE, false);
    OutputTree smaller = OutputTree.of(Map.of("README.md", OutputFile.plain("read me\n")));
    write(smaller, false);
    assertThat(files()).containsOnlyKeys("README.md", "blueprint.lock.json");
    assertThat(folder.resolve("packer")).doesNotExist();
  }

  @Test
  void aFileThatNoLongerBelongsAndWasChangedStopsEverything() throws Exception {
    write(TREE, false);
    Files.writeString(folder.resolve("terraform/app.tf"), "# mine\n");
    OutputTree smaller = OutputTree.of(Map.of("README.md", OutputFile.plain("new\n")));
    assertThat(write(smaller, false).editedByHand()).containsExactly("terraform/app.tf");
    assertThat(files()).hasSize(4).containsEntry("README.md", "read me\n");
  }

  @Test
  void filesOfOthersAreLeftAlone() throws Exception {
    write(TREE, false);
    Files.createDirectories(folder.resolve("terraform/.terraform"));
    Files.writeString(folder.resolve("terraform/.terraform/state"), "x");
    Files.writeString(folder.resolve("terraform/notes.txt"), "mine");
    write(OutputTree.of(Map.of("README.md", OutputFile.plain("new\n"))), false);
    assertThat(files())
        .containsEntry("terraform/notes.txt", "mine")
        .containsEntry("terraform/.terraform/state", "x")
        .doesNotContainKey("terraform/app.tf");
    assertThat(compare(TREE).foreign()).containsExactly("terraform/notes.txt");
  }

  @Test
  void aLinkInTheWayIsRefused() throws Exception {
    Path elsewhere = Files.createDirectories(scratch.resolve("elsewhere"));
    Files.createDirectories(folder);
    Files.createSymbolicLink(folder.resolve("terraform"), elsewhere);
    assertThatThrownBy(() -> write(TREE, true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("terraform is a link");
    assertThat(elsewhere).isEmptyDirectory();
    assertThat(folder.resolve("README.md")).doesNotExist();
  }

  @Test
  void aLinkInPlaceOfAFileIsReplacedNotFollowed() throws Exception {
    Path target = Files.writeString(scratch.resolve("target"), "keep");
    write(TREE, false);
    Files.delete(folder.resolve("README.md"));
    Files.createSymbolicLink(folder.resolve("README.md"), target);
    assertThat(write(TREE, false).editedByHand()).containsExactly("README.md");
    write(TREE, true);
    assertThat(target).hasContent("keep");
    assertThat(Files.isSymbolicLink(folder.resolve("README.md"))).isFalse();
  }

  @Test
  void aLinkThatReplacedAFolderOfOursLeadsNoRemovalAway() throws Exception {
    write(TREE, false);
    Path elsewhere = Files.createDirectories(scratch.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("app.tf"), "# app\n");
    Files.delete(folder.resolve("terraform/app.tf"));
    Files.delete(folder.resolve("terraform"));
    Files.createSymbolicLink(folder.resolve("terraform"), elsewhere);
    write(OutputTree.of(Map.of("README.md", OutputFile.plain("x\n"))), true);
    assertThat(elsewhere.resolve("app.tf")).exists();
  }

  @Test
  void aFolderInPlaceOfAFileLeavesEverythingAsItWas() throws Exception {
    Files.createDirectories(folder.resolve("terraform/app.tf"));
    assertThatThrownBy(() -> write(TREE, false)).isInstanceOf(IOException.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void aFileInPlaceOfAFolderLeavesEverythingAsItWas() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("terraform"), "mine");
    assertThatThrownBy(() -> write(TREE, false)).isInstanceOf(IOException.class);
    assertThat(files()).containsOnlyKeys("terraform");
  }

  @Test
  void aStageLeftOverIsRemoved() throws Exception {
    Files.createDirectories(folder.resolve(OutputLock.STAGE));
    Files.writeString(folder.resolve(OutputLock.STAGE).resolve("0"), "half");
    write(TREE, false);
    assertThat(folder.resolve(OutputLock.STAGE)).doesNotExist();
  }

  @Test
  void aLockFileThatIsLostIsWrittenAgainWhereNothingElseDiffers() throws Exception {
    write(TREE, false);
    Files.delete(folder.resolve("blueprint.lock.json"));
    assertThat(compare(TREE).differences()).isEmpty();
    assertThat(compare(TREE).isClean()).isFalse();
    assertThat(write(TREE, false).changed()).isEmpty();
    assertThat(compare(TREE).isClean()).isTrue();
  }

  @Test
  void aWrongModeIsPutRight() throws Exception {
    write(TREE, false);
    Path script = folder.resolve("packer/scripts/base.sh");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(write(TREE, false).changed()).containsExactly("packer/scripts/base.sh");
    assertThat(mode("packer/scripts/base.sh")).isEqualTo("rwxr-xr-x");
  }

  @Test
  void aDamagedLockFileMakesEveryChangedFileAPersons() throws Exception {
    write(TREE, false);
    for (String damaged : List.of("", "{", "[]", "null", "{\"version\": 2}", "<<<<<<< ours\n")) {
      Files.writeString(folder.resolve("blueprint.lock.json"), damaged);
      assertThat(write(with("README.md", "new\n"), false).editedByHand())
          .as(damaged)
          .containsExactly("README.md");
    }
  }

  @Test
  void aLockFileThatNamesFilesOutsideRemovesNone() throws Exception {
    write(TREE, false);
    Path victim = Files.writeString(scratch.resolve("victim"), "keep");
    Files.writeString(
        folder.resolve("blueprint.lock.json"),
        "{\"version\": 1, \"files\": {\"../../victim\": {\"sha256\": \""
            + OutputFile.plain("keep").digest()
            + "\", \"mode\": \"0644\"}}}");
    write(TREE, true);
    assertThat(victim).exists();
  }

  @Test
  void pathsStayInsideTheOutput() {
    for (String path : List.of("/etc/x", "../x", "a/../../x", "a//b", "a/", "", ".", "a b", "ä")) {
      assertThatThrownBy(() -> OutputTree.of(Map.of(path, OutputFile.plain(""))))
          .as(path)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void twoRunsDoNotWriteAtOnce() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              try {
                write(TREE, false);
                second.countDown();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    try (UntilDone signals = new UntilDone();
        OutputLock held = OutputLock.acquire(folder, signals)) {
      assertThat(OutputLock.isHeld(folder)).isTrue();
      other.start();
      assertThat(second.await(300, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(held.isInPlace()).isTrue();
    }
    assertThat(second.await(5, TimeUnit.SECONDS)).isTrue();
    other.join();
    assertThat(OutputLock.isHeld(folder)).isFalse();
  }

  @Test
  void aComparisonWaitsForTheRunThatWrites() throws Exception {
    write(TREE, false);
    OutputTree other = with("README.md", "new\n");
    CountDownLatch begun = new CountDownLatch(1);
    Thread writer =
        new Thread(
            () -> {
              try (UntilDone signals = new UntilDone();
                  OutputLock held = OutputLock.acquire(folder, signals)) {
                Files.writeString(folder.resolve("README.md"), "half");
                begun.countDown();
                Thread.sleep(300);
                assertThat(held.isInPlace()).isTrue();
                Files.writeString(folder.resolve("README.md"), "read me\n");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    writer.start();
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(compare(TREE).isClean()).isTrue();
    writer.join();
    assertThat(compare(other).isClean()).isFalse();
  }

  @Test
  void aRunWhoseStageIsRemovedChangesNothing() throws Exception {
    write(TREE, false);
    Map<String, String> before = files();
    OutputTree other = with("README.md", "new\n");
    for (List<String> removed :
        List.of(List.of(".gitignore"), List.of("new-1"), List.of("new-3", ".gitignore"))) {
      try (UntilDone signals = new UntilDone();
          OutputLock held = OutputLock.acquire(folder, signals)) {
        DirectoryState disk = DirectoryState.read(folder, other.files().keySet());
        Commit commit = new Commit(folder, held);
        assertThatThrownBy(
                () ->
                    commit.run(
                        other,
                        Lock.of(other, List.of()),
                        disk,
                        new ArrayList<>(List.of("README.md")) {
                          @Override
                          public Iterator<String> iterator() {
                            // the last moment before the renames that a test can reach
                            return removing(super.iterator(), held.stage(), removed);
                          }
                        }))
            .as(removed.toString())
            .isInstanceOf(IOException.class);
      }
      assertThat(files()).as(removed.toString()).isEqualTo(before);
    }
  }

  private static Iterator<String> removing(
      Iterator<String> paths, Path stage, List<String> removed) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        boolean more = paths.hasNext();
        if (!more) {
          removed.forEach(
              name -> {
                try {
                  Files.deleteIfExists(stage.resolve(name));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
        }
        return more;
      }

      @Override
      public String next() {
        return paths.next();
      }
    };
  }

  @Test
  void theDigestOfATreeTellsOfPathsModesAndContents() {
    assertThat(TREE.digest())
        .isNotEqualTo(with("README.md", "x").digest())
        .isNotEqualTo(OutputTree.of(Map.of("README.md", OutputFile.script("read me\n"))).digest());
    assertThat(TREE.with("", OutputTree.of(Map.of())).digest()).isEqualTo(TREE.digest());
  }

  private TreeWriter.Written write(OutputTree tree, boolean force) throws Exception {
    return TreeWriter.write(tree, Lock.of(tree, List.of()), folder, force);
  }

  private Comparison compare(OutputTree tree) throws Exception {
    return TreeWriter.compare(tree, Lock.of(tree, List.of()), folder);
  }

  private static OutputTree with(String path, String text) {
    Map<String, OutputFile> files = new TreeMap<>(TREE.files());
    files.put(path, OutputFile.plain(text));
    return OutputTree.of(files);
  }

  private String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString(), Files.readString(path));
      }
    }
    return files;
  }
}
