package blueprint.target.deploy;

import blueprint.nativetool.MotoServer;
import blueprint.nativetool.ToolRun;
import blueprint.nativetool.WarmAws;
import blueprint.output.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program, the scripts that release it, and an account: S3 is moto's, Elastic Beanstalk a
 * stand-in, and the AWS CLI, Git and curl are real. Nobody sleeps.
 */
final class Deployment implements AutoCloseable {

  static final String BUCKET = "shop-eb-123456789012-eu-west-1";

  final StandInBeanstalk account;
  final ProgramRepository program;
  final Map<String, String> variables = new TreeMap<>();

  /** In front of all others on the search path. */
  final Path bin;

  private final Path scratch;
  private final WarmAws cli;

  private Deployment(
      Path scratch, StandInBeanstalk account, ProgramRepository program, WarmAws cli, Path bin) {
    this.scratch = scratch;
    this.account = account;
    this.program = program;
    this.cli = cli;
    this.bin = bin;
  }

  /** With one environment. */
  static Deployment single(Path scratch, MotoServer moto, WarmAws cli)
      throws IOException, InterruptedException {
    Deployment made = of(scratch, moto, cli);
    made.write(Programs.single());
    made.account.environment("shop-app", "shop-app");
    return made;
  }

  /** With two that change names. */
  static Deployment twins(Path scratch, MotoServer moto, WarmAws cli)
      throws IOException, InterruptedException {
    Deployment made = of(scratch, moto, cli);
    made.write(Programs.twins());
    made.account.environment("shop-app-blue", "shop-app");
    made.account.environment("shop-app-green", "shop-app-idle");
    return made;
  }

  private static Deployment of(Path scratch, MotoServer moto, WarmAws cli)
      throws IOException, InterruptedException {
    moto.reset();
    Path bin = Files.createDirectories(scratch.resolve("bin"));
    Deployment made =
        new Deployment(
            scratch,
            StandInBeanstalk.start(),
            ProgramRepository.in(scratch.resolve("program")),
            cli,
            bin);
    made.prepare(moto.address().toString());
    return made;
  }

  private void prepare(String moto) throws IOException, InterruptedException {
    program("sleep", "#!/bin/sh\n");
    variables.put("PATH", bin + ":" + cli.folder() + ":/usr/bin:/bin");
    variables.put("HOME", scratch.toString());
    variables.put("TMPDIR", Files.createDirectories(scratch.resolve("tmp")).toString());
    variables.put("AWS_ACCESS_KEY_ID", "test");
    variables.put("AWS_SECRET_ACCESS_KEY", "test");
    variables.put("AWS_MAX_ATTEMPTS", "1");
    variables.put("AWS_ENDPOINT_URL", moto);
    variables.put("AWS_ENDPOINT_URL_ELASTIC_BEANSTALK", account.url());
    variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
    // The name of an environment leads to the stand-in.
    Files.writeString(
        scratch.resolve(".curlrc"), "connect-to = \"::127.0.0.1:" + account.port() + "\"\n");
    aws("s3api", "create-bucket", "--bucket", BUCKET).succeeded();
    generated(".ebextensions/10-program.config", "option_settings: {}\n");
    program.write(".ebextensions/10-program.config", "option_settings: {}\n");
    program.commit("file://the first one");
  }

  /** A program in front of all others of its name. */
  void program(String name, String text) throws IOException {
    Path file = Files.writeString(bin.resolve(name), text);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + file);
    }
  }

  /** Generates a file that is to be in the program's repository; gives its path. */
  Path generated(String file, String text) throws IOException {
    Path path = scratch.resolve("out/beanstalk").resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private void write(DeployScripts scripts) throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("out/deploy/app"));
    for (Map.Entry<String, OutputFile> file : scripts.files().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue().text());
    }
  }

  ToolRun release() throws IOException, InterruptedException {
    return script("release", program.folder());
  }

  ToolRun script(String name, Object... arguments) throws IOException, InterruptedException {
    List<Object> words = new ArrayList<>(List.of("bash", "out/deploy/app/" + name + ".sh"));
    words.addAll(Arrays.asList(arguments));
    return ToolRun.in(scratch, variables, Duration.ofMinutes(5), words.toArray());
  }

  ToolRun aws(Object... arguments) throws IOException, InterruptedException {
    List<Object> words =
        new ArrayList<>(List.of(cli.folder().resolve("aws"), "--region", "us-east-1"));
    words.addAll(Arrays.asList(arguments));
    return ToolRun.in(scratch, variables, Duration.ofMinutes(1), words.toArray());
  }

  /** What an environment runs. */
  String runs(String environment) {
    return account.environments.get(environment).version;
  }

  /** The newest version of the program. */
  String label() {
    return account.versions.keySet().stream()
        .filter(name -> name.contains(program.head()))
        .findFirst()
        .orElseThrow();
  }

  /** What releases have noted: a state and a version each. */
  List<String> history() throws IOException, InterruptedException {
    ToolRun run = aws("s3", "cp", "s3://" + BUCKET + "/releases/app", "-");
    return Arrays.stream(run.out().split("\n", -1))
        .filter(line -> !line.isEmpty())
        .map(line -> line.replaceFirst("^\\S+Z ", ""))
        .toList();
  }

  @Override
  public void close() {
    account.close();
  }
}
