package blueprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One blueprint in several environments, from the command line. */
final class EnvironmentsTest {

  private static final Path TREES = Path.of("src/test/resources/golden/trees");
  private static final Path THREE = TREES.resolve("environments/blueprint.yaml");

  /** What the environment `staging` of {@link #THREE} makes, written by hand. */
  private static final String STAGING =
      """
      blueprint: 1
      name: shop-staging
      region: eu-central-1
      tags: {Team: platform, Environment: Pre-production}
      network: {zones: 1, nat: none}
      domain: {name: shop.example.org, zone: Z0123456789ABC}
      secrets: {key: {from: ssm:/shop/key}}
      images:
        base:
          from: ubuntu-24.04
          recipe:
            - user: {name: shop, home: /srv/shop}
            - directories: [/srv/shop, /srv/shop/etc]
      tiers:
        web:
          instances:
            image: base
            settings:
              file: /srv/shop/etc/settings.json
              json: {DEBUG: false, KEY: "${secret.key}", CACHE: {ttl: 60, size: 10}, HOSTS: [a.example.org, b.example.org]}
            services: {app: {run: /usr/bin/python3 -m http.server 8000, user: shop}}
      """;

  @TempDir private Path scratch;

  private record Ran(int code, String out, String err) {}

  @Test
  void anEnvironmentIsTheBlueprintThatOneWouldWriteByHand() throws IOException {
    Path flat = Files.writeString(scratch.resolve("flat.yaml"), STAGING);
    assertThat(run("generate", flat.toString(), "-o", scratch.resolve("flat").toString()).code())
        .isZero();
    String out = scratch.resolve("out").toString();
    Ran ran = run("generate", THREE.toString(), "--env", "staging", "-o", out);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(files(scratch.resolve("out/shop/staging")))
        .isEqualTo(files(scratch.resolve("flat/shop-staging")))
        .hasSizeGreaterThan(10);
  }

  @Test
  void onlyTheEnvironmentThatIsWantedIsCompiled() throws IOException {
    String out = scratch.resolve("out").toString();
    assertThat(run("generate", THREE.toString(), "--env", "review", "-o", out).code()).isZero();
    try (Stream<Path> folders = Files.list(scratch.resolve("out/shop"))) {
      assertThat(folders).extracting(path -> path.getFileName().toString()).containsOnly("review");
    }
    assertThat(run("check", THREE.toString(), "--env", "review", "-o", out).code()).isZero();
    assertThat(run("check", THREE.toString(), "-o", out).code()).isEqualTo(2);
  }

