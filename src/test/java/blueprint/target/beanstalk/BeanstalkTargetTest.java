package blueprint.target.beanstalk;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.language.BlueprintReader;
import blueprint.output.Origin;
import blueprint.output.OutputFile;
import blueprint.plan.Beanstalk;
import blueprint.plan.Plan;
import blueprint.plan.Planner;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which files travel with a program, and what must not stand in them. */
final class BeanstalkTargetTest {

  private static final String SMALL =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
      network: {}
      tiers:
        app:
          beanstalk:
            platform: node.js-24
            gzip: false
            metrics: false
            health: {replace_unhealthy: false}
      """;

  @Test
  void noOptionIsSetByTheEngineAndByTheBundle() throws IOException {
    Beanstalk beanstalk = plan(shop()).beanstalks().get(0);
    Set<String> engine = new TreeSet<>();
    beanstalk.options().forEach(option -> engine.add(option.namespace() + " " + option.name()));
    for (Beanstalk.Environment environment : beanstalk.environments()) {
      environment.options().forEach(o -> engine.add(o.namespace() + " " + o.name()));
    }

    assertThat(engine).hasSizeGreaterThan(30);
    assertThat(beanstalk.bundle().options())
        .hasSize(4)
        .noneMatch(option -> engine.contains(option.namespace() + " " + option.name()));
    assertThat(files(shop()).get(".ebextensions/10_options.config").text())
        .contains("WSGIPath", "/static")
        .doesNotContain("SECRET_KEY", "InstanceTypes");
  }

  @Test
  void onlyWhatIsAskedForTravels() {
    assertThat(files(SMALL).keySet())
        .containsExactly(
            ".elasticbeanstalk/config.yml",
            ".platform/confighooks/predeploy/20_maintenance",
            ".platform/files/etc/profile.d/shop-app.sh",
            ".platform/files/usr/local/lib/shop-app/environment",
            ".platform/hooks/prebuild/10_files",
            ".platform/hooks/predeploy/20_maintenance",
            ".platform/maintenance.html",
            ".platform/nginx/conf.d/elasticbeanstalk/health.conf",
            ".platform/nginx/conf.d/elasticbeanstalk/maintenance.conf",
            ".platform/nginx/conf.d/http.conf");
  }

  @Test
  void hooksAndProgramsMayBeRunAndNothingElse() throws IOException {
    Map<String, OutputFile> files = files(shop());

    assertThat(files.keySet().stream().filter(path -> files.get(path).executable()))
        .hasSizeGreaterThan(10)
        .allMatch(
            path -> path.matches("\\.platform/(.*hooks/.*|in-program|files/usr/local/lib/.*)"));
    assertThat(files.keySet().stream().filter(path -> !files.get(path).executable()))
        .noneMatch(path -> path.matches("\\.platform/.*hooks/.*"));
  }

  @Test
  void everyConfigurationHookLeadsToAHookThatIsThere() throws IOException {
    Map<String, OutputFile> files = files(shop());
    List<String> configuration =
        files.keySet().stream().filter(path -> path.contains("/confighooks/")).toList();

    assertThat(configuration).hasSize(4);
    for (String path : configuration) {
      String hook = path.replace("/confighooks/", "/hooks/");
      assertThat(files.get(path).text()).endsWith("exec bash " + hook + "\n");
      assertThat(files).containsKey(hook);
    }
  }

  @Test
  void everyFileSaysWhereItComesFrom() throws IOException {
    BeanstalkTarget.Result result = BeanstalkTarget.emit(plan(shop()));

    assertThat(result.origins().stream().map(Origin::file))
        .containsExactlyInAnyOrderElementsOf(result.tree().files().keySet());
    assertThat(result.origins()).allMatch(origin -> origin.paths().get(0).startsWith("tiers.app"));
  }

  @Test
  void eachOfSeveralProgramsHasAFolder() {
    String two = SMALL + SMALL.substring(SMALL.indexOf("  app:")).replace("  app:", "  web:");

    assertThat(files(two).keySet())
        .contains("app/.elasticbeanstalk/config.yml", "web/.elasticbeanstalk/config.yml")
        .allMatch(path -> path.startsWith("app/") || path.startsWith("web/"));
  }

  @Test
  void thePlatformDecidesWhereTheProgramIsAsked() {
    String health = ".platform/nginx/conf.d/elasticbeanstalk/health.conf";

    assertThat(files(SMALL).get(health).text()).contains("http://127.0.0.1:");
    assertThat(files(SMALL.replace("node.js-24", "docker")).get(health).text())
        .contains("proxy_pass http://docker;");
    assertThat(files(SMALL.replace("node.js-24", "php-8.4"))).doesNotContainKey(health);
  }

  @Test
  void aPathIsMatchedWithoutItsQuery() {
    String asked = SMALL.replace("health: {", "health: {path: \"/up?deep=yes&x\", ");
    String folder = ".platform/nginx/conf.d/elasticbeanstalk/";

    assertThat(files(asked).get(folder + "health.conf").text()).contains("location = /up {");
    assertThat(files(asked).get(folder + "maintenance.conf").text()).contains("if ($uri = /up) {");
  }

  private static String shop() throws IOException {
    return Files.readString(Path.of("src/test/resources/beanstalk/shop.yaml"));
  }

  private static Map<String, OutputFile> files(String blueprint) {
    return BeanstalkTarget.emit(plan(blueprint)).tree().files();
  }

  private static Plan plan(String text) {
    Diagnostics found = new Diagnostics();
    YamlReader.Document document = YamlReader.read(new SourceFile("shop.yaml", text));
    return Planner.plan(BlueprintReader.read(document.root().orElseThrow(), found).orElseThrow());
  }
}
