package blueprint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code generate --ci} writes, when it refuses to, and what may never stand in it. */
final class PipelineCommandTest {

  private static final Path CASES = Path.of("src/test/resources/ci");
  private static final String GITHUB = ".github/workflows/blueprint-tiny.yml";
  private static final List<String> KINDS = List.of("github", "gitlab");

  @TempDir private Path scratch;
  private Path repository;

  @BeforeEach
  void aRepository() throws IOException {
    repository = Files.createDirectories(scratch.resolve("repository/.git")).getParent();
  }

  /** {@code -Dgolden.update=true} writes the goldens and fails all the same. */
  @ParameterizedTest
  @CsvSource({
    "one, github, tiny", "one, gitlab, tiny",
    "several, github, shop", "several, gitlab, shop",
    "cloudformation, github, tiny", "cloudformation, gitlab, tiny",
    "both, github, pair", "both, gitlab, pair"
  })
  void aPipelineIsWhatItsGoldenSays(String name, String kind, String service) throws IOException {
    Path blueprint = blueprint("services/" + name + ".yaml", name);
    List<String> more = name.equals("both") ? List.of("--engine", "cloudformation") : List.of();
    Ran ran = generate(blueprint, kind, more);
    assertThat(ran.code()).as(ran.err()).isZero();
    String folder = kind.equals("github") ? ".github/workflows" : ".gitlab";
    Path written = repository.resolve(folder + "/blueprint-" + service + ".yml");
    assertThat(ran.out()).endsWith(written + ": written\n");
    Path golden = CASES.resolve(name + "/" + kind + ".yml");
    if (Boolean.getBoolean("golden.update")) {
      Files.copy(written, golden, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      fail("wrote " + golden + "; review it and run again without -Dgolden.update");
    }
    assertThat(written).hasSameTextualContentAs(golden);
    Ran again = generate(blueprint, kind, more);
    assertThat(again.code()).isZero();
    assertThat(again.out()).endsWith(written + ": unchanged\n");
  }

  @Test
  void thePageShowsTheRealFile() throws IOException {
    assertThat(Files.readString(Path.of("docs/ci.md")))
        .contains("```yaml\n" + Files.readString(CASES.resolve("one/github.yml")) + "```\n");
  }

  @Test
  void outputAtTheRootOfTheRepositoryIsWatchedToo() throws IOException {
    Path blueprint = blueprint("tiny.yaml", "one");
    Ran ran =
        Ran.of("generate", "--ci", "github", "-o", repository.toString(), blueprint.toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(Files.readString(repository.resolve(GITHUB)))
        .contains("      - \"tiny/**\"\n", "BLUEPRINT_OUTPUT: \".\"\n");
  }

  /** A misspelt option would be found by whoever waits for a pipeline. */
  @Test
  void scriptsAndHooksUseCommandsAndOptionsThatExist() throws IOException {
    Set<String> known = new TreeSet<>();
    for (String line : commandLines()) {
      String command = line.split(" ", 2)[0];
      Ran help = Ran.of(command, "--help");
      assertThat(help.out()).contains("Usage: blueprint " + command + " ");
      known.add(command);
      Matcher option = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*").matcher(line);
      while (option.find()) {
        assertThat(help.out()).as(line).containsPattern(option.group() + "\\b");
      }
    }
    assertThat(known).contains("validate", "check", "diff", "plan", "apply");
  }

  private static List<String> commandLines() throws IOException {
    List<Path> files = new ArrayList<>(List.of(Path.of(".pre-commit-hooks.yaml")));
    try (Stream<Path> scripts = Files.walk(Path.of("templates/ci"))) {
      scripts.filter(Files::isRegularFile).sorted().forEach(files::add);
    }
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      String options = "";
      for (String line : Files.readAllLines(file)) {
        options = line.startsWith("options=") ? line : options;
        Matcher call =
            Pattern.compile("(?:blueprint\\.jar\"|entry: blueprint) ([a-z]+.*)").matcher(line);
        if (call.find()) {
          lines.add(call.group(1).replaceFirst(" (>>|\\|).*", "") + " " + options);
        }
      }
    }
    assertThat(lines).hasSizeGreaterThan(8);
    return lines;
  }

  @Test
  void hooksLookAtTheFilesThatTheyAreFor() throws IOException {
    Object hooks =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(Path.of(".pre-commit-hooks.yaml")));
    Map<String, String> files = new java.util.TreeMap<>();
    ((List<?>) hooks)
        .forEach(
            hook -> files.put(map(hook).get("id").toString(), map(hook).get("files").toString()));
    assertThat(files).containsOnlyKeys("blueprint-check", "blueprint-validate");
    Pattern validate = Pattern.compile(files.get("blueprint-validate"));
    assertThat(List.of("blueprints/shop.yaml", "infra/blueprints/a.yml"))
        .allMatch(file -> validate.matcher(file).find());
    assertThat(List.of("out/shop/a.yaml", "blueprints/shop.yaml.bak", "blueprints/x/y.yaml"))
        .noneMatch(file -> validate.matcher(file).find());
    assertThat(Pattern.compile(files.get("blueprint-check")).matcher("out/shop/README.md").find())
        .isTrue();
  }