  @Test
  void anEnvironmentThatIsNotThereIsRefused() {
    Ran ran = run("validate", THREE.toString(), "--env", "prduction");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err())
        .contains("error[unknown-environment]: the blueprint has no environment `prduction`")
        .contains("hint: did you mean `production`?");
  }

  @Test
  void anEnvironmentOfABlueprintWithoutAnyIsRefused() {
    Ran ran = run("validate", "blueprints/sentry.yaml", "--env", "production");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err())
        .contains("error[unknown-environment]: the blueprint has no environment `production`")
        .contains("hint: it has no `environments:` at all");
  }

  @Test
  void aNameThatLeadsElsewhereIsRefusedEvenWhereEachEnvironmentHasItsOwn() throws IOException {
    String text = Files.readString(THREE).replaceFirst("name: shop\n", "name: ../shop\n");
    Path file = Files.writeString(scratch.resolve("elsewhere.yaml"), text);
    String out = scratch.resolve("out").toString();
    Ran ran = run("generate", file.toString(), "--env", "production", "-o", out);
    assertThat(ran.code()).isZero();
    assertThat(scratch.resolve("shop")).doesNotExist();
    assertThat(scratch.resolve("out/shop/production/blueprint.lock.json")).exists();
  }

  @Test
  void whatIsRenderedCompilesToTheSameFiles() throws IOException {
    for (Path folder : List.of(THREE.getParent(), TREES.resolve("secrets-and-overrides"))) {
      boolean one = !folder.equals(THREE.getParent());
      String[] choice = one ? new String[0] : new String[] {"--env", "production"};
      Ran rendered = run(with(choice, "render", folder.resolve("blueprint.yaml").toString()));
      assertThat(rendered.code()).as(rendered.err()).isZero();
      Path file = Files.writeString(scratch.resolve("rendered.yaml"), rendered.out());
      Path out = scratch.resolve("rendered-" + one);
      Ran ran = run("generate", file.toString(), "-o", out.toString());
      assertThat(ran.code()).as(ran.err()).isZero();
      Path expected = folder.resolve(one ? "expected" : "expected/production");
      try (Stream<Path> written = Files.list(out)) {
        assertThat(files(written.findFirst().orElseThrow())).isEqualTo(files(expected));
      }
    }
  }

  @Test
  void everyBlueprintThatReadsRendersToItself() throws IOException {
    int rendered = 0;
    try (Stream<Path> walk = Files.walk(Path.of("src/test/resources/golden"))) {
      for (Path file : walk.filter(path -> path.endsWith("blueprint.yaml")).sorted().toList()) {
        Ran first = run("render", file.toString());
        if (first.code() == 0) {
          Path again = Files.writeString(scratch.resolve("again.yaml"), first.out());
          Ran second = run("render", again.toString());
          assertThat(second.code()).as(file + ": " + second.err()).isZero();
          assertThat(bare(second.out())).as(file.toString()).isEqualTo(bare(first.out()));
          rendered++;
        }
      }
    }
    assertThat(rendered).isGreaterThan(10);
  }

  @Test
  void eachValueSaysWhereItComesFrom() {
    Ran ran = run("render", THREE.toString(), "--env", "production");
    assertThat(ran.out())
        .contains("name: shop  # production, line 39\n")
        .contains("region: eu-west-1  # line 5\n")
        .contains("engine: terraform  # default\n")
        .contains("  max: 6  # production, line 43\n")
        .contains("  Environment: production  # production, line 38\n");
  }

  @Test
  void oneEnvironmentHasToBeChosenWhereThereAreSeveral() {
    Ran ran = run("render", THREE.toString());
    assertThat(ran.code()).isEqualTo(64);
    assertThat(ran.err())
        .contains("the blueprint has 3 environments", "choose one of them with --env");
    assertThat(run("render", THREE.toString(), THREE.toString()).code()).isEqualTo(64);
    assertThat(run("render", THREE.toString(), "--env", "nowhere").code()).isEqualTo(3);
  }

  @Test
  void theFolderOfAnEnvironmentThatIsGoneStaysAndIsNamed() throws IOException {
    assertThat(generate("{staging: {}, production: {}}").err()).isEmpty();
    Map<String, String> staging = files(scratch.resolve("out/shop/staging"));
    String left = scratch.resolve("out/shop/staging").toString();
    String words = left + " is left from an environment that the blueprint no longer has\n";
    String hint = "hint: destroy what was made from there once nothing needs it, then delete the";

    Ran ran = generate("{prod: {}, production: {}}");
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEqualTo("blueprint: warning: " + words + hint + " folder\n");
    assertThat(files(scratch.resolve("out/shop/staging"))).isEqualTo(staging);
    Ran check = check("{prod: {}, production: {}}");
    assertThat(check.code()).isEqualTo(2);
    assertThat(check.out()).contains(left + " no longer belongs to the output\n");
    assertThat(check.err()).isEqualTo("blueprint: " + words + hint + " folder\n");

    try (Stream<Path> walk = Files.walk(scratch.resolve("out/shop/staging"))) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    assertThat(check("{prod: {}, production: {}}").code()).as("as the hint says").isZero();
    assertThat(generate("{prod: {}, production: {}}").err()).isEmpty();
  }

  @Test
  void whatWasThereBeforeThereWereEnvironmentsIsNamed() throws IOException {
    generate("");
    String shop = scratch.resolve("out/shop").toString();
    Ran ran = generate("{production: {}}");
    assertThat(ran.code()).isZero();
    assertThat(ran.err())
        .startsWith("blueprint: warning: " + shop + " is left from before")
        .contains("delete its files, but not the folders of the environments");
    assertThat(scratch.resolve("out/shop/README.md")).exists();
    Ran check = check("{production: {}}");
    assertThat(check.code()).isEqualTo(2);
    assertThat(check.err()).startsWith("blueprint: " + shop + " is left from before");
  }

  @Test
  void allEnvironmentsMayBeGone() throws IOException {
    generate("{staging: {}, production: {}}");
    Ran ran = generate("");
    assertThat(ran.code()).isZero();
    assertThat(ran.err())
        .contains("warning: " + scratch + "/out/shop/production is left from an environment")
        .contains("warning: " + scratch + "/out/shop/staging is left from an environment")
        .containsOnlyOnce("hint: ");
    assertThat(check("").code()).isEqualTo(2);
    assertThat(scratch.resolve("out/shop/staging/README.md")).exists();
  }

  @Test
  void aMachineReadsAWarningWhereThatIsAllItIs() throws IOException {
    generate("{staging: {}, production: {}}");
    String file = with("{production: {}}");
    String out = scratch.resolve("out").toString();
    assertThat(run("generate", "--diagnostics=json", file, "-o", out).err())
        .contains("\"severity\":\"warning\",\"code\":\"environment-gone\"")
        .contains("\"at\":{\"file\":\"" + out + "/shop/staging\"}");
    assertThat(run("check", "--diagnostics=json", file, "-o", out).err())
        .contains("\"severity\":\"error\",\"code\":\"environment-gone\"");
  }

  @Test
  void aRunForOneEnvironmentAsksNothingOfTheOthers() throws IOException {
    generate("{staging: {}, production: {}}");
    String file = with("{production: {}}");
    String out = scratch.resolve("out").toString();
    for (String command : List.of("generate", "check")) {
      Ran ran = run(command, file, "--env", "production", "-o", out);
      assertThat(ran.code()).as(command).isZero();
      assertThat(ran.err()).as(command).isEmpty();
    }
    assertThat(run("check", file, "-o", out).code()).isEqualTo(2);
  }

  @Test
  void whatIsSomebodyElsesIsNotNamed() throws IOException {
    generate("{staging: {}, production: {}}");
    Path out = scratch.resolve("out");
    Path lock = out.resolve("shop/staging/blueprint.lock.json");
    Files.createDirectories(out.resolve("shop/notes"));
    Files.writeString(out.resolve("shop/notes/README.md"), "mine");
    Files.createDirectories(out.resolve("shop/other"));
    Files.writeString(out.resolve("shop/other/blueprint.lock.json"), "{\"version\": 7}");
    Files.writeString(out.resolve("shop/file"), "mine");
    Files.createDirectories(out.resolve("shop/deep/down"));
    Files.copy(lock, out.resolve("shop/deep/down/blueprint.lock.json"));
    Files.createDirectories(out.resolve("blog/production"));
    Files.copy(lock, out.resolve("blog/production/blueprint.lock.json"));
    Path linked = Files.createDirectories(scratch.resolve("linked"));
    Files.move(lock, linked.resolve("blueprint.lock.json"));
    Files.createSymbolicLink(out.resolve("shop/link"), linked);

    assertThat(generate("{production: {}}").err()).isEmpty();
    assertThat(check("{production: {}}").code()).isZero();
  }

  @Test
  void whatAnotherBlueprintOfTheSameRunWritesIsNotLeft() throws IOException {
    String one = with("");
    String text = Files.readString(Path.of(one)) + "environments: {production: {}}\n";
    String two = Files.writeString(scratch.resolve("two.yaml"), text).toString();
    String out = scratch.resolve("out").toString();
    assertThat(run("generate", one, two, "-o", out).err()).isEmpty();
    assertThat(run("check", one, two, "-o", out).code()).isZero();
    assertThat(run("check", two, "-o", out).code()).isEqualTo(2);
  }

  private Ran generate(String environments) throws IOException {
    return run("generate", with(environments), "-o", scratch.resolve("out").toString());
  }

  private Ran check(String environments) throws IOException {
    return run("check", with(environments), "-o", scratch.resolve("out").toString());
  }

  /** A blueprint with environments, or without any. */
  private String with(String environments) throws IOException {
    String shared = Files.readString(Path.of("src/test/resources/cli/shop.yaml"));
    String text = environments.isEmpty() ? shared : shared + "environments: " + environments + "\n";
    return Files.writeString(scratch.resolve("shop.yaml"), text).toString();
  }

  private static String bare(String rendered) {
    return rendered.replaceAll("(?m)  # (default|([a-z0-9-]+, )?line [0-9]+)$", "");
  }

  private static String[] with(String[] more, String... arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  private static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  private static Map<String, String> files(Path tree) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(tree)) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        files.put(tree.relativize(path).toString(), Files.readString(path));
      }
    }
    return files;
  }
}
