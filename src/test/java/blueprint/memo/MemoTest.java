package blueprint.memo;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.output.Fingerprint;
import blueprint.output.Leftovers;
import blueprint.output.Lock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A memory is a short cut: right, or not there. */
final class MemoTest {

  private static final List<String> COMMAND = List.of("generate", "in.yaml", "/here");

  @TempDir private Path scratch;
  private Path cache;
  private Path program;
  private Path input;
  private Path folder;
  private Leftovers leftovers = Leftovers.none();

  @BeforeEach
  void writeWhatARunReadsAndWrites() throws IOException {
    cache = scratch.resolve("cache");
    program = jar("program.jar", "one");
    input = Files.writeString(scratch.resolve("in.yaml"), "blueprint: 1\n");
    folder = Files.createDirectories(scratch.resolve("out/shop"));
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("bin/run"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        folder.resolve("bin/run"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve(Lock.FILE), "{}\n");
  }

  @Test
  void whatARunDidIsRecalled() throws IOException {
    memo().keep(memory());

    assertThat(memo().recall()).contains(memory());
  }

  @Test
  void nothingIsRecalledBeforeTheFirstRun() {
    assertThat(memo().recall()).isEmpty();
  }

  @Test
  void anInputWithAnotherByteIsCompiledAgain() throws IOException {
    memo().keep(memory());
    Files.writeString(input, "blueprint: 2\n");
    assertThat(memo().recall()).isEmpty();
    Files.delete(input);
    assertThat(memo().recall()).isEmpty();
    Files.createDirectory(input);
    assertThat(memo().recall()).isEmpty();
  }

  @Test
  void aFileOfTheOutputThatIsNotAsWrittenIsSeen() throws IOException {
    Path run = folder.resolve("bin/run");
    memo().keep(memory());

    Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(memo().recall()).as("its mode").isEmpty();
    Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(memo().recall()).as("as it was").isPresent();
    Files.writeString(run, "#!/bin/sh\n#\n");
    assertThat(memo().recall()).as("its content").isEmpty();
    Files.delete(run);
    assertThat(memo().recall()).as("none").isEmpty();
    Files.createSymbolicLink(run, jar("elsewhere", "x"));
    assertThat(memo().recall()).as("a link").isEmpty();
  }

  @Test
  void aFolderThatBecameALinkIsSeen() throws IOException {
    memo().keep(memory());
    Path moved = scratch.resolve("moved");
    Files.move(folder.resolve("bin"), moved);
    Files.createSymbolicLink(folder.resolve("bin"), moved);
    assertThat(memo().recall()).isEmpty();
  }

  @Test
  void aFolderThatIsLeftBesideTheOutputIsSeenWheneverItComesOrGoes() throws IOException {
    Path left = Files.createDirectory(folder.resolve("staging"));
    SortedSet<String> service = new TreeSet<>(Set.of(folder.toString()));
    leftovers = new Leftovers(service, List.of());
    memo().keep(memory());
    assertThat(memo().recall()).as("a folder of others").contains(memory());
    Files.writeString(left.resolve(Lock.FILE), "{\"version\": 1}\n");
    assertThat(memo().recall()).as("one of ours").isEmpty();

    leftovers = new Leftovers(service, List.of(left.toString()));
    memo().keep(memory());
    assertThat(memo().recall()).as("the same").contains(memory());
    Files.delete(left.resolve(Lock.FILE));
    assertThat(memo().recall()).as("gone").isEmpty();
  }

  @Test
  void aFolderThatIsLeftMattersOnlyWhereItWasLookedFor() throws IOException {
    memo().keep(memory());
    Path left = Files.createDirectory(folder.resolve("staging"));
    Files.writeString(left.resolve(Lock.FILE), "{\"version\": 1}\n");
    assertThat(memo().recall()).contains(memory());
  }

  @Test
  void aLockFileThatSaysSomethingElseIsSeen() throws IOException {
    memo().keep(memory());
    Files.writeString(folder.resolve(Lock.FILE), "{ }\n");
    assertThat(memo().recall()).isEmpty();
  }

  @Test
  void anotherBuildOfTheProgramRecallsNothing() throws IOException {
    memo().keep(memory());
    FileTime time = Files.getLastModifiedTime(program);
    long size = Files.size(program);
    program = jar("program.jar", "two");
    Files.setLastModifiedTime(program, time);
    assertThat(Files.size(program)).isEqualTo(size);

    assertThat(memo().recall()).isEmpty();
  }

  @Test
  void aProgramThatIsNoJarHasNoMemory() throws IOException {
    Path text = Files.writeString(scratch.resolve("text.jar"), "not a jar, though named like one");
    for (String path :
        List.of("", "classes", program + ":" + program, text.toString(), "/no.jar")) {
      assertThat(Memo.of(cache, path, COMMAND)).as(path).isEmpty();
    }
  }

  @Test
  void anotherCommandRecallsNothing() throws IOException {
    memo().keep(memory());
    assertThat(memo("generate", "in.yaml", "/there").recall()).isEmpty();
    assertThat(memo("generate", "--env=x", "in.yaml", "/here").recall()).isEmpty();
  }

  @Test
  void anEntryIsNeverTakenForTheAnswerToAnotherQuestion() throws IOException {
    memo().keep(memory());
    Path entry = entry();
    byte[] bytes = Files.readAllBytes(entry);
    Memo other = memo("generate", "other.yaml", "/here");
    other.keep(memory());
    Files.delete(entry);
    Files.write(entry(), bytes);

    assertThat(other.recall()).isEmpty();
  }

  @Test
  void anEntryThatIsDamagedAnywhereIsIgnored() throws IOException {
    memo().keep(memory());
    Path entry = entry();
    byte[] whole = Files.readAllBytes(entry);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(entry, damaged);
      assertThat(memo().recall()).as("byte %d", at).isEmpty();
      Files.write(entry, java.util.Arrays.copyOf(whole, at));
      assertThat(memo().recall()).as("cut at %d", at).isEmpty();
    }
    memo().keep(memory());
    assertThat(memo().recall()).as("rebuilt").isPresent();
  }

