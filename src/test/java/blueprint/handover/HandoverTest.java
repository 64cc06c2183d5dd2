package blueprint.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import blueprint.facts.Facts;
import blueprint.handover.HandoverException.Reason;
import blueprint.pipeline.Pipeline;
import blueprint.pipeline.Pipelines;
import blueprint.pipeline.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is run, and when nothing is. */
final class HandoverTest {

  private static final String PLAN_LOSES =
      """
      cat <<'END'
      {"resource_changes": [{"address": "aws_db_instance.db", "type": "aws_db_instance",
        "mode": "managed", "change": {"actions": ["delete", "create"]}}]}
      END
      """;

  @TempDir private Path scratch;
  private Rehearsal shop;

  @BeforeEach
  void prepare() throws IOException {
    shop = new Rehearsal(scratch);
  }

  @Test
  void terraformMakesWhatWasShownAndNothingElse() throws Exception {
    shop.run(apply("terraform"));
    assertThat(shop.tools.lines())
        .extracting(line -> line.replaceAll("/[^ ]*/work-[0-9]+", "WORK"))
        .containsSubsequence(
            "packer build -color=false packer/base.json",
            "terraform -chdir=terraform init -input=false -no-color",
            "terraform -chdir=terraform plan -input=false -no-color -detailed-exitcode"
                + " -lock-timeout=60s -out=WORK/saved.tfplan -var=base_image_id=ami-0abc",
            "terraform -chdir=terraform show -json WORK/saved.tfplan",
            "terraform -chdir=terraform apply -input=false -no-color WORK/saved.tfplan",
            "terraform -chdir=terraform output -no-color");
    assertThat(shop.asked)
        .containsExactly(
            "build the machine image base-0123456789ab",
            "change shop in eu-west-1, account 123456789012");
  }

  @Test
  void anImageThatIsThereIsNotBuiltAgain() throws Exception {
    shop.tools.when("aws ec2 describe-images *", "echo ami-0abc");
    shop.run(apply("terraform"));
    assertThat(shop.tools.lines()).noneMatch(line -> line.startsWith("packer"));
    assertThat(shop.asked).hasSize(1);
  }

  @Test
  void packersPluginIsInstalledInOneVersionAndOnlyWhereItIsMissing() throws Exception {
    String version = Facts.tool("packer-plugin-amazon");
    String install = "packer plugins install github.com/hashicorp/amazon " + version;
    shop.run(apply("terraform"));
    assertThat(shop.tools.lines()).containsOnlyOnce(install);
    for (String there : List.of(version, "1.0.0")) {
      shop.tools.forget();
      shop.tools.when(
          "packer plugins installed",
          "echo /p/packer-plugin-amazon_v" + there + "_x5.0_linux_amd64");
      shop.run(apply("terraform"));
      assertThat(shop.tools.lines().contains(install)).as(there).isEqualTo(!there.equals(version));
    }
  }

  @Test
  void whoHoldsProvidersToTheLockFileHasTerraformFailWithoutIt() throws Exception {
    shop.run(apply("terraform").locked());
    assertThat(shop.tools.lines())
        .filteredOn(line -> line.contains("-lockfile=readonly"))
        .containsExactly(
            "terraform -chdir=terraform init -input=false -no-color -lockfile=readonly");
  }

  @Test
  void nothingIsAppliedWhereNothingChanges() throws Exception {
    shop.tools.when("terraform * plan *", "exit 0");
    shop.run(apply("terraform"));
    assertThat(shop.tools.lines()).noneMatch(line -> line.contains(" apply "));
    assertThat(shop.asked)
        .as("the containers may still be others")
        .containsExactly(
            "build the machine image base-0123456789ab",
            "change shop in eu-west-1, account 123456789012");
  }

  @Test
  void aNewStackIsMadeOfAChangeSetByItsOwnId() throws Exception {
    shop.run(apply("cloudformation"));
    assertThat(shop.tools.lines())
        .anyMatch(line -> line.matches(".*create-change-set .*--change-set-type CREATE.*ami-0abc"))
        .anyMatch(line -> line.matches(".*execute-change-set .*--change-set-name arn:.*/b/1"))
        .anyMatch(line -> line.contains("set-stack-policy"))
        .noneMatch(line -> line.contains("--change-set-type UPDATE"))
        .noneMatch(line -> line.contains("delete-change-set"));
  }

  @Test
  void aStackThatStandsIsUpdated() throws Exception {
    stackIs("UPDATE_ROLLBACK_COMPLETE");
    shop.run(apply("cloudformation"));
    assertThat(shop.tools.lines())
        .anyMatch(line -> line.contains("--change-set-type UPDATE"))
        .noneMatch(line -> line.contains("--change-set-type CREATE"));
  }

