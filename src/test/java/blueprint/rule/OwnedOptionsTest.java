package blueprint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.facts.OptionFacts;
import blueprint.language.Blueprint;
import blueprint.language.BlueprintReader;
import blueprint.plan.Beanstalk;
import blueprint.plan.Planner;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody can set an option that the plan sets. */
final class OwnedOptionsTest {

  private static final Path COMPLETE = Path.of("src/test/resources/language/complete.yaml");

  @Test
  void everyOptionOfThePlanIsOwned() throws IOException {
    Blueprint blueprint = complete();
    List<Beanstalk.Option> options = new ArrayList<>();
    for (Beanstalk program : Planner.plan(blueprint).beanstalks()) {
      options.addAll(program.options());
      options.addAll(program.bundle().options());
      program.environments().forEach(e -> options.addAll(e.options()));
    }
    assertThat(options)
        .hasSizeGreaterThan(80)
        .filteredOn(option -> !option.path().endsWith(".options"))
        .allSatisfy(
            option ->
                assertThat(OwnedOptions.instead(option.namespace(), option.name()))
                    .as(option.namespace() + " " + option.name())
                    .isPresent());
  }

  @Test
  void whatNoKeySaysMayBeSet() {
    assertThat(OwnedOptions.instead("aws:elasticbeanstalk:command", "IgnoreHealthCheck")).isEmpty();
    assertThat(OwnedOptions.instead("aws:autoscaling:trigger", "Period")).isEmpty();
    assertThat(OwnedOptions.instead("aws:ec2:vpc", "ELBScheme")).contains("write `internal:`");
  }

  @Test
  void everyNamespaceIsDatedAndReadAsItself() {
    assertThat(OptionFacts.namespaces()).hasSizeGreaterThan(25);
    assertThat(OptionFacts.namespaces()).allMatch(OptionFacts::isNamespace);
  }

  private static Blueprint complete() throws IOException {
    String yaml = Files.readString(COMPLETE).replaceFirst("(?s)\nenvironments:.*", "\n");
    Diagnostics found = new Diagnostics();
    YamlReader.Document read = YamlReader.read(new SourceFile("complete.yaml", yaml));
    return BlueprintReader.read(read.root().orElseThrow(), found)
        .orElseThrow(() -> new AssertionError(found.sorted().toString()));
  }
}
