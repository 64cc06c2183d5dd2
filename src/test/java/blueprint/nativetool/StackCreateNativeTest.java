package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blueprint.plan.MachineGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The example as a stack: proposed, looked at, created; then changed, and kept from harm. */
@Tag("native")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackCreateNativeTest extends StackContract {

  @Override
  String blueprint(LocalAccount account) throws IOException {
    String text = Files.readString(Path.of("blueprints/sentry.yaml"));
    assertThat(text).contains("engine: terraform");
    return text.replace("engine: terraform", "engine: cloudformation");
  }

  @Override
  String region() {
    return "eu-west-1";
  }

  @Override
  void create(LocalStack stack, WrittenTemplate template, Map<String, String> parameters)
      throws IOException, InterruptedException {
    assertThat(stack.propose(template.text(), parameters))
        .containsExactlyInAnyOrderElementsOf(template.types().keySet());
    assertThat(stack.resources()).isEmpty();
    stack.execute();
  }

  // ---- What the machine does with it

  @Test
  void theProgramsOfTheImageTakeTheValues() throws IOException, InterruptedException {
    MachineGroup group = live().plan().machineGroups().get(0);
    Path image = written().folder().resolve("packer/files").resolve(group.image());
    Path units = image.resolve("etc/systemd/system");
    MachinePrograms machine =
        new MachinePrograms(server(), image, Files.createTempDirectory(work, "machine"))
            .with("start", "\"/etc/systemd/system\"", "\"" + units + "\"");
    Path systemctl = machine.recordSystemctl();
    machine.values(machines().values(group).toString());

    machine.run("start").succeeded();

    assertThat(systemctl)
        .content()
        .contains("sentry-settings.timer", "sentry-logs.service", "sentry-report.service")
        .contains(group.services().stream().map(s -> s.unit() + ".service").toList());
  }

  // ---- Faults that the local AWS must notice, or it would prove nothing

  @Test
  void aReferenceToNothingIsRefused() {
    String faulty = written().text().replaceFirst("VpcId: !Ref Vpc\\b", "VpcId: !Ref Nothing");
    assertThat(faulty).isNotEqualTo(written().text());
    LocalStack stack = new LocalStack(live().account(), "to-nothing");

    assertThatThrownBy(() -> stack.create(faulty, parameters())).isInstanceOf(IOException.class);
  }

  @Test
  void anAttributeOfNothingIsRefused() {
    String faulty = written().text().replace("!GetAtt AppSecurityGroup.", "!GetAtt Nothing.");
    assertThat(faulty).isNotEqualTo(written().text());
    LocalStack stack = new LocalStack(live().account(), "of-nothing");

    assertThatThrownBy(() -> stack.create(faulty, parameters())).isInstanceOf(IOException.class);
  }

  @Test
  void aMissingParameterIsRefused() {
    LocalStack stack = new LocalStack(live().account(), "without-image");

    assertThatThrownBy(() -> stack.create(written().text(), Map.of()))
        .hasMessageContaining(parameters().keySet().iterator().next());
  }

  // ---- Afterwards

  @Test
  @Order(Integer.MAX_VALUE)
  void anUpdateKeepsWhatIsThereAndChangesTheMachines() throws IOException, InterruptedException {
    MachineGroup before = live().plan().machineGroups().get(0);
    String type = "type: t3.large";
    String changed = blueprint(live().account()).replace("type: " + before.instanceType(), type);
    WrittenTemplate second = WrittenTemplate.of(changed, Files.createTempDirectory(work, "second"));
    Map<String, String> ids = physicalIds();
    Map<String, String> images = second.registerImages(live().account());
    assertThat(images)
        .doesNotContainEntry("SentryDemoImageId", parameters().get("SentryDemoImageId"));

    created().update(second.text(), images);

    assertThat(created().status()).isEqualTo("UPDATE_COMPLETE");
    assertThat(second.types()).isEqualTo(written().types());
    assertThat(physicalIds()).isEqualTo(ids);
    Xml newest =
        live()
            .account()
            .ec2("DescribeLaunchTemplateVersions", "LaunchTemplateName", before.name())
            .one("//item[versionNumber='2']/launchTemplateData");
    assertThat("type: " + newest.text("instanceType")).isEqualTo(type);
    assertThat(images).containsValue(newest.text("imageId"));
  }

  /**
   * The local CloudFormation deletes in no order that works, and knows neither deletion policies
   * nor stack policies: what it cannot show is left to AWS.
   */
  @Test
  @Order(Integer.MAX_VALUE)
  void theAccountDoesNotDeleteTheDatabaseJustLikeThat() throws IOException, InterruptedException {
    String database = live().plan().databases().get(0).identifier();

    assertThatThrownBy(
            () ->
                live()
                    .account()
                    .rds(
                        "DeleteDBInstance",
                        "DBInstanceIdentifier",
                        database,
                        "SkipFinalSnapshot",
                        "true"))
        .hasMessageContaining("protect");
    assertThat(live().account().rds("DescribeDBInstances").texts("//DBInstanceIdentifier"))
        .contains(database);
  }
}
