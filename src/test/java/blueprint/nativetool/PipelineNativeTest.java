package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Pipelines as their providers' schemas, actionlint, shellcheck and a shell see them. */
@Tag("native")
final class PipelineNativeTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Path CASES = Path.of("src/test/resources/ci");
  private static final Path SCRIPTS = Path.of("templates/ci");

  @TempDir private Path work;

  static List<Path> github() throws IOException {
    return files(CASES, "github.yml");
  }

  static List<Path> gitlab() throws IOException {
    return files(CASES, "gitlab.yml");
  }

  @ParameterizedTest
  @MethodSource("github")
  void aWorkflowIsOneToItsSchemaAndToActionlint(Path file)
      throws IOException, InterruptedException {
    schema("github-workflows", file).succeeded();
    actionlint(file).succeeded();
  }

  @ParameterizedTest
  @MethodSource("gitlab")
  void aPipelineIsOneToItsSchema(Path file) throws IOException, InterruptedException {
    schema("gitlab-ci", file).succeeded();
  }

  @ParameterizedTest
  @MethodSource("gitlab")
  void theScriptsOfAJobAreRightTogether(Path file) throws IOException, InterruptedException {
    Path shellcheck = NativeTools.require("shellcheck");
    Map<String, Object> jobs = load(file);
    int seen = 0;
    for (Map.Entry<String, Object> job : jobs.entrySet()) {
      if (job.getKey().startsWith(".")) {
        continue;
      }
      String common =
          first(map(jobs.get(map(job.getValue()).get("extends").toString())), "before_script");
      Path script = work.resolve(job.getKey() + ".sh");
      Files.writeString(script, common + first(map(job.getValue()), "script"));
      ToolRun.of(shellcheck, "--shell=dash", "--enable=quote-safe-variables", script).succeeded();
      seen++;
    }
    assertThat(seen).isGreaterThan(3);
  }

  /** Else the silence of a tool would mean nothing. */
  @Test
  void eachToolNoticesAFault() throws IOException, InterruptedException {
    String github = Files.readString(CASES.resolve("one/github.yml"));
    Path odd = write("github.yml", github.replace("runs-on:", "runs-at:"));
    assertThat(schema("github-workflows", odd).exit()).isNotZero();
    Path name = write("name.yml", github.replace("github.event_name ==", "github.event_nam =="));
    assertThat(actionlint(name).out()).contains("event_nam");
    Path quotes = write("quotes.yml", github.replace("sha256sum --check", "cat $BLUEPRINT_URL"));
    assertThat(actionlint(quotes).out()).contains("SC2086");
    Path hole =
        write("hole.yml", github.replace("java -jar", "${{ github.event.pull_request.title }}"));
    assertThat(actionlint(hole).out()).contains("potentially untrusted");
    String gitlab = Files.readString(CASES.resolve("one/gitlab.yml"));
    Path when = write("gitlab.yml", gitlab.replace("when: manual", "when: sometime"));
    assertThat(schema("gitlab-ci", when).exit()).isNotZero();
  }

  /** With stand-ins: what the compiler says is written, and only its own errors end the job. */
  @ParameterizedTest
  @CsvSource({"0, 0", "2, 0", "3, 3", "1, 1"})
  void aDifferenceIsNoFailureAndAnErrorIs(int said, int ends)
      throws IOException, InterruptedException {
    ToolRun run = diff("github/diff.sh", "bash", said, "yes");
    assertThat(run.exit()).as(run.err()).isEqualTo(ends);
    if (ends == 0) {
      assertThat(work.resolve("comment.md")).hasContent("<!-- blueprint x -->\n### what it does");
      assertThat(work.resolve("summary")).hasContent("### what it does");
    }
    ToolRun lab = diff("gitlab/diff.sh", "sh", said, "yes");
    assertThat(lab.exit()).as(lab.err()).isEqualTo(ends);
  }

  @Test
  void aNewBlueprintIsComparedWithNothing() throws IOException, InterruptedException {
    diff("github/diff.sh", "bash", 1, "no").succeeded();
    assertThat(work.resolve("summary")).content().contains("This blueprint is new");
  }

  @ParameterizedTest
  @CsvSource({
    "github-actions[bot], PATCH repos/o/r/issues/comments/7",
    "mallory, POST repos/o/r/issues/12/comments"
  })
  void onlyAnOwnCommentIsWrittenAnew(String author, String expected)
      throws IOException, InterruptedException {
    NativeTools.require("jq");
    program(
        "gh",
        "case $* in *--paginate*) printf '%s\\n' '[{\"id\":3,\"user\":{\"login\":\"u\"},\"body\":\"hello\"}]'"
            + " '[{\"id\":7,\"user\":{\"login\":\""
            + author
            + "\"},\"body\":\"<!-- blueprint x -->\\nold\"}]';;"
            + " *) echo \"$4 $5\" >>\"$RUNNER_TEMP/asked\";; esac");
    ToolRun.in(
            work,
            environment("yes", 0),
            LIMIT,
            "bash",
            "--noprofile",
            "--norc",
            "-eo",
            "pipefail",
            SCRIPTS.resolve("github/comment.sh").toAbsolutePath())
        .succeeded();
    assertThat(work.resolve("asked")).hasContent(expected);
  }

  /** Nothing runs that is not what its checksum says. */
  @ParameterizedTest
  @CsvSource({"true, 0", "false, 1"})
  void theProgramIsHeldAgainstItsChecksum(boolean right, int code)
      throws IOException, InterruptedException {
    program("curl", "while [ \"$1\" != --output ]; do shift; done; echo jar >\"$2\"");
    String sum = "4d8cdabe57f0d4f0f8bd0b5c9b4c9bca0ab0a5b2d5e4b3f0a8a9d2a4a5d8e3f1";
    if (right) {
      Files.writeString(work.resolve("jar"), "jar\n");
      sum = ToolRun.of("sha256sum", work.resolve("jar")).out().substring(0, 64);
    }
    Map<String, String> environment = environment("yes", 0);
    environment.put("BLUEPRINT_URL", "https://example.org/blueprint.jar");
    environment.put("BLUEPRINT_SHA256", sum);
    environment.put("BLUEPRINT_IMAGE", "tools@sha256:" + sum);
    Path github = SCRIPTS.resolve("github/fetch.sh").toAbsolutePath();
    Path gitlab = SCRIPTS.resolve("gitlab/fetch.sh").toAbsolutePath();
    assertThat(ToolRun.in(work, environment, LIMIT, "bash", "-e", github).exit()).isEqualTo(code);
    assertThat(ToolRun.in(work, environment, LIMIT, "sh", "-e", gitlab).exit()).isEqualTo(code);
    environment.put("BLUEPRINT_IMAGE", "tools:latest");
    assertThat(ToolRun.in(work, environment, LIMIT, "sh", "-e", gitlab).err()).contains("digest");
    environment.put("BLUEPRINT_SHA256", "");
    assertThat(ToolRun.in(work, environment, LIMIT, "bash", "-e", github).err())
        .contains("set the variable BLUEPRINT_SHA256");
  }

  private ToolRun diff(String script, String shell, int said, String known)
      throws IOException, InterruptedException {
    program("git", "[ \"$KNOWN\" = yes ]");
    program("java", "echo '### what it does'; exit \"$SAID\"");
    Path text = work.resolve("diff.sh");
    Files.writeString(text, "work=$RUNNER_TEMP\n" + Files.readString(SCRIPTS.resolve(script)));
    return ToolRun.in(work, environment(known, said), LIMIT, shell, "-eu", text);
  }

  private Map<String, String> environment(String known, int said) {
    return new java.util.HashMap<>(
        Map.of(
            "PATH",
            work.resolve("bin") + ":" + System.getenv("PATH"),
            "RUNNER_TEMP",
            work.toString(),
            "GITHUB_STEP_SUMMARY",
            work.resolve("summary").toString(),
            "GITHUB_REPOSITORY",
            "o/r",
            "NUMBER",
            "12",
            "BLUEPRINT_MARKER",
            "<!-- blueprint x -->",
            "BLUEPRINT_FILE",
            "x.yaml",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA",
            "0000",
            "KNOWN",
            known,
            "SAID",
            Integer.toString(said)));
  }

  private void program(String name, String body) throws IOException {
    Path file = Files.createDirectories(work.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path write(String name, String text) throws IOException {
    Path file = work.resolve(name);
    Files.writeString(file, text);
    return file;
  }

  private static ToolRun schema(String name, Path file) throws IOException, InterruptedException {
    Path program = NativeTools.require("check-jsonschema");
    List<Object> command = new ArrayList<>(List.of(program, "--builtin-schema", "vendor." + name));
    if (name.equals("gitlab-ci")) {
      command.addAll(List.of("--data-transform", "gitlab-ci"));
    }
    command.add(file.toAbsolutePath());
    return ToolRun.of(command.toArray());
  }

  private static ToolRun actionlint(Path file) throws IOException, InterruptedException {
    Path program = NativeTools.require("actionlint", "shellcheck");
    return ToolRun.of(
        program,
        "-no-color",
        "-shellcheck",
        NativeTools.require("shellcheck"),
        file.toAbsolutePath());
  }

  private static List<Path> files(Path folder, String name) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.endsWith(name)).sorted().toList();
    }
  }

  private static String first(Map<String, Object> job, String key) {
    return ((List<?>) job.get(key)).get(0).toString();
  }

  private static Map<String, Object> load(Path file) throws IOException {
    return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