  @Test
  void aStackThatNeverStoodIsNotUpdated() throws Exception {
    stackIs("ROLLBACK_COMPLETE");
    HandoverException why = refused(apply("cloudformation"));
    assertThat(why).hasMessageContaining("has to be deleted first");
    assertThat(shop.tools.lines()).noneMatch(line -> line.contains("create-change-set"));
  }

  @Test
  void aStackThatChangesJustNowIsLeftAlone() throws Exception {
    stackIs("UPDATE_IN_PROGRESS");
    assertThat(refused(apply("cloudformation"))).hasMessageContaining("under way");
  }

  @Test
  void aChangeSetWithoutChangesIsThrownAwayAndNothingIsWaitedFor() throws Exception {
    stackIs("CREATE_COMPLETE");
    shop.tools.when(
        "aws cloudformation describe-change-set *StatusReason*",
        "echo \"FAILED The submitted information didn't contain changes.\"");
    shop.run(apply("cloudformation"));
    assertThat(shop.tools.lines())
        .anyMatch(line -> line.contains("delete-change-set"))
        .noneMatch(line -> line.contains("execute-change-set"));
  }

  // ---- Refusals

  @Test
  void anotherAccountIsLeftAlone() throws Exception {
    shop.tools.when("aws sts *", "echo 999999999999");
    HandoverException why = refused(apply("terraform"));
    assertThat(why.reason()).isEqualTo(Reason.ANSWER);
    assertThat(why)
        .hasMessageContaining("is for account 123456789012")
        .hasMessageContaining("9999");
    assertThat(shop.tools.calls()).hasSize(1);
  }

  @Test
  void whoSaysNoChangesNothing() throws Exception {
    shop.agrees = false;
    shop.tools.when("aws ec2 describe-images *", "echo ami-0abc");
    HandoverException why = refused(apply("cloudformation"));
    assertThat(why.reason()).isEqualTo(Reason.DECLINED);
    assertThat(shop.tools.lines())
        .anyMatch(line -> line.contains("delete-change-set"))
        .noneMatch(line -> line.contains("execute-change-set"));
  }

  @Test
  void dataIsNotReplacedUnlessItIsNamed() throws Exception {
    shop.tools.when("terraform * show *", PLAN_LOSES);
    HandoverException why = refused(apply("terraform"));
    assertThat(why.reason()).isEqualTo(Reason.LOSES_DATA);
    assertThat(why).hasMessageContaining("`aws_db_instance.db` is replaced by an empty one");
    assertThat(shop.tools.lines()).noneMatch(line -> line.contains(" apply "));

    shop.allowed = Set.of("aws_db_instance.other");
    assertThat(refused(apply("terraform")).reason()).isEqualTo(Reason.LOSES_DATA);
    shop.allowed = Set.of("aws_db_instance.db");
    shop.run(apply("terraform"));
    assertThat(shop.tools.lines()).anyMatch(line -> line.contains(" apply "));
  }

