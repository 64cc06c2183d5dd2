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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One jar on many machines: whatever they are like, the files are the same, byte for byte. */
@Tag("native")
class DeterminismNativeTest {

  private static final int RUNS = 60;
  private static final List<String> BLUEPRINTS =
      List.of(
          "blueprints/sentry.yaml",
          "src/test/resources/golden/trees/secrets-and-overrides/blueprint.yaml",
          "src/test/resources/nativetool/awkward.yaml");

  private static final List<List<String>> LOCALES =
      List.of(
          List.of(),
          List.of("-Duser.language=en", "-Duser.country=US"),
          List.of("-Duser.language=tr", "-Duser.country=TR"),
          List.of("-Duser.language=ar", "-Duser.country=EG", "-Duser.extensions=u-nu-arab"),
          List.of("-Duser.language=fa", "-Duser.country=IR", "-Duser.extensions=u-nu-arabext"),
          List.of("-Duser.language=th", "-Duser.country=TH", "-Duser.variant=TH"),
          List.of("-Duser.language=hi", "-Duser.country=IN", "-Duser.extensions=u-nu-deva"),
          List.of("-Duser.language=de", "-Duser.country=DE"),
          List.of("-Duser.language=ja", "-Duser.country=JP", "-Duser.variant=JP"),
          List.of("-Duser.language=lt", "-Duser.country=LT"),
          List.of("-Duser.language=az", "-Duser.country=AZ", "-Duser.script=Latn"),
          List.of("-Duser.language=zh", "-Duser.country=TW"));
  private static final List<String> ZONES =
      List.of("UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia");
  private static final List<List<String>> ENCODINGS =
      List.of(
          List.of("LC_ALL=C.UTF-8"),
          List.of("LC_ALL=C"),
          List.of("LC_ALL=POSIX", "-Dfile.encoding=ISO-8859-1"),
          List.of("LC_ALL=C", "-Dfile.encoding=windows-1252"));
  private static final List<List<String>> PROCESSORS =
      List.of(
          List.of("-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
          List.of("-XX:ActiveProcessorCount=2", "-XX:+UseG1GC", "-XX:TieredStopAtLevel=1"),
          List.of("-XX:ActiveProcessorCount=8", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1"),
          List.of("-XX:ActiveProcessorCount=2", "-XX:+UseZGC"));
  private static final List<String> MASKS = List.of("022", "077", "000");

  /** Where it runs, and how it is told of the files. */
  private enum Place {
    ABSOLUTE,
    RELATIVE,
    THROUGH_A_LINK,
    WITH_A_SLASH
  }

  /** Variables that other tools, or the libraries in the jar, look for. */
  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("AWS_REGION", "us-gov-east-1"),
          Map.entry("AWS_DEFAULT_REGION", "us-gov-east-1"),
          Map.entry("AWS_PROFILE", "production"),
          Map.entry("AWS_ENDPOINT_URL", "http://127.0.0.1:9/"),
          Map.entry("TF_VAR_region", "us-gov-east-1"),
          Map.entry("TF_CLI_ARGS", "-destroy"),
          Map.entry("TF_WORKSPACE", "other"),
          Map.entry("TF_LOG", "trace"),
          Map.entry("CDKTF_OUTDIR", "/nonexistent/out"),
          Map.entry("CDKTF_LOG_LEVEL", "all"),
          Map.entry("CDKTF_CONTEXT_JSON", "{\"excludeStackIdFromLogicalIds\":true}"),
          Map.entry("CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS", "true"),
          Map.entry("CDK_OUTDIR", "/nonexistent/out"),
          Map.entry("CDK_CONTEXT_JSON", "{\"x\":1}"),
          Map.entry("CDK_DEBUG", "true"),
          Map.entry("SYNTH_HCL_OUTPUT", "true"),
          Map.entry("JSII_DEBUG", "1"),
          Map.entry("JSII_RUNTIME", "/nonexistent/runtime"),
          Map.entry("JSII_NODE", "/nonexistent/node"),
          Map.entry("JSII_AGENT", "other"),
          Map.entry("JSII_RUNTIME_PACKAGE_CACHE_ROOT", "/nonexistent/cache"),
          Map.entry("NODE_OPTIONS", "--require=/nonexistent/evil.js"),
          Map.entry("NODE_PATH", "/nonexistent"),
          Map.entry("NODE_ENV", "production"),
          Map.entry("FORCE_COLOR", "3"),
          Map.entry("NO_COLOR", ""),
          Map.entry("DEBUG", "*"),
          Map.entry("CLICOLOR_FORCE", "1"),
          Map.entry("USER", "somebody-else"),
          Map.entry("LOGNAME", "somebody-else"),
          Map.entry("HOSTNAME", "some-other-host"),
          Map.entry("SOURCE_DATE_EPOCH", "0"),
          Map.entry("BASH_ENV", "/nonexistent/evil.sh"));

  @TempDir Path scratch;

  @Test
  void sixtyKindsOfMachinesWriteTheSame() throws Exception {
    List<Path> javas = javas();
    Map<String, String> expected = run(0, javas.get(0), List.of());
    assertThat(expected).hasSizeGreaterThan(60);

    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<Future<Map<String, String>>> runs = new ArrayList<>();
      for (int i = 1; i <= RUNS; i++) {
        int number = i;
        runs.add(two.submit(() -> run(number, javas.get(number % javas.size()), List.of())));
      }
      for (int i = 0; i < RUNS; i++) {
        assertThat(runs.get(i).get()).as("run " + (i + 1)).isEqualTo(expected);
      }
    } finally {
      two.shutdownNow();
    }
  }

