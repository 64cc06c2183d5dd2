package blueprint.target.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.nativetool.MotoServer;
import blueprint.nativetool.ToolRun;
import blueprint.nativetool.WarmAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what is committed is released, and with it what was generated, as it was generated. */
@Tag("native")
final class ProgramSourceNativeTest {

  @TempDir private static Path shared;
  private static MotoServer moto;
  private static WarmAws cli;

  @TempDir private Path scratch;
  private Deployment shop;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    if (moto == null) {
      moto = MotoServer.start();
      cli = WarmAws.start(shared);
    }
    shop = Deployment.single(scratch, moto, cli);
    shop.program("aws", "#!/bin/sh\ncase \"$1\" in sts) echo 123456789012 ;; *) exit 99 ;; esac\n");
  }

  @AfterEach
  void stop() {
    shop.close();
  }

  @AfterAll
  static void stopServers() {
    if (cli != null) {
      moto.close();
      cli.close();
    }
  }

  @Test
  void whatIsChangedOrNewAndNotCommittedIsNamedAndRefused() throws Exception {
    shop.program.write("application.py", "changed\n");
    shop.program.write("new \u001b[2J\nfile.py", "");
    ToolRun run = refused();
    assertThat(run.err())
        .contains(" M application.py", "?? \"new \\033[2J\\nfile.py\"")
        .contains("these are not committed, so they would not be released")
        .doesNotContain("\u001b");
    shop.program.git("config", "status.showUntrackedFiles", "no");
    shop.program.git("checkout", "--quiet", "application.py");
    assertThat(refused().err()).contains("?? ");
  }

  @Test
  void whatIsIgnoredIsNoHindrance() throws Exception {
    shop.program.write(".gitignore", "*.pyc\n");
    shop.program.commit("ignore");
    shop.program.write("application.pyc", "");
    assertThatAwsIsAskedNext();
  }

  @Test
  void withoutACommitOrARepositoryThereIsNothingToRelease() throws Exception {
    Path empty = scratch.resolve("empty");
    ProgramRepository.in(empty);
    assertThat(shop.script("release", empty).err()).contains("has no commit yet");
    Path none = Files.createDirectories(scratch.resolve("none"));
    assertThat(shop.script("release", none).err()).contains("is in no repository of Git");
    assertThat(shop.script("release").exit()).isEqualTo(64);
    assertThat(shop.script("release", scratch.resolve("nowhere")).exit()).isNotZero();
  }

  @Test
  void aSubmoduleIsNamedAndRefused() throws Exception {
    ProgramRepository other = ProgramRepository.in(scratch.resolve("other"));
    other.commit("other");
    shop.program.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        other.folder().toString(),
        "lib");
    shop.program.commit("with a submodule");
    assertThat(refused().err()).contains("\tlib", "submodules are not in an archive");
  }

  @Test
  void aDetachedCommitAndAFolderOfALargerRepositoryAreFine() throws Exception {
    shop.program.git("checkout", "--quiet", "--detach");
    assertThatAwsIsAskedNext();
    ProgramRepository whole = ProgramRepository.in(scratch.resolve("whole"));
    whole.write("sites/shop/.ebextensions/10-program.config", "option_settings: {}\n");
    whole.commit("all sites");
    whole.write("elsewhere.py", "not committed, and not of this program\n");
    assertThat(shop.script("release", whole.folder().resolve("sites/shop")).exit()).isEqualTo(99);
  }

  @Test
  void whatIsCommittedOtherwiseThanGeneratedIsNamedWithWhatToDo() throws Exception {
    Path hook = shop.generated(".platform/hooks/predeploy/10_it's.sh", "#!/bin/sh\n");
    assertThat(hook.toFile().setExecutable(true)).isTrue();
    assertThat(refused().err())
        .contains("./.platform/hooks/predeploy/10_it's.sh", "copy and commit them:", "cp -R ");

    shop.program.write(".platform/hooks/predeploy/10_it's.sh", "#!/bin/sh\n");
    shop.program.commit("without the right to run it");
    assertThat(refused().err()).contains("10_it's.sh");

    Path committed = shop.program.folder().resolve(".platform/hooks/predeploy/10_it's.sh");
    assertThat(committed.toFile().setExecutable(true)).isTrue();
    shop.program.commit("with it");
    assertThatAwsIsAskedNext();

    shop.program.write(".ebextensions/10-program.config", "option_settings: {a: b}\n");
    shop.program.commit("edited");
    assertThat(refused().err()).contains("./.ebextensions/10-program.config");
  }

  @Test
  void whatHintsSayToRunIsEnough() throws Exception {
    shop.generated(".ebextensions/20 more.config", "packages: {}\n");
    String hint =
        refused().err().lines().filter(line -> line.contains("cp -R")).findFirst().orElseThrow();
    ToolRun.of("bash", "-c", hint).succeeded();
    shop.program.commit("as it is generated");
    assertThatAwsIsAskedNext();
  }

  @Test
  void aLinkInPlaceOfAGeneratedFileIsRefused() throws Exception {
    Path file = shop.program.folder().resolve(".ebextensions/10-program.config");
    Files.move(file, shop.program.folder().resolve("real.config"));
    Files.createSymbolicLink(file, Path.of("../real.config"));
    shop.program.commit("a link");
    assertThat(refused().err()).contains("./.ebextensions/10-program.config");
  }

  @Test
  void whatAttributesLeaveOutOfTheArchiveIsMissing() throws Exception {
    shop.program.write(".gitattributes", ".ebextensions export-ignore\n");
    shop.program.commit("left out");
    assertThat(refused().err()).contains("./.ebextensions/10-program.config");
  }

  @Test
  void whatOthersAddToTheConfigurationIsNamedAndDeployed() throws Exception {
    shop.program.write(".ebextensions/99-own.config", "packages: {}\n");
    shop.program.commit("one of our own");
    assertThat(shop.release().out())
        .contains("besides what was generated, this counts too: ./.ebextensions/99-own.config")
        .doesNotContain("10-program");
  }

  @Test
  void aMissingToolIsNamed() throws Exception {
    Path few = Files.createDirectories(scratch.resolve("few"));
    for (String tool : new String[] {"bash", "dirname", "mktemp", "rm", "aws", "git"}) {
      Path found =
          Files.exists(shop.bin.resolve(tool)) ? shop.bin.resolve(tool) : Path.of("/usr/bin", tool);
      Files.createSymbolicLink(few.resolve(tool), found);
    }
    shop.variables.put("PATH", few.toString());
    assertThat(shop.release().err()).contains("curl is needed, and not installed");
  }

  private ToolRun refused() throws IOException, InterruptedException {
    ToolRun run = shop.release();
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    return run;
  }

  /** All that is looked at here is in order: the stand-in for the CLI ends with 99. */
  private void assertThatAwsIsAskedNext() throws IOException, InterruptedException {
    ToolRun run = shop.release();
    assertThat(run.exit()).as(run.err()).isEqualTo(99);
  }
}
