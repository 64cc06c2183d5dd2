package blueprint.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import blueprint.handover.HandoverException.Reason;
import blueprint.pipeline.Delivery;
import blueprint.pipeline.Pipeline;
import blueprint.pipeline.Pipelines;
import blueprint.pipeline.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How programs reach Elastic Beanstalk, and how the engines learn which environment is reached. */
final class ProgramReleaseTest {

  private static final Delivery SHOP = Rehearsal.BEANSTALK;

  @TempDir private Path scratch;
  private Rehearsal shop;

  @BeforeEach
  void prepare() throws IOException {
    shop = new Rehearsal(scratch);
  }

  @Test
  void aTwinIsDeployedToAndVisitorsReachItOnlyAfterASecondQuestion() throws Exception {
    shop.run(Pipelines.release(SHOP));
    assertThat(shop.tools.lines())
        .containsExactly(
            "aws sts get-caller-identity --region eu-west-1 --output text --query Account",
            "bash deploy/app/release.sh ../program",
            "bash deploy/app/swap.sh ask",
            "bash deploy/app/swap.sh");
    assertThat(shop.asked)
        .containsExactly(
            "deploy what is committed of app, where no visitor is",
            "let visitors reach the version of app that waits");
  }

  @Test
  void whoSaysNoToTheSecondQuestionHasDeployedAndSwappedNothing() throws Exception {
    shop.whenAsked = () -> shop.agrees = shop.asked.size() < 2;
    Handover.Failed failed = failed(Pipelines.release(SHOP));
    assertThat(failed.why().reason()).isEqualTo(Reason.DECLINED);
    assertThat(failed.why().words()).isEqualTo("left as it is, as you said");
    assertThat(failed.done())
        .containsExactly("deploy what is committed of app, where no visitor is");
    assertThat(shop.tools.lines()).doesNotContain("bash deploy/app/swap.sh");
  }