  @Test
  void aUserWithoutAHomeWritesTheSame() throws Exception {
    NativeTools.require(
        "root".equals(System.getProperty("user.name")), "root", "only root becomes another user");
    Path setpriv = NativeTools.require("setpriv");

    Map<String, String> own = run(0, BuiltProgram.java(), List.of());
    Files.createDirectories(scratch.resolve("run1"));
    ToolRun.of("chmod", "777", scratch, scratch.resolve("run1")).succeeded();
    List<Object> nobody = List.of(setpriv, "--reuid=65534", "--regid=65534", "--clear-groups");
    Map<String, String> others = run(1, BuiltProgram.java(), nobody);

    assertThat(others).isEqualTo(own);
  }

  @Test
  void aSecondJdkIsAmongThem() throws IOException {
    NativeTools.require(
        javas().size() > 1, "a second JDK", "only that of the tests is in /usr/lib/jvm");
  }

  /** The JDKs of this machine, each release once. */
  private static List<Path> javas() throws IOException {
    Map<String, Path> releases = new HashMap<>();
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    List<Path> javas = new ArrayList<>(List.of(BuiltProgram.java()));
    releases.put(release(own), own);
    Path all = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(all)) {
      try (Stream<Path> homes = Files.list(all)) {
        for (Path home : homes.sorted().toList()) {
          Path java = home.resolve("bin/java");
          if (Files.isExecutable(java) && releases.putIfAbsent(release(home), home) == null) {
            javas.add(java);
          }
        }
      }
    }
    return javas;
  }

  private static String release(Path home) throws IOException {
    Path file = home.resolve("release");
    return Files.isRegularFile(file)
        ? Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("JAVA_VERSION="))
            .findFirst()
            .orElse("")
        : "";
  }

  private Map<String, String> run(int number, Path java, List<Object> as)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(scratch.resolve("run" + number));
    Place place = Place.values()[number % 4];
    Path inputs = Files.createDirectories(own.resolve("ein gäng"));
    List<Object> command = new ArrayList<>(as);
    command.addAll(List.of("sh", "-c", "umask \"$0\"; exec \"$@\"", pick(MASKS, number / 2)));
    command.add(java);
    Map<String, String> environment = new HashMap<>();
    List<String> options = new ArrayList<>(pick(LOCALES, number));
    options.addAll(pick(ENCODINGS, number / 3));
    options.addAll(pick(PROCESSORS, number / 5));
    options.add("-Duser.timezone=" + pick(ZONES, number / 7));
    for (String option : options) {
      if (option.startsWith("-")) {
        command.add(option);
      } else {
        environment.put(option.split("=", -1)[0], option.split("=", -1)[1]);
      }
    }
    environment.put("TZ", pick(ZONES, number / 7));
    if (number % 3 != 0 || !as.isEmpty()) {
      environment.put("HOME", as.isEmpty() ? own.toString() : "/nonexistent");
      command.add("-Duser.home=" + environment.get("HOME"));
    }
    if (number % 2 == 1) {
      environment.putAll(FOREIGN);
    }
    Path jar = BuiltProgram.jar();
    if (!as.isEmpty()) { // who may not look into our folders
      jar = Files.copy(jar, own.resolve("blueprint.jar"));
    }
    command.addAll(List.of("-jar", jar, "generate"));
    boolean ascii = !"C.UTF-8".equals(environment.get("LC_ALL"));
    Path directory = place == Place.THROUGH_A_LINK ? own.resolve("link") : own;
    if (place == Place.THROUGH_A_LINK) {
      Files.createSymbolicLink(directory, own);
    }
    for (int i = 0; i < BLUEPRINTS.size(); i++) {
      String name = "b" + i + ".yaml";
      Path file = (ascii ? own : inputs).resolve(name); // JDK 17 cannot name others there
      Files.copy(Path.of(BLUEPRINTS.get(i)), file);
      command.add(place == Place.ABSOLUTE ? file : own.relativize(file));
    }
    Path out = own.resolve("out");
    command.add("--output");
    command.add(
        switch (place) {
          case ABSOLUTE -> out.toString();
          case RELATIVE -> "./x/../out";
          case THROUGH_A_LINK -> directory.resolve("out").toString();
          case WITH_A_SLASH -> "out/";
        });
    if (place == Place.RELATIVE) {
      Files.createDirectories(own.resolve("x"));
    }
    if (!as.isEmpty()) {
      ToolRun.of("chown", "-R", "65534:65534", own).succeeded();
    }
    ToolRun.in(directory, environment, Duration.ofMinutes(3), command.toArray()).succeeded();
    nothingOfThisMachine(out);
    return BuiltProgram.files(out);
  }

  private void nothingOfThisMachine(Path out) throws IOException {
    try (Stream<Path> walk = Files.walk(out)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContain(
                scratch.toString(), scratch.getFileName().toString(), "somebody-else", "\r")
            .doesNotContain("some-other-host", "us-gov-east-1", "/nonexistent/", "ein gäng");
      }
    }
  }

  private static <T> T pick(List<T> values, int number) {
    return values.get(number % values.size());
  }
}
