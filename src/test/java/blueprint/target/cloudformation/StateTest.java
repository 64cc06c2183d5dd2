package blueprint.target.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.language.BlueprintReader;
import blueprint.plan.Plan;
import blueprint.plan.Planner;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import blueprint.target.cloudformation.Template.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds data, and what no update may replace or delete. */
final class StateTest {

  private static final Resource DATABASE =
      Resource.of("DbInstance", "AWS::RDS::DBInstance")
          .from(List.of("tiers.db.storage", "tiers.db"), "")
          .set("DBInstanceIdentifier", "shop-db");

  private static final Resource SECRET =
      Resource.of("MailSecret", "AWS::SecretsManager::Secret")
          .from("secrets.mail")
          .set("Name", "shop/mail");

  private static final Resource BUCKET =
      Resource.of("LbAccessLogs", "AWS::S3::Bucket").from("tiers.lb.access_logs");

  @Test
  void whatIsProtectedIsGuarded() {
    State state =
        state(
            DATABASE.set("DeletionProtection", true),
            SECRET,
            BUCKET.attribute("DeletionPolicy", Expression.text("Retain")),
            Resource.of("Vpc", "AWS::EC2::VPC"));
    assertThat(state.guarded()).isEqualTo(state.all());
    assertThat(state.all().stream().map(s -> s.path() + " " + s.identity() + " " + s.address()))
        .containsExactly(
            "tiers.db shop-db cloudformation:DbInstance",
            "secrets.mail shop/mail cloudformation:MailSecret",
            "tiers.lb shop-lbaccesslogs cloudformation:LbAccessLogs");
    assertThat(StackPolicy.text(state).orElseThrow())
        .contains("\"Update:Replace\"", "\"Update:Delete\"", "\"LogicalResourceId/DbInstance\"")
        .contains("\"Allow\"", "\"Update:*\"")
        .doesNotContain("Vpc");
  }

  /** A machine of a cluster holds nothing that another one could not read. */
  @Test
  void ofAClusterTheStorageIsGuardedAndNoMachine() {
    Resource cluster =
        Resource.of("DbCluster", "AWS::RDS::DBCluster")
            .from("tiers.db")
            .set("DBClusterIdentifier", "shop-db")
            .set("DeletionProtection", true);
    Resource machine =
        Resource.of("DbMember1", "AWS::RDS::DBInstance")
            .from("tiers.db")
            .set("DBInstanceIdentifier", "shop-db-1")
            .set("DBClusterIdentifier", Expression.ref("DbCluster"));

    State state = state(cluster, machine);

    assertThat(state.guarded()).isEqualTo(state.all());
    assertThat(state.all().stream().map(s -> s.path() + " " + s.identity() + " " + s.address()))
        .containsExactly("tiers.db shop-db cloudformation:DbCluster");
  }

  @Test
  void aDatabaseThatMayGoIsKnownAndNotGuarded() {
    State state = state(DATABASE.set("DeletionProtection", false));
    assertThat(state.all()).hasSize(1);
    assertThat(state.guarded()).isEmpty();
    assertThat(StackPolicy.text(state).orElseThrow()).contains("Allow").doesNotContain("Deny");
  }

  @Test
  void whereNothingHoldsDataThereIsNoPolicy() {
    assertThat(StackPolicy.text(state(BUCKET, Resource.of("Vpc", "AWS::EC2::VPC")))).isEmpty();
  }

  @Test
  void whatIsTooMuchIsCountedBySection() {
    Template template =
        new Template(
            "shop",
            List.of(),
            Map.of(),
            List.of(
                new Section("network", List.of(BUCKET)),
                new Section(
                    "tiers.app",
                    IntStream.range(0, 500)
                        .mapToObj(i -> Resource.of("Topic" + i, "AWS::SNS::Topic"))
                        .toList())),
            List.of());
    Unfit.TooLarge large = (Unfit.TooLarge) Unfit.ofNumbers(template).orElseThrow();
    assertThat(large.amount()).isEqualTo(501);
    assertThat(large.parts()).containsEntry("network", 1).containsEntry("tiers.app", 500);
    String text = TemplateEmitter.emit(template);
    Unfit.TooLarge bytes = (Unfit.TooLarge) Unfit.bytes(template, text.length());
    assertThat(bytes.parts().values().stream().mapToInt(i -> i).sum())
        .isBetween(text.length() - 150, text.length());
  }

  private static State state(Resource... resources) {
    return new State(
        plan(),
        new Template(
            "shop",
            List.of(),
            Map.of(),
            List.of(new Section("all", Arrays.asList(resources))),
            List.of()));
  }

  private static Plan plan() {
    String text =
        """
        blueprint: 1
        name: shop
        region: eu-west-1
        engine: cloudformation
        images: {base: {from: ubuntu-24.04, recipe: [{user: web}]}}
        tiers: {app: {instances: {image: base, services: {site: {run: /bin/true, user: web}}}}}
        """;
    return Planner.plan(
        BlueprintReader.read(
                YamlReader.read(new SourceFile("shop.yaml", text)).root().orElseThrow(),
                new Diagnostics())
            .orElseThrow());
  }
}
