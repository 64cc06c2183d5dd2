package blueprint.nativetool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The compiler as a process of its own, with a temporary folder, a home and an output of its own.
 */
record GenerateRun(Path directory, List<String> prefix, List<String> options) {

  static GenerateRun in(Path directory) throws IOException {
    for (String name : List.of("tmp", "home")) {
      Files.createDirectories(directory.resolve(name));
    }
    return new GenerateRun(directory, List.of(), List.of());
  }

  /** The same with options of the JVM. */
  GenerateRun with(String... jvm) {
    return new GenerateRun(directory, prefix, List.of(jvm));
  }

  /** The same by another program. */
  GenerateRun by(String... program) {
    return new GenerateRun(directory, List.of(program), options);
  }

  Path tmp() {
    return directory.resolve("tmp");
  }

  Path output() {
    return directory.resolve("out");
  }

  /** A process that compiles a blueprint. */
  Process start(Path blueprint) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(java(options));
    command.addAll(
        List.of("generate", blueprint.toAbsolutePath().toString(), "-o", output().toString()));
    return ToolRun.builder(command, Map.of("TMPDIR", tmp().toString()))
        .directory(directory.toFile())
        .redirectOutput(directory.resolve("stdout").toFile())
        .redirectError(directory.resolve("stderr").toFile())
        .start();
  }

  ToolRun run(Path blueprint) throws IOException, InterruptedException {
    Process process = start(blueprint);
    try {
      return ended(process);
    } finally {
      ToolRun.killTree(process);
    }
  }

  ToolRun ended(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new AssertionError("took more than a minute: " + said("stderr"));
    }
    return new ToolRun(List.of("generate"), process.exitValue(), said("stdout"), said("stderr"));
  }

  private String said(String stream) throws IOException {
    return Files.readString(directory.resolve(stream));
  }

  /** The program without its arguments. */
  List<String> java(List<String> jvm) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.add("-Duser.home=" + directory.resolve("home"));
    command.addAll(jvm);
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(":", -1))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .reduce((a, b) -> a + ":" + b)
            .orElseThrow();
    command.addAll(List.of("-cp", classPath, "blueprint.cli.Main"));
    return command;
  }
}
