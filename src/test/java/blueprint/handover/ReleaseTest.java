package blueprint.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import blueprint.handover.HandoverException.Reason;
import blueprint.output.OutputFile;
import blueprint.pipeline.Pipeline;
import blueprint.pipeline.Pipelines;
import blueprint.pipeline.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How containers reach a swarm, and what is known of it afterwards. */
final class ReleaseTest {

  private static final String STACK = "services: {}\n";

  @TempDir private Path scratch;
  private Rehearsal shop;

  @BeforeEach
  void prepare() throws IOException {
    shop = new Rehearsal(scratch);
    Files.writeString(
        Files.createDirectories(shop.folder.resolve("swarm")).resolve("docker-stack.yml"), STACK);
  }

  @Test
  void containersComeAfterTheirMachinesAndBeforeTheirHealth() throws Exception {
    shop.run(Pipelines.apply(Rehearsal.SHOP, "terraform"));
    assertThat(shop.tools.lines())
        .extracting(line -> line.replaceAll("(\\S+ \\S+ \\S+).*", "$1"))
        .containsSubsequence(
            "terraform -chdir=terraform apply",
            "aws ssm get-parameters",
            "bash swarm/release.sh",
            "aws elbv2 describe-target-health");
  }

  @Test
  void aReleaseTouchesNoMachineAndNoEngine() throws Exception {
    shop.run(Pipelines.release(Rehearsal.SHOP));
    assertThat(shop.tools.lines())
        .hasSize(3)
        .noneMatch(line -> line.startsWith("terraform") || line.contains("cloudformation"));
    assertThat(shop.asked).containsExactly("change shop in eu-west-1, account 123456789012");
  }

  @Test
  void aSwarmThatStillFormsIsWaitedFor() throws Exception {
    shop.tools.when(
        "aws ssm get-parameters *",
        "[ \"$number\" -gt 4 ] && echo i-0123456789abcdef0 || echo None");
    shop.run(Pipelines.release(Rehearsal.SHOP));
    assertThat(shop.tools.lines())
        .filteredOn(line -> line.contains("get-parameters"))
        .hasSize(4)
        .allMatch(line -> line.contains("--names /shop/swarm/swarm/leader "));
  }

  @Test
  void aSwarmThatNeverFormsIsNotReleasedTo() throws Exception {
    shop.tools.when("aws ssm get-parameters *", "echo None");
    HandoverException why = refused(Pipelines.release(Rehearsal.SHOP));
    assertThat(why.reason()).isEqualTo(Reason.TOOL_HUNG);
    assertThat(why).hasMessageContaining("until one of the swarm's managers leads");
    assertThat(shop.tools.lines()).noneMatch(line -> line.startsWith("bash"));
  }

  @Test
  void whatFailsIsSaidAndHealthIsNotWaitedFor() throws Exception {
    shop.tools.when("bash swarm/release.sh", "echo 'failed: shop_web, rolled back' >&2; exit 1");
    HandoverException why = refused(Pipelines.apply(Rehearsal.SHOP, "terraform"));
    assertThat(why.reason()).isEqualTo(Reason.TOOL_FAILED);
    assertThat(why.stage()).contains(Stage.RELEASE);
    assertThat(shop.shown).contains("bash | failed: shop_web, rolled back");
    assertThat(shop.tools.lines()).noneMatch(line -> line.contains("elbv2"));
  }

  @Test
  void whoSaysNoReleasesNothing() throws Exception {
    shop.agrees = false;
    assertThat(refused(Pipelines.release(Rehearsal.SHOP)).reason()).isEqualTo(Reason.DECLINED);
    assertThat(shop.tools.lines()).noneMatch(line -> line.startsWith("bash"));
  }

  @Test
  void whoOnlyLooksAtTheHealthWaitsForNoSwarm() throws Exception {
    shop.tools.when("aws ec2 describe-images *", "echo ami-0abc");
    shop.run(Pipelines.apply(Rehearsal.SHOP, "terraform").only(EnumSet.of(Stage.HEALTH)));
    assertThat(shop.tools.lines()).noneMatch(line -> line.contains(" ssm "));
  }

  @Test
  void theScriptGetsCredentialsAndNothingThatBashWouldRun() throws Exception {
    shop.variables.put("AWS_SECRET_ACCESS_KEY", "canary-of-a-key");
    shop.variables.put("BASH_ENV", "/tmp/planted");
    shop.variables.put("BASH_FUNC_aws%%", "() { echo planted; }");
    shop.run(Pipelines.release(Rehearsal.SHOP));
    assertThat(shop.tools.environment(3))
        .containsEntry("AWS_SECRET_ACCESS_KEY", "canary-of-a-key")
        .containsEntry("AWS_REGION", "eu-west-1")
        .doesNotContainKeys("BASH_ENV", "BASH_FUNC_aws%%");
  }

  @Test
  void imagesAreBuiltOfTheCheckoutBeforeTheyAreReleased() throws Exception {
    shop.run(Pipelines.release(Rehearsal.BUILT.building("/home/me/the app")));
    assertThat(shop.tools.calls())
        .containsSubsequence(
            List.of("bash", "swarm/build.sh", "/home/me/the app"),
            List.of("bash", "swarm/release.sh"));
    assertThat(Pipelines.release(Rehearsal.BUILT.building("/home/me/the app")).script("out/shop"))
        .contains("bash swarm/build.sh '/home/me/the app'\n");
  }

  @Test
  void repositoriesAreThereBeforeImagesAreBuilt() throws Exception {
    shop.run(Pipelines.apply(Rehearsal.BUILT.building("/app"), "terraform"));
    assertThat(shop.tools.lines())
        .extracting(line -> line.replaceAll("(\\S+ \\S+ \\S+).*", "$1"))
        .containsSubsequence(
            "terraform -chdir=terraform apply",
            "bash swarm/build.sh /app",
            "bash swarm/release.sh");
  }

