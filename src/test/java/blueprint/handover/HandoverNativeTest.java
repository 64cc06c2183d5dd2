package blueprint.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import blueprint.handover.HandoverException.Reason;
import blueprint.nativetool.NativeTools;
import blueprint.output.Lock;
import blueprint.pipeline.Pipeline;
import blueprint.pipeline.Pipelines;
import blueprint.pipeline.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real Terraform and Packer, on resources that need no account. */
@Tag("native")
final class HandoverNativeTest {

  private static final String DATA =
      """
      variable "base_image_id" { type = string }
      resource "terraform_data" "db" {
        input            = var.base_image_id
        triggers_replace = ["%s"]
        %s
      }
      output "url" { value = "http://example.org" }
      """;

  @TempDir private Path scratch;
  private Rehearsal shop;

  @BeforeEach
  void prepare() throws IOException {
    shop = new Rehearsal(scratch);
    Files.createDirectory(shop.folder.resolve("terraform"));
    shop.tools.when("aws ec2 describe-images *", "echo ami-0abc");
    shop.limits =
        new Limits(
            Optional.of(Duration.ofSeconds(90)), Duration.ofSeconds(90), Duration.ofSeconds(30));
  }

  @Test
  void whatWasShownIsAppliedAndThenNothingIsLeftToDo() throws Exception {
    useTerraform("one", "");
    shop.run(terraform());
    assertThat(shop.shown).anyMatch(line -> line.contains("Apply complete! Resources: 1 added"));
    shop.shown.clear();
    shop.asked.clear();
    shop.run(terraform());
    assertThat(shop.shown)
        .anyMatch(line -> line.contains("No changes"))
        .contains("not needed: make the change that was shown");
  }

  @Test
  void aReplacementOfDataIsSeenInTheRealPlan() throws Exception {
    useTerraform("one", "");
    shop.known = List.of(new Lock.Stateful("tiers.db", "db", "terraform:terraform_data.db"));
    shop.run(terraform());
    useTerraform("two", "");
    HandoverException why = refused(terraform());
    assertThat(why.reason()).isEqualTo(Reason.LOSES_DATA);
    assertThat(why).hasMessageContaining("`terraform_data.db` is replaced by an empty one");
    shop.allowed = Set.of("terraform_data.db");
    shop.run(terraform());
    assertThat(shop.shown).anyMatch(line -> line.contains("1 added, 0 changed, 1 destroyed"));
  }

  @Test
  void aPlanThatWasOvertakenIsNotApplied() throws Exception {
    useTerraform("one", "");
    Path terraform = NativeTools.require("terraform");
    shop.whenAsked =
        () ->
            new ProcessBuilder(
                    terraform.toString(),
                    "-chdir=terraform",
                    "apply",
                    "-auto-approve",
                    "-var=base_image_id=ami-other")
                .directory(shop.folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("other").toFile())
                .start()
                .waitFor();
    HandoverException why = refused(terraform());
    assertThat(why.reason()).isEqualTo(Reason.TOOL_FAILED);
    assertThat(why.code()).isEqualTo(1);
    assertThat(shop.shown).anyMatch(line -> line.contains("Saved plan is stale"));
  }

  @Test
  void anInterruptedTerraformEndsOnceAndGivesItsLockBack() throws Exception {
    useTerraform("one", "provisioner \"local-exec\" { command = \"sleep 3\" }");
    shop.whenShown =
        line -> {
          if (line.contains("Still creating") || line.contains("Executing")) {
            shop.signals.raise(2);
            shop.whenShown = ignored -> {};
          }
        };
    HandoverException why = refused(terraform());
    assertThat(why.reason()).isEqualTo(Reason.INTERRUPTED);
    assertThat(shop.shown)
        .anyMatch(line -> line.contains("Interrupt received"))
        .noneMatch(line -> line.contains("Two interrupts received"));
    assertThat(shop.folder.resolve("terraform/.terraform.tfstate.lock.info")).doesNotExist();
    assertThat(shop.folder.resolve("terraform/terraform.tfstate")).exists();
  }

