package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The generated programs of a machine, in a copy, with a local AWS instead of the real one. */
final class MachinePrograms {
  private final MotoServer aws;
  private final Path work;
  private final Path python;

  /**
   * @param image the files of an image, as they lie on the machine
   * @param work an empty folder
   */
  MachinePrograms(MotoServer aws, Path image, Path work) throws IOException, InterruptedException {
    this.aws = aws;
    this.work = work;
    this.python = NativeTools.require("moto_server").resolveSibling("python3"); // it has boto3
    String stack = image.getParent().getParent().getParent().getFileName().toString();
    ToolRun.of("cp", "-a", image.resolve("usr/local/lib").resolve(stack), work.resolve("lib"))
        .succeeded();
    Files.createDirectory(work.resolve("bin"));
  }

  /** A copy of Sentry's programs. */
  static MachinePrograms ofSentry(MotoServer aws, Path work)
      throws IOException, InterruptedException {
    return new MachinePrograms(aws, MachineOutput.imageFiles("sentry", "sentry-demo"), work);
  }

  /** Changes a program: what is written is replaced by something, and has to be there once. */
  MachinePrograms with(String program, String written, Object instead) throws IOException {
    Path file = work.resolve("lib").resolve(program);
    String text = Files.readString(file);
    assertThat(text.split(Pattern.quote(written), -1)).as(written).hasSize(2);
    Files.writeString(file, text.replace(written, instead.toString()));
    return this;
  }

  /** Puts a command before all others of the same name. */
  Path command(String name, String text) throws IOException {
    Path file = Files.writeString(work.resolve("bin").resolve(name), text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  /** Puts a {@code systemctl} there that only writes down what it is told; returns the record. */
  Path recordSystemctl() throws IOException {
    Path record = work.resolve("systemctl.txt");
    command("systemctl", "#!/bin/sh\necho \"$@\" >>" + record + "\n");
    return record;
  }

  /** What the machine was started with. */
  void values(String json) throws IOException {
    Files.writeString(work.resolve("values.json"), json);
  }

  /** The interpreter, for commands that are written in Python. */
  Path python() {
    return python;
  }

  /** Runs a program to its end. */
  ToolRun run(String program, String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), program, arguments);
  }

  /** Runs a program to its end, with further environment variables. */
  ToolRun run(Map<String, String> more, String program, String... arguments)
      throws IOException, InterruptedException {
    return ToolRun.in(
        work, environment(more), Duration.ofMinutes(1), words(program, arguments).toArray());
  }

  /** A script that runs a program of this machine, with what it is given. */
  Path script(Map<String, String> more, String program) throws IOException {
    StringBuilder text = new StringBuilder("#!/bin/sh\nexec env");
    environment(more).forEach((name, value) -> text.append(" '" + name + "=" + value + "'"));
    words(program).forEach(word -> text.append(" '" + word + "'"));
    return command(program, text + " \"$@\"\n");
  }

  /** Starts a program, which goes on until it ends or is closed. */
  RunningProgram start(Map<String, String> more, String program, String... arguments)
      throws IOException {
    return RunningProgram.start(work, environment(more), words(program, arguments));
  }

  /** Stands for an AWS that nobody can reach. */
  static Map<String, String> unreachable() {
    return Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
  }

  private List<String> words(String program, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(python.toString());
    words.add(work.resolve("lib").resolve(program).toString());
    words.addAll(List.of(arguments));
    return words;
  }

  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", work.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("CREDENTIALS_DIRECTORY", work.toString());
    environment.put("STATE_DIRECTORY", work.toString());
    environment.put("AWS_ENDPOINT_URL", aws.address().toString());
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("NO_PROXY", "127.0.0.1");
    environment.put("no_proxy", "127.0.0.1");
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    environment.putAll(more);
    return environment;
  }
}