  @Test
  void whereNothingWaitsNobodyIsAsked() throws Exception {
    shop.tools.when("bash deploy/app/swap.sh ask", "echo nothing is ready to be reached");
    shop.run(Pipelines.release(SHOP));
    assertThat(shop.asked).hasSize(1);
    assertThat(shop.tools.lines()).doesNotContain("bash deploy/app/swap.sh");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash deploy/app/release.sh *", "bash deploy/app/swap.sh ask"})
  void whatFailsEndsItBeforeVisitorsSeeAnything(String call) throws Exception {
    shop.tools.when(call, "echo 'why it failed' >&2; exit 1");
    HandoverException why = refused(Pipelines.release(SHOP));
    assertThat(why.reason()).isEqualTo(Reason.TOOL_FAILED);
    assertThat(why.stage()).contains(Stage.RELEASE);
    assertThat(shop.shown).contains("bash | why it failed");
    assertThat(shop.tools.lines()).doesNotContain("bash deploy/app/swap.sh");
  }

  @Test
  void oneEnvironmentIsAskedAboutOnce() throws Exception {
    shop.run(Pipelines.release(Rehearsal.alone()));
    assertThat(shop.asked).containsExactly("change shop in eu-west-1, account 123456789012");
    assertThat(shop.tools.lines()).hasSize(2).noneMatch(line -> line.contains("swap"));
  }

  @Test
  void aRollbackTakesTheVersionThatIsWanted() throws Exception {
    shop.run(Pipelines.rollback(SHOP, Optional.of("app-1; rm -rf $HOME")));
    assertThat(shop.tools.calls())
        .contains(List.of("bash", "deploy/app/rollback.sh", "app-1; rm -rf $HOME"))
        .contains(List.of("bash", "deploy/app/swap.sh"));
    shop.tools.forget();
    shop.run(Pipelines.rollback(SHOP, Optional.empty()));
    assertThat(shop.tools.calls()).contains(List.of("bash", "deploy/app/rollback.sh"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"blue", "green"})
  void theEngineIsToldWhichEnvironmentIsReached(String live) throws Exception {
    shop.tools.when("aws elasticbeanstalk describe-environments *", "echo " + live);
    shop.run(Pipelines.apply(SHOP, "terraform"));
    assertThat(shop.tools.lines())
        .anyMatch(line -> line.contains(" plan ") && line.endsWith(" -var=app_live=" + live));
    shop.tools.forget();
    shop.run(Pipelines.apply(SHOP, "cloudformation"));
    assertThat(shop.tools.lines())
        .anyMatch(
            line ->
                line.contains("create-change-set")
                    && line.endsWith(" ParameterKey=AppLive,ParameterValue=" + live));
  }

  @Test
  void whereNeitherIsReachedNothingIsChanged() throws Exception {
    shop.tools.when("aws elasticbeanstalk describe-environments *", "echo neither");
    HandoverException why = refused(Pipelines.apply(SHOP, "terraform"));
    assertThat(why.reason()).isEqualTo(Reason.ANSWER);
    assertThat(why.words()).contains("neither environment of app has the name shop-app");
    assertThat(shop.tools.lines()).noneMatch(line -> line.startsWith("terraform"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"terraform", "cloudformation"})
  void versionsGoBeforeTheEngineTakesTheRest(String engine) throws Exception {
    shop.tools.when("aws cloudformation describe-stacks *StackId*", "echo arn:aws:stack/shop");
    shop.run(Pipelines.destroy(SHOP, engine));
    List<String> lines = shop.tools.lines();
    int clears = lines.indexOf("bash deploy/app/clear.sh");
    assertThat(clears).isPositive();
    assertThat(lines.subList(0, clears))
        .noneMatch(line -> line.contains(" apply ") || line.contains("delete-stack"));
    assertThat(lines.subList(clears, lines.size()))
        .anyMatch(line -> line.contains(" apply ") || line.contains("delete-stack"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"terraform", "cloudformation"})
  void whereNothingStandsNothingIsCleared(String engine) throws Exception {
    shop.tools.when("terraform * plan *", "exit 0");
    shop.run(Pipelines.destroy(SHOP, engine));
    assertThat(shop.tools.lines()).noneMatch(line -> line.contains("clear.sh"));
  }

  @Test
  void whoSaysNoKeepsEveryVersion() throws Exception {
    shop.agrees = false;
    assertThat(refused(Pipelines.destroy(SHOP, "terraform")).reason()).isEqualTo(Reason.DECLINED);
    assertThat(shop.tools.lines()).noneMatch(line -> line.contains("clear.sh"));
  }

  @Test
  void onlyTheChangeAsksWhoIsReached() throws Exception {
    shop.run(Pipelines.apply(SHOP, "terraform").only(EnumSet.of(Stage.ACCOUNT, Stage.IMAGES)));
    assertThat(shop.tools.lines()).noneMatch(line -> line.contains("elasticbeanstalk"));
  }

  // ---- What is known afterwards

  @Test
  void theStatusSaysWhatRunsAndWhatIsCommitted() throws Exception {
    ProgramStatus status = status("green", "app-0123456789ab-00000000", "0123456789ab");
    assertThat(status.words())
        .isEqualTo("app: app-0123456789ab-00000000, which is what is committed");
    assertThat(status.details())
        .containsExactly(
            "shop-app-blue, Ready, Ok, app-old, Python 3.13 running on 64bit Amazon Linux 2023/4.13.7",
            "shop-app-green (visitors reach it), Ready, Severe, app-0123456789ab-00000000, Python 3.13"
                + " running on 64bit Amazon Linux 2023/4.13.7",
            "  100.0 % of the requests fail.",
            "  platform update scheduled, 2026-12-06T03:00:00Z",
            "app-0123456789ab-00000000 released, 2026-11-21T10:00:00Z");
    assertThat(status.differs()).isFalse();
    assertThat(status("green", "app-old", "0123456789ab").words())
        .isEqualTo("app: app-old, and 0123456789ab is committed");
    assertThat(status("nobody", "app-old", "").words()).isEqualTo("app: no visitor reaches it");
  }

  @Test
  void whatWasNeverMadeAndWhatFailedAreSaid() throws Exception {
    ProgramStatus none = ProgramStatus.of(SHOP, Map.of(), scratch).get(0);
    assertThat(none.words()).isEqualTo("app: not made yet");
    assertThat(none.details()).isEmpty();
    ProgramStatus failed =
        ProgramStatus.of(SHOP, Map.of("app_history", "t started v\nt failed v\u001b[2J"), scratch)
            .get(0);
    assertThat(failed.differs()).isTrue();
    assertThat(failed.details()).containsExactly("v failed, t");
  }

  private ProgramStatus status(String live, String version, String head) throws IOException {
    Path work = Files.createDirectories(scratch.resolve("work"));
    String environment =
        """
        {"EnvironmentName": "shop-app-%1$s", "CNAME": "%2$s.eu-west-1.elasticbeanstalk.com",
         "Status": "Ready", "Health": "Red", "HealthStatus": "%4$s", "VersionLabel": "%3$s",
         "PlatformArn":
           "arn:aws:elasticbeanstalk:eu-west-1::platform/Python 3.13 running on 64bit Amazon Linux 2023/4.13.7"}""";
    Files.writeString(
        work.resolve("environments-app.json"),
        "{\"Environments\": [%s, %s]}"
            .formatted(
                environment.formatted("blue", name(live, "blue"), "app-old", "Ok"),
                environment.formatted("green", name(live, "green"), version, "Severe")));
    Files.writeString(
        work.resolve("causes-shop-app-green.json"),
        "{\"Causes\": [\"100.0 % of the requests fail.\u001b[2J\"]}".replace("\u001b", "\\u001b"));
    Files.writeString(
        work.resolve("updates-shop-app-green.json"),
        """
        {"ManagedActions": [{"ActionId": "1", "ActionType": "PlatformUpdate",
          "Status": "Scheduled", "WindowStartTime": "2026-12-06T03:00:00Z"}]}
        """);
    Files.writeString(work.resolve("causes-shop-app-blue.json"), "");
    return ProgramStatus.of(
            SHOP,
            Map.of(
                "app_head",
                head,
                "app_history",
                "2026-11-21T10:00:00Z released app-0123456789ab-00000000"),
            work)
        .get(0);
  }

  private static String name(String live, String id) {
    return live.equals(id) ? "shop-app" : "shop-app-idle";
  }

  private HandoverException refused(Pipeline pipeline) {
    return failed(pipeline).why();
  }

  private Handover.Failed failed(Pipeline pipeline) {
    return catchThrowableOfType(Handover.Failed.class, () -> shop.run(pipeline));
  }
}