  @Test
  void aConfigurationThatIsWrongIsTerraformsToSay() throws Exception {
    useTerraform("one", "nothing = here");
    HandoverException why = refused(terraform());
    assertThat(why.reason()).isEqualTo(Reason.TOOL_FAILED);
    assertThat(shop.tools.lines()).noneMatch(line -> line.contains("elbv2"));
  }

  @Test
  void packerBuildsBetweenTheTwoQuestionsForTheImageAndItsSecretsStayHidden() throws Exception {
    String secret = "canary/of-packer+build=";
    usePacker();
    shop.variables.put("AWS_SECRET_ACCESS_KEY", secret);
    Files.writeString(
        Files.createDirectory(shop.folder.resolve("packer")).resolve("base.json"),
        """
        {"builders": [{"type": "null", "name": "base", "communicator": "none"}],
         "provisioners": [{"type": "shell-local", "inline": [
           "echo said $AWS_SECRET_ACCESS_KEY", "printf %%s \\"$AWS_SECRET_ACCESS_KEY\\" | base64",
           "touch %s"]}]}
        """
            .formatted(shop.tools.folder().resolve("built")));
    shop.tools.when(
        "aws ec2 describe-images *", "[ -e \"$here/built\" ] && echo ami-0abc || echo None");
    Handover.Done done = shop.run(terraform().only(EnumSet.of(Stage.IMAGES)));
    assertThat(shop.tools.lines()).filteredOn(line -> line.contains("describe-images")).hasSize(2);
    assertThat(done.values()).containsEntry("base_image", "ami-0abc");
    String transcript = Files.readString(done.transcript());
    assertThat(transcript).contains("said (hidden)").doesNotContain(secret);
    assertThat(transcript)
        .doesNotContain(
            java.util.Base64.getEncoder()
                .encodeToString(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .substring(0, 12));
  }

  @Test
  void anInterruptedPackerLeavesNothingRunning() throws Exception {
    usePacker();
    Path pid = scratch.resolve("pid");
    Files.writeString(
        Files.createDirectory(shop.folder.resolve("packer")).resolve("base.json"),
        """
        {"builders": [{"type": "null", "name": "base", "communicator": "none"}],
         "provisioners": [{"type": "shell-local", "inline": ["echo $$ >%s; echo begun; sleep 120"]}]}
        """
            .formatted(pid));
    shop.tools.when("aws ec2 describe-images *", "echo None");
    shop.whenShown =
        line -> {
          if (line.contains("begun")) {
            shop.signals.raise(15);
            shop.whenShown = ignored -> {};
          }
        };
    assertThat(refused(terraform()).reason()).isEqualTo(Reason.INTERRUPTED);
    long left = Long.parseLong(Files.readString(pid).strip());
    for (int i = 0; i < 100 && ProcessHandle.of(left).isPresent(); i++) {
      Thread.sleep(50);
    }
    assertThat(ProcessHandle.of(left)).isEmpty();
  }

  private void useTerraform(String trigger, String more) throws IOException {
    real("terraform");
    Files.writeString(shop.folder.resolve("terraform/main.tf"), DATA.formatted(trigger, more));
  }

  private void usePacker() throws IOException {
    real("packer");
    shop.variables.put("PACKER_PLUGIN_PATH", NativeTools.require("packer-plugins").toString());
    shop.allowedVariables = Set.of("PACKER_PLUGIN_PATH");
  }

  private void real(String tool) throws IOException {
    Path there = shop.tools.folder().resolve(tool);
    Files.deleteIfExists(there);
    Files.createSymbolicLink(there, NativeTools.require(tool));
  }

  private static Pipeline terraform() {
    return Pipelines.apply(Rehearsal.SHOP, "terraform");
  }

  private HandoverException refused(Pipeline pipeline) {
    return catchThrowableOfType(Handover.Failed.class, () -> shop.run(pipeline)).why();
  }
}
