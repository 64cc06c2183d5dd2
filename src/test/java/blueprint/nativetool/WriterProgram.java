package blueprint.nativetool;

import blueprint.output.FolderBusyException;
import blueprint.output.Lock;
import blueprint.output.OutputFile;
import blueprint.output.OutputTree;
import blueprint.output.TreeWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes one of a few small trees: a process that starts fast, to be killed and lied to.
 *
 * <p>Arguments are a folder and the names of trees, which are written one after the other; without
 * names they are read from standard input, and each is answered with a line.
 */
final class WriterProgram {

  private static final OutputFile SCRIPT = OutputFile.script("#!/bin/sh\nexit 0\n");

  /** The trees; from one to the next, files come, go, move, change, and change their modes. */
  static final Map<String, OutputTree> TREES =
      Map.of(
          "old",
          OutputTree.of(
              Map.of(
                  "README.md", OutputFile.plain("old\n"),
                  "a/kept.sh", SCRIPT,
                  "a/mode.sh", OutputFile.plain("echo\n"),
                  "a/changed.tf", OutputFile.plain("old = 1\n"),
                  "gone/one.tf", OutputFile.plain("one\n"),
                  "gone/deep/two.tf", OutputFile.plain("two\n"))),
          "new",
          OutputTree.of(
              Map.of(
                  "README.md", OutputFile.plain("new, and longer\n"),
                  "a/kept.sh", SCRIPT,
                  "a/mode.sh", OutputFile.script("echo\n"),
                  "a/changed.tf", OutputFile.plain("new = 2\n"),
                  "come/deep/three.tf", OutputFile.plain("three\n"))),
          "other",
          OutputTree.of(
              Map.of(
                  "README.md", OutputFile.plain("other\n"),
                  "a/kept.sh", SCRIPT,
                  "gone/one.tf", OutputFile.plain("one\n"),
                  "come/four.tf", OutputFile.plain("four\n"))));

  private WriterProgram() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    if (arguments.length > 1) {
      for (String name : List.of(arguments).subList(1, arguments.length)) {
        int code = write(folder, name);
        if (code != 0) {
          System.exit(code);
        }
      }
      return;
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String name = in.readLine(); name != null; name = in.readLine()) {
      System.out.println(write(folder, name));
    }
  }

  /** How to start it fast, without its arguments: from an archive of loaded classes. */
  static List<Object> archived(Path scratch) throws IOException, InterruptedException {
    List<String> entries = List.of(System.getProperty("java.class.path").split(":", -1));
    Path jar = scratch.resolve("writer.jar");
    List<String> arguments = new ArrayList<>(List.of("cf", jar.toString()));
    for (String entry : entries) {
      if (!entry.isEmpty() && Files.isDirectory(Path.of(entry))) {
        arguments.addAll(List.of("-C", entry, "blueprint"));
      }
    }
    ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
    if (tool.run(System.out, System.err, arguments.toArray(String[]::new)) != 0) {
      throw new IOException("jar failed");
    }
    String classPath =
        Stream.concat(
                Stream.of(jar.toString()), entries.stream().filter(e -> e.contains("jackson")))
            .collect(Collectors.joining(":"));
    Path archive = scratch.resolve("writer.jsa");
    List<Object> start = new ArrayList<>();
    start.add(Path.of(System.getProperty("java.home"), "bin", "java"));
    start.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    start.addAll(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-cp", classPath));
    List<Object> dump = new ArrayList<>(start);
    dump.add(1, "-XX:ArchiveClassesAtExit=" + archive);
    dump.addAll(
        List.of(WriterProgram.class.getName(), scratch.resolve("once"), "old", "new", "other"));
    ToolRun.of(dump.toArray()).succeeded();
    start.add(1, "-XX:SharedArchiveFile=" + archive);
    start.add(WriterProgram.class.getName());
    return start;
  }

  static Lock lock(String name) {
    return Lock.of(TREES.get(name), List.of());
  }

  private static int write(Path folder, String name) {
    try {
      TreeWriter.Written written = TreeWriter.write(TREES.get(name), lock(name), folder, false);
      return written.editedByHand().isEmpty() ? 0 : 2;
    } catch (FolderBusyException e) {
      System.err.println(e.getMessage() + " " + e.holder().orElse(""));
      return 7;
    } catch (IOException e) {
      System.err.println(e + (e.getSuppressed().length == 0 ? "" : " NOT TAKEN BACK"));
      return 4;
    }
  }
}
