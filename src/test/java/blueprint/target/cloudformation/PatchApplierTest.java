package blueprint.target.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.language.BlueprintReader;
import blueprint.plan.Plan;
import blueprint.plan.Planner;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import blueprint.target.cloudformation.Template.Section;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PatchApplierTest {

  private static final Resource VPC = Resource.of("Vpc", "AWS::EC2::VPC").from("network");

  private static final Resource GATEWAY =
      Resource.of("Gateway", "AWS::EC2::InternetGateway").from("network");

  private static final Resource SUBNET =
      Resource.of("AppSubnet", "AWS::EC2::Subnet")
          .from("tiers.app")
          .dependsOn(List.of("Gateway"))
          .attribute("DeletionPolicy", Expression.text("Delete"))
          .set("VpcId", Expression.ref("Vpc"))
          .set("Options", Expression.object().with("First", 1).with("Second", 2))
          .set("Tags", Expression.list("last"));

  private static final Template TEMPLATE =
      new Template(
          "shop",
          List.of(),
          Map.of(),
          List.of(new Section("network", List.of(VPC, GATEWAY, SUBNET))),
          List.of(Output.of("Network", "network", "Its id.", Expression.ref("Vpc"))));

  @Test
  void propertiesAreSetAndObjectsGrowTogether() {
    assertThat(patched("{AppSubnet: {Options: {Second: 3, Third: [a, true]}, Ipv6: no}}"))
        .contains("  # changed by overrides.cloudformation\n")
        .contains("First: 1\n", "Second: 3\n", "Third: [a, true]\n", "VpcId: !Ref Vpc\n")
        .doesNotContain("Second: 2");
  }

  @Test
  void whatIsNewStandsBeforeTheTags() {
    String text = patched("{AppSubnet: {New: x}}");
    assertThat(text.indexOf("New: x")).isBetween(0, text.indexOf("Tags:"));
  }

  @Test
  void whatStandsBesidePropertiesIsChangedThere() {
    assertThat(patched("{AppSubnet: {DeletionPolicy: Retain, DependsOn: null}}"))
        .contains("    DeletionPolicy: Retain\n")
        .doesNotContain("DependsOn", "      DeletionPolicy");
  }

  @Test
  void aFunctionTakesThePlaceOfWhatWasThere() {
    assertThat(patched("{AppSubnet: {Options: {Ref: Gateway}}}"))
        .contains("Options:\n        Ref: Gateway\n")
        .doesNotContain("First");
  }

  @Test
  void textOfTheUserIsNoFunction() {
    assertThat(patched("{AppSubnet: {Options: \"!Ref Vpc\", Other: \"$${Vpc}\"}}"))
        .containsPattern("Options: [\"']!Ref Vpc[\"']")
        .contains("Other: \"${Vpc}\"")
        .doesNotContain("!Sub");
  }

  @Test
  void aResourceThatOthersOnlyWaitForCanGo() {
    assertThat(patched("{Gateway: null}")).doesNotContain("Gateway", "DependsOn");
  }

  @Test
  void aResourceThatOthersNeedStays() {
    assertThat(problems("{Vpc: null}"))
        .containsExactly(": cannot be removed while `AppSubnet`, `Network` refers to it");
  }

  @Test
  void aPatchOfNothingSaysWhatThereIs() {
    PatchApplier applier = applier("{Vcp: {A: b}, Vpc: {Nothing: null}}");
    assertThat(applier.problems()).hasSize(2);
    assertThat(applier.problems().get(0).candidates()).contains("Vpc", "AppSubnet");
    assertThat(applier.problems().get(1).path()).isEqualTo("Nothing");
  }

  @Test
  void whatWouldBeAnotherResourceIsRefused() {
    assertThat(problems("{Vpc: {Type: x, Properties: {}, Condition: c}}"))
        .containsExactlyInAnyOrder(
            "Type: cannot be changed: another type is another resource",
            "Properties: is left out: properties stand directly below the logical id",
            "Condition: cannot be set: the template has no conditions of yours");
  }

  private static String patched(String overrides) {
    PatchApplier applier = new PatchApplier(plan(overrides));
    Template template = applier.apply(TEMPLATE);
    assertThat(applier.problems()).isEmpty();
    return TemplateEmitter.emit(template);
  }

  private static List<String> problems(String overrides) {
    return applier(overrides).problems().stream()
        .map(problem -> problem.path() + ": " + problem.reason().orElse(""))
        .toList();
  }

  private static PatchApplier applier(String overrides) {
    PatchApplier applier = new PatchApplier(plan(overrides));
    applier.apply(TEMPLATE);
    return applier;
  }

  private static Plan plan(String overrides) {
    String text =
        """
        blueprint: 1
        name: shop
        region: eu-west-1
        engine: cloudformation
        images: {base: {from: ubuntu-24.04, recipe: [{user: web}]}}
        tiers: {app: {instances: {image: base, services: {site: {run: /bin/true, user: web}}}}}
        overrides: {cloudformation: %s}
        """
            .formatted(overrides);
    YamlReader.Document document = YamlReader.read(new SourceFile("shop.yaml", text));
    Diagnostics found = new Diagnostics();
    Plan plan =
        Planner.plan(BlueprintReader.read(document.root().orElseThrow(), found).orElseThrow());
    assertThat(found.all()).isEmpty();
    return plan;
  }
}