  @Test
  void anEntryThatOthersCouldHaveWrittenIsIgnored() throws IOException {
    memo().keep(memory());
    Path entry = entry();
    Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("rw-rw-r--"));
    assertThat(memo().recall()).as("writable").isEmpty();
    Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("rw-------"));
    Files.setPosixFilePermissions(entry.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(memo().recall()).as("in a writable folder").isEmpty();
    Files.setPosixFilePermissions(entry.getParent(), PosixFilePermissions.fromString("rwx------"));
    assertThat(memo().recall()).as("as it was").isPresent();
    Path moved = Files.move(entry, scratch.resolve("moved"));
    Files.createSymbolicLink(entry, moved);
    assertThat(memo().recall()).as("a link").isEmpty();
  }

  @Test
  void anEntryOfAnotherUserIsIgnored() throws IOException {
    memo().keep(memory());
    String user = System.getProperty("user.name");
    try {
      System.setProperty("user.name", "somebody else");
      assertThat(memo().recall()).isEmpty();
    } finally {
      System.setProperty("user.name", user);
    }
  }

  @Test
  void aCacheThatCannotBeWrittenIsNoError() throws IOException {
    cache = Files.writeString(scratch.resolve("a file"), "");
    memo().keep(memory());
    assertThat(memo().recall()).isEmpty();
  }

  @Test
  void aFolderOfTheCacheThatIsALinkIsLeftAlone() throws IOException {
    Path elsewhere = Files.createDirectory(scratch.resolve("elsewhere"));
    Files.createDirectories(cache.resolve("blueprint"));
    Files.createSymbolicLink(cache.resolve("blueprint/memo"), elsewhere);
    memo().keep(memory());

    try (Stream<Path> files = Files.list(elsewhere)) {
      assertThat(files).isEmpty();
    }
    assertThat(memo().recall()).isEmpty();
  }

  @Test
  void noOtherUserCanRead() throws IOException {
    memo().keep(memory());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(entry().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void aNameThatCouldBeTakenForALineIsNotKept() throws IOException {
    Memory memory = new Memory(Map.of("a\nsaid", "x"), Map.of(), Leftovers.none(), "");
    memo().keep(memory);
    assertThat(memo().recall()).isEmpty();
  }

  private Memo memo(String... command) {
    List<String> words = command.length == 0 ? COMMAND : List.of(command);
    Optional<Memo> memo = Memo.of(cache, program.toString(), words);
    return memo.orElseThrow();
  }

  private Memory memory() throws IOException {
    TreeMap<String, Lock.Entry> files = new TreeMap<>();
    files.put(Lock.FILE, new Lock.Entry(digest("{}\n"), false));
    files.put("bin/run", new Lock.Entry(digest("#!/bin/sh\n"), true));
    return new Memory(
        Map.of(input.toString(), digest("blueprint: 1\n")),
        Map.of(folder.toString(), new Fingerprint(files)),
        leftovers,
        "warning: two\nlines: ünï\n");
  }

  private static String digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private Path entry() throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("blueprint/memo"))) {
      return files.findFirst().orElseThrow();
    }
  }

  private Path jar(String name, String content) throws IOException {
    Path file = scratch.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry entry = new ZipEntry("content");
      entry.setTime(0);
      zip.putNextEntry(entry);
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