  @Test
  void anEditIsLeftAloneUnlessForced() throws IOException {
    Path blueprint = blueprint("tiny.yaml", "one");
    generate(blueprint, "github", List.of());
    Path file = repository.resolve(GITHUB);
    String before = Files.readString(file);
    String edited = before.replace("timeout-minutes: 60", "timeout-minutes: 90");
    assertThat(edited).isNotEqualTo(before);
    Files.writeString(file, edited);

    Ran refused = generate(blueprint, "github", List.of());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            file + " was edited by hand, or is not Blueprint's", "hint: it was left as it is");
    assertThat(file).hasContent(edited);

    Ran forced = generate(blueprint, "github", List.of("--force"));
    assertThat(forced.code()).isZero();
    assertThat(file).hasContent(before);
  }

  @Test
  void aFileOfSomebodyElseIsLeftAlone() throws IOException {
    Path blueprint = blueprint("tiny.yaml", "one");
    Path file = repository.resolve(GITHUB);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "name: mine\n");
    assertThat(generate(blueprint, "github", List.of()).code()).isEqualTo(2);
    assertThat(file).hasContent("name: mine\n");
  }

  /** An older one of ours is not an edit, nor are the line ends that Git makes. */
  @Test
  void anUneditedFileFollowsItsBlueprint() throws IOException {
    Path blueprint = blueprint("tiny.yaml", "one");
    generate(blueprint, "github", List.of());
    Path file = repository.resolve(GITHUB);
    Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
    Files.writeString(blueprint, Files.readString(blueprint).replace("eu-north-1", "eu-central-1"));
    Ran ran = generate(blueprint, "github", List.of());
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(file).content().contains("aws-region: eu-central-1").doesNotContain("\r");
  }

  @Test
  void whatIsNoKindIsRefusedAndNothingIsWritten() throws IOException {
    Path blueprint = blueprint("tiny.yaml", "one");
    Ran ran = generate(blueprint, "jenkins", List.of());
    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err()).contains("--ci", "jenkins");
    assertThat(repository.resolve("out")).doesNotExist();
  }

  @Test
  void withoutARepositoryThereIsNoPlaceAndNothingIsWritten() throws IOException {
    Path blueprint = scratch.resolve("tiny.yaml");
    Files.copy(CASES.resolve("one/blueprint.yaml"), blueprint);
    Ran ran = Ran.of("generate", "--ci", "github", "-o", scratch + "/out", blueprint.toString());
    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.err()).contains("is in no Git repository", "hint: run `git init`");
    assertThat(scratch.resolve("out")).doesNotExist();
  }

  @Test
  void outputOutsideOfTheRepositoryIsRefused() throws IOException {
    Path blueprint = blueprint("tiny.yaml", "one");
    Ran ran = Ran.of("generate", "--ci", "github", "-o", scratch + "/else", blueprint.toString());
    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.err()).contains(scratch + "/else is not in the Git repository " + repository);
    assertThat(scratch.resolve("else")).doesNotExist();
  }

  @Test
  void optionsThatMeanNothingTogetherAreRefused() throws IOException {
    Path several = blueprint("shop.yaml", "several");
    Ran one = generate(several, "github", List.of("--env", "staging"));
    assertThat(one.code()).isEqualTo(64);
    assertThat(one.err()).contains("a pipeline is for all environments", "leave out --env");
    Path both = blueprint("pair.yaml", "both");
    Ran which = generate(both, "gitlab", List.of());
    assertThat(which.code()).isEqualTo(64);
    assertThat(which.err()).contains("terraform and cloudformation", "--engine");
    Ran other = generate(several, "github", List.of("--engine", "cloudformation"));
    assertThat(other.code()).isEqualTo(64);
    assertThat(other.err()).contains("is not compiled for `cloudformation`", "it is for terraform");
    Ran none = Ran.of("generate", "--engine", "terraform", both.toString());
    assertThat(none.code()).isEqualTo(64);
    assertThat(none.err()).contains("add --ci");
    assertThat(repository.resolve("out")).doesNotExist();
  }

  @Test
  void aLinkInTheWayIsNotFollowed() throws IOException {
    Path blueprint = blueprint("tiny.yaml", "one");
    Path elsewhere = Files.createDirectories(scratch.resolve("elsewhere"));
    Files.createSymbolicLink(repository.resolve(".github"), elsewhere);
    Ran ran = generate(blueprint, "github", List.of("--force"));
    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.err()).contains(".github is a link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${{ secrets.KEY }}.yaml",
        "$(id).yaml",
        "`id`.yaml",
        "-o.yaml",
        "a\"b.yaml",
        "a'b.yaml",
        "a\nb.yaml",
        "a*.yaml",
        "!a.yaml",
        "a:b/c.yaml",
        " a.yaml",
        "é.yaml"
      })
  void aPathThatMeansSomethingToAPipelineIsRefused(String name) throws IOException {
    Path blueprint = blueprint("x/" + name, "one");
    for (String kind : KINDS) {
      Ran ran = generate(blueprint, kind, List.of());
      assertThat(ran.code()).as(ran.out()).isEqualTo(64);
      assertThat(ran.err()).contains("cannot stand in a pipeline", "hint: ");
    }
    assertThat(repository.resolve("out")).doesNotExist();
    assertThat(repository.resolve(".github")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"${{ github.token }}", "a b", "a\\nb", "x;id", "on", "../x", "$(id)"})
  void aNameThatMeansSomethingToAPipelineIsNoName(String name) throws IOException {
    Path blueprint = blueprint("tiny.yaml", "one");
    String text = Files.readString(blueprint);
    Files.writeString(blueprint, text + "environments: {\"" + name + "\": {}}\n");
    boolean harmless = name.equals("on");
    assertThat(generate(blueprint, "github", List.of()).code()).isEqualTo(harmless ? 0 : 3);
    assertThat(Files.exists(repository.resolve(GITHUB))).isEqualTo(harmless);
    if (harmless) {
      assertThat(map(load(repository.resolve(GITHUB)).get("jobs"))).containsKey("apply-on");
    }
  }

  @Test
  void noScriptHoldsAnExpression() throws IOException {
    int scripts = 0;
    for (Path file : goldens("github")) {
      for (Map<String, Object> job : jobs(file)) {
        for (Map<String, Object> step : steps(job)) {
          if (step.containsKey("run")) {
            assertThat(step.get("run").toString()).as(file.toString()).doesNotContain("${{");
            scripts++;
          }
        }
        assertThat(job.toString())
            .doesNotContain("head_ref", "head.ref", ".title", ".body }}", "secrets.");
      }
    }
    assertThat(scripts).isGreaterThan(20);
  }

  @Test
  void eachActionIsPinnedByItsCommitWithItsVersion() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path file : goldens("github")) {
      for (String line : Files.readString(file).lines().filter(l -> l.contains("uses:")).toList()) {
        assertThat(line)
            .matches(" +- uses: \"[a-z-]+/[a-z-]+@[0-9a-f]{40}\"  # v[0-9]+(\\.[0-9]+){2}");
        used.add(line.replaceFirst(".*\"(.*)@.*", "$1"));
      }
    }
    assertThat(used)
        .containsExactly(
            "actions/checkout",
            "aws-actions/configure-aws-credentials",
            "hashicorp/setup-packer",
            "hashicorp/setup-terraform");
  }

  @Test
  void eachJobAtGitHubEndsAndMayDoLittle() throws IOException {
    for (Path file : goldens("github")) {
      assertThat(map(load(file).get("permissions"))).isEmpty();
      for (Map<String, Object> job : jobs(file)) {
        assertThat((int) job.get("timeout-minutes")).isBetween(1, 60);
        Map<String, Object> may = map(job.get("permissions"));
        assertThat(may).containsEntry("contents", "read");
        assertThat(may.keySet()).isSubsetOf("contents", "id-token", "pull-requests");
        boolean credentials = job.toString().contains("configure-aws-credentials");
        assertThat(may.containsKey("id-token")).isEqualTo(credentials);
        if (credentials) {
          assertThat(job.get("if").toString())
              .matches(
                  "(github\\.event\\.pull_request\\.head\\.repo\\.full_name == github\\.repository"
                      + " \\|\\| \\()?github\\.event_name != 'pull_request' && .*default_branch\\)+");
          assertThat(job).containsKeys("needs", "concurrency");
        }
        boolean applies = job.toString().contains("apply \"${options[@]}\"");
        assertThat(job.containsKey("environment")).isEqualTo(applies);
      }
    }
  }

  @Test
  void environmentsAreAppliedInTheirOrder() throws IOException {
    Map<String, Object> github = map(load(CASES.resolve("several/github.yml")).get("jobs"));
    assertThat(map(github.get("apply-review")).get("needs")).isEqualTo(List.of("plan-review"));
    assertThat(map(github.get("apply-production")).get("needs"))
        .isEqualTo(List.of("plan-production", "apply-staging"));
    Map<String, Object> gitlab = load(CASES.resolve("several/gitlab.yml"));
    assertThat(map(gitlab.get("blueprint-shop-apply-production")).get("needs"))
        .isEqualTo(List.of("blueprint-shop-plan-production", "blueprint-shop-apply-staging"));
  }

  @Test
  void gitLabAppliesOnlyByHandAndOneAtATime() throws IOException {
    for (Path file : goldens("gitlab")) {
      load(file)
          .forEach(
              (name, value) -> {
                Map<String, Object> job = map(value);
                if (name.contains("-apply")) {
                  assertThat(job.get("rules").toString())
                      .contains("CI_DEFAULT_BRANCH", "when=manual", "allow_failure=false")
                      .doesNotContain("merge_request_event");
                  assertThat(job).containsKeys("environment", "resource_group", "timeout");
                } else if (job.containsKey("id_tokens")) {
                  assertThat(job.get("rules").toString())
                      .contains("$CI_MERGE_REQUEST_SOURCE_PROJECT_PATH == $CI_PROJECT_PATH");
                }
              });
    }
  }

  private Path blueprint(String path, String name) throws IOException {
    Path blueprint = repository.resolve(path);
    Files.createDirectories(blueprint.getParent());
    return Files.copy(CASES.resolve(name + "/blueprint.yaml"), blueprint);
  }

  private Ran generate(Path blueprint, String kind, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of("generate", "--ci", kind));
    arguments.addAll(more);
    arguments.addAll(List.of("-o", repository + "/out", "--", blueprint.toString()));
    return Ran.of(arguments.toArray(String[]::new));
  }

  private static List<Path> goldens(String kind) throws IOException {
    try (Stream<Path> cases = Files.list(CASES)) {
      List<Path> files = cases.map(folder -> folder.resolve(kind + ".yml")).sorted().toList();
      assertThat(files).hasSizeGreaterThan(3);
      return files;
    }
  }

  private static List<Map<String, Object>> jobs(Path file) throws IOException {
    return map(load(file).get("jobs")).values().stream().map(PipelineCommandTest::map).toList();
  }

  private static List<Map<String, Object>> steps(Map<String, Object> job) {
    return ((List<?>) job.get("steps")).stream().map(PipelineCommandTest::map).toList();
  }

  private static Map<String, Object> load(Path file) throws IOException {
    return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