  @Test
  void withoutACheckoutNothingIsBuilt() throws Exception {
    shop.run(Pipelines.release(Rehearsal.BUILT));
    assertThat(shop.tools.lines()).noneMatch(line -> line.contains("build.sh"));
  }

  @Test
  void whatCannotBeBuiltIsNotReleased() throws Exception {
    shop.tools.when("bash swarm/build.sh *", "echo 'web: commit first' >&2; exit 1");
    HandoverException why = refused(Pipelines.release(Rehearsal.BUILT.building("/app")));
    assertThat(why.reason()).isEqualTo(Reason.TOOL_FAILED);
    assertThat(shop.tools.lines()).noneMatch(line -> line.contains("release.sh"));
  }

  @Test
  void nothingIsDestroyedBesideARepositoryWithImages() throws Exception {
    shop.tools.when("aws ecr describe-repositories *", "echo shop/web");
    shop.tools.when("aws ecr list-images *", "echo sha256:0123");
    for (String engine : List.of("terraform", "cloudformation")) {
      HandoverException why = refused(Pipelines.destroy(Rehearsal.BUILT, engine));
      assertThat(why.reason()).isEqualTo(Reason.ANSWER);
      assertThat(why)
          .hasMessageContaining(
              "`aws ecr delete-repository --force --region eu-west-1 --repository-name shop/web`");
    }
    assertThat(shop.tools.lines())
        .noneMatch(line -> line.contains("apply") || line.contains("delete"));
  }

  @Test
  void anEmptyRepositoryAndAMissingOneHinderNothing() throws Exception {
    shop.tools.when("aws ecr describe-repositories *", "echo shop/web");
    shop.run(Pipelines.destroy(Rehearsal.BUILT, "terraform"));
    shop.tools.when("aws ecr describe-repositories *", "echo");
    shop.tools.when("aws ecr list-images *", "echo 'RepositoryNotFoundException' >&2; exit 254");
    shop.run(Pipelines.destroy(Rehearsal.BUILT, "terraform"));
    assertThat(shop.tools.lines()).filteredOn(line -> line.contains(" apply ")).hasSize(2);
  }

  @Test
  void theImagesThatRunAreHeldAgainstThoseThatWereBuilt() throws Exception {
    String note =
        note("converged", OutputFile.plain(STACK).digest())
            .replace("\"words\"", "\"images\": {\"web\": \"0123456789ab\"}, \"words\"");
    assertThat(last(note).imageWords()).containsExactly(Map.entry("web", "0123456789ab"));
    assertThat(last(note).differs()).as("nothing was built here").isFalse();

    built("0123456789ab" + "0".repeat(52));
    assertThat(last(note).differs()).isFalse();
    assertThat(last(note).tree().get("images"))
        .isEqualTo(Map.of("web", Map.of("runs", "0123456789ab", "built", "0123456789ab")));

    built("fedcba987654" + "0".repeat(52));
    assertThat(last(note).imageWords())
        .containsExactly(Map.entry("web", "0123456789ab, built since: fedcba987654"));
    assertThat(last(note).differs()).isTrue();

    Files.writeString(shop.folder.resolve("swarm/images.json"), "torn");
    assertThat(last(note).imageWords()).containsExactly(Map.entry("web", "0123456789ab"));
  }

  private void built(String digest) throws IOException {
    Files.writeString(
        shop.folder.resolve("swarm/images.json"),
        "{\"version\": \"3.8\", \"services\": {\"web\": {\"image\": \"r/shop/web@sha256:%s\"}}}"
            .formatted(digest));
  }

  @Test
  void theLastReleaseIsHeldAgainstWhatIsGenerated() throws Exception {
    String generated = OutputFile.plain(STACK).digest();
    assertThat(last(note("converged", generated)).words())
        .isEqualTo("what is generated runs, 2026-11-21T10:00:00+00:00");
    LastRelease other = last(note("converged", "0".repeat(64)));
    assertThat(other.words()).startsWith("another stack file runs than is generated");
    assertThat(other.differs()).isTrue();
    LastRelease failed = last(note("failed", generated));
    assertThat(failed.said()).containsExactly("failed: shop_web, rolled back");
    assertThat(failed.differs()).isTrue();
    assertThat(last(note("deploying", generated)).words()).startsWith("under way");
    assertThat(last("").words()).isEqualTo("nothing yet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?", "no json", "{\"state\": \"fine\"}", "[1]", "{\"words\": {\"a\": []}}"})
  void aNoteThatNobodyCanReadTellsNothing(String note) throws Exception {
    assertThat(last(note).state()).isEqualTo(LastRelease.State.UNKNOWN);
    assertThat(last(note).differs()).isFalse();
  }

  @Test
  void aNoteSteersNoTerminal() throws Exception {
    String note = note("failed", "").replace("rolled", "\\u001b[2Jrolled");
    assertThat(last(note).said()).containsExactly("failed: shop_web, rolled back");
  }

  private static String note(String state, String stack) {
    return """
        {"state": "%s", "at": "2026-11-21T10:00:00+00:00", "by": "i-1", "source": "x",
         "digest": "y", "stack_file": "%s", "words": ["failed: shop_web, rolled back"]}
        """
        .formatted(state, stack);
  }

  private LastRelease last(String noted) throws IOException {
    return LastRelease.of(Rehearsal.SHOP, shop.folder, Map.of(Rehearsal.SHOP.lastRelease(), noted))
        .orElseThrow();
  }

  private HandoverException refused(Pipeline pipeline) {
    return catchThrowableOfType(Handover.Failed.class, () -> shop.run(pipeline)).why();
  }
}