  @Test
  void logsGoWithTheWholeAndWithNothingLess() throws Exception {
    shop.tools.when(
        "terraform * show *",
        "echo '{\"resource_changes\": [{\"address\": \"aws_cloudwatch_log_group.app\", \"type\":"
            + " \"aws_cloudwatch_log_group\", \"change\": {\"actions\": [\"delete\"]}}]}'");
    assertThat(refused(apply("terraform")).reason()).isEqualTo(Reason.LOSES_DATA);
    shop.logsMayGo = true;
    shop.run(Pipelines.destroy(Rehearsal.SHOP, "terraform"));
    shop.tools.when("terraform * show *", PLAN_LOSES);
    assertThat(refused(Pipelines.destroy(Rehearsal.SHOP, "terraform")).reason())
        .isEqualTo(Reason.LOSES_DATA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Remove", "Modify True", "Modify Conditional"})
  void aChangeSetThatTakesDataAwayIsRefusedAndThrownAway(String change) throws Exception {
    stackIs("CREATE_COMPLETE");
    String[] words = change.split(" ", -1);
    String replacement = words.length > 1 ? ", \"Replacement\": \"" + words[1] + "\"" : "";
    shop.tools.when(
        "aws cloudformation describe-change-set *json*",
        "echo '{\"Changes\": [{\"ResourceChange\": {\"Action\": \""
            + words[0]
            + "\", \"LogicalResourceId\": \"DbInstance\", \"ResourceType\": \"Any\""
            + replacement
            + "}}]}'");
    HandoverException why = refused(apply("cloudformation"));
    assertThat(why.reason()).isEqualTo(Reason.LOSES_DATA);
    assertThat(shop.tools.lines())
        .anyMatch(line -> line.contains("delete-change-set"))
        .noneMatch(line -> line.contains("execute-change-set"));
  }

  @Test
  void whatIsNamedIsTakenOffTheStackPolicyForTheChangeAndPutBack() throws Exception {
    stackIs("CREATE_COMPLETE");
    shop.tools.when(
        "aws cloudformation describe-change-set *json*",
        "echo '{\"Changes\": [{\"ResourceChange\": {\"Action\": \"Remove\","
            + " \"LogicalResourceId\": \"DbInstance\"}}]}'");
    shop.allowed = Set.of("DbInstance");
    shop.run(lifting());
    assertThat(policiesAndExecutions())
        .containsExactly("{\"lifted\":1}", "execute", "file://cloudformation/stack-policy.json");
  }

  @Test
  void theStackPolicyIsPutBackWhereTheChangeFails() throws Exception {
    stackIs("CREATE_COMPLETE");
    shop.tools.when("aws cloudformation describe-stacks *--query Stacks?0*", "echo UPDATE_FAILED");
    HandoverException why = refused(lifting());
    assertThat(why).hasMessageContaining("could not make the change");
    assertThat(policiesAndExecutions())
        .containsExactly("{\"lifted\":1}", "execute", "file://cloudformation/stack-policy.json");
  }

  /** At each step from the lifting on, and the interrupted tool may have done its work or not. */
  @ParameterizedTest
  @ValueSource(strings = {"*{\"lifted\":1}", "*execute-change-set*", "*describe-stacks *Stacks?0*"})
  void theStackPolicyIsPutBackWhereSomebodyInterrupts(String during) throws Exception {
    stackIs("CREATE_COMPLETE");
    shop.tools.when("aws " + during, "echo marker >&2; sleep 10");
    shop.whenShown =
        line -> {
          shop.signals.raise(2);
          shop.whenShown = ignored -> {};
        };
    HandoverException why = refused(lifting());
    assertThat(why.reason()).isEqualTo(Reason.INTERRUPTED);
    assertThat(policiesAndExecutions())
        .startsWith("{\"lifted\":1}")
        .endsWith("file://cloudformation/stack-policy.json");
  }

  @Test
  void aPolicyThatWasNotLiftedOrIsBackIsLeftAlone() throws Exception {
    stackIs("CREATE_COMPLETE");
    shop.tools.when("aws elbv2 *", "exit 1");
    refused(lifting());
    assertThat(policiesAndExecutions())
        .containsExactly("{\"lifted\":1}", "execute", "file://cloudformation/stack-policy.json");
    shop.tools.forget();
    shop.agrees = false;
    refused(lifting());
    assertThat(policiesAndExecutions()).isEmpty();
  }

  @Test
  void whereThePolicyCannotBePutBackTheCommandThatDoesIsSaid() throws Exception {
    stackIs("CREATE_COMPLETE");
    shop.tools
        .when("aws * execute-change-set *", "exit 1")
        .when("aws * set-stack-policy *file:*", "exit 254");
    Handover.Failed failed = catchThrowableOfType(Handover.Failed.class, () -> shop.run(lifting()));
    assertThat(failed.unguarded())
        .containsExactly(
            "aws cloudformation set-stack-policy --region eu-west-1 --output text"
                + " --stack-name shop --stack-policy-body file://cloudformation/stack-policy.json");
  }

  @Test
  void aPlanThatCannotBeReadIsNotApplied() throws Exception {
    shop.tools.when("terraform * show *", "echo 'not json'");
    assertThat(refused(apply("terraform")).reason()).isEqualTo(Reason.UNREADABLE);
    assertThat(shop.tools.lines()).noneMatch(line -> line.contains(" apply "));
  }

  @Test
  void aPlanThatIsMissingIsNotApplied() throws Exception {
    shop.tools.when("terraform * show *", "exit 0");
    assertThat(refused(apply("terraform")).reason()).isEqualTo(Reason.UNREADABLE);
  }

  // ---- Parts

  @Test
  void imagesAloneChangeNothingElse() throws Exception {
    shop.run(apply("terraform").only(EnumSet.of(Stage.IMAGES)));
    assertThat(shop.tools.lines())
        .anyMatch(line -> line.startsWith("packer build"))
        .noneMatch(line -> line.startsWith("terraform"));
  }

  @Test
  void whoGoesOnFromTheChangeStillHasTheAccountAndTheImageLookedUp() throws Exception {
    shop.tools.when("aws ec2 describe-images *", "echo ami-0abc");
    shop.run(apply("terraform").only(Pipeline.from(Stage.CHANGE)));
    assertThat(shop.tools.lines().get(0)).startsWith("aws sts");
    assertThat(shop.tools.lines())
        .anyMatch(line -> line.contains("-var=base_image_id=ami-0abc"))
        .noneMatch(line -> line.startsWith("packer"));
  }

  // ---- What is private stays so, and goes

  @Test
  void whatIsSavedIsThisUsersAndGoneAfterwards() throws Exception {
    shop.tools.when(
        "terraform * apply *",
        "stat -c '%a %F' \"$(dirname \"$5\")\" >\"$here/modes\"; stat -c '%a' \"$(dirname"
            + " \"$5\")\"/plan.json >>\"$here/modes\"");
    Handover.Done done = shop.run(apply("terraform"));
    assertThat(Files.readString(shop.tools.folder().resolve("modes")))
        .isEqualTo("700 directory\n600\n");
    assertThat(work()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(done.transcript())))
        .isEqualTo("rw-------");

    shop.tools.when("terraform * apply *", "exit 1");
    refused(apply("terraform"));
    assertThat(work()).isEmpty();
  }

  @Test
  void theNewestTranscriptsAreKeptAndWhatIsNoneStays() throws Exception {
    Handover.Done first = shop.run(apply("terraform"));
    Path transcripts = first.transcript().getParent();
    for (int i = 1; i < PrivateFolder.TRANSCRIPTS; i++) {
      Files.writeString(transcripts.resolve("201001020304%02d.log".formatted(i)), "x");
    }
    Path own = Files.writeString(transcripts.resolve("20090102030405.notes.log"), "mine");
    Path oldest = Files.writeString(transcripts.resolve("20090102030405.log"), "x");
    Path older = Files.writeString(transcripts.resolve("20090102030406.log"), "x");
    shop.run(apply("terraform")); // in another second or in the same
    assertThat(List.of(oldest, older)).noneMatch(Files::exists);
    assertThat(own).hasContent("mine");
    try (Stream<Path> left = Files.list(transcripts)) {
      assertThat(left).hasSize(PrivateFolder.TRANSCRIPTS + 1).contains(first.transcript());
    }
  }

  @Test
  void twoRunsDoNotChangeOneStackAtOnce() throws Exception {
    try (PrivateFolder first = PrivateFolder.open(shop.state)) {
      assertThat(first.work()).isDirectory();
      assertThat(catchThrowableOfType(PrivateFolder.Busy.class, () -> shop.run(apply("terraform"))))
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    assertThat(shop.tools.calls()).isEmpty();
    shop.run(apply("terraform"));
  }

  @Test
  void aFolderThatOthersLookIntoIsNotUsed() throws Exception {
    Files.createDirectories(shop.state);
    Files.setPosixFilePermissions(shop.state, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(catchThrowableOfType(IOException.class, () -> shop.run(apply("terraform"))))
        .hasMessageContaining("chmod 700");
  }

  @Test
  void whatAKilledRunLeftIsRemoved() throws Exception {
    Path left;
    try (PrivateFolder store = PrivateFolder.open(shop.state)) {
      assertThat(store.work()).isDirectory();
      left = Files.createDirectory(shop.state.resolve("work-left"));
      Files.writeString(left.resolve("saved.tfplan"), "secret");
    }
    shop.run(apply("terraform"));
    assertThat(left).doesNotExist();
  }

  // ---- Help

  private List<String> policiesAndExecutions() throws IOException {
    return shop.tools.calls().stream()
        .filter(call -> call.contains("set-stack-policy") || call.contains("execute-change-set"))
        .map(call -> call.contains("execute-change-set") ? "execute" : call.get(call.size() - 1))
        .toList();
  }

  private static Pipeline apply(String engine) {
    return Pipelines.apply(Rehearsal.SHOP, engine);
  }

  private static Pipeline lifting() {
    return Pipelines.apply(Rehearsal.SHOP, "cloudformation", Optional.of("{\"lifted\":1}"));
  }

  private void stackIs(String status) throws IOException {
    shop.tools.when(
        "aws cloudformation describe-stacks *StackName==*].StackStatus", "echo " + status);
  }

  private HandoverException refused(Pipeline pipeline) {
    return catchThrowableOfType(Handover.Failed.class, () -> shop.run(pipeline)).why();
  }

  private List<Path> work() throws IOException {
    try (Stream<Path> files = Files.list(shop.state)) {
      return files.filter(file -> file.getFileName().toString().startsWith("work-")).toList();
    }
  }
}
