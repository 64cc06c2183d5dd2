package blueprint.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blueprint.history.HistoryException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Git is never asked. What it answers is a native test's. */
final class GitTest {

  @TempDir private Path folder;

  @Test
  void withoutGitThatIsSaid() {
    refused(new Git(Map.of("PATH", folder.toString())), "main", Reason.NO_GIT);
  }

  @Test
  void aProgramInTheCurrentFolderIsNotTakenForGit() throws IOException {
    Path planted = Files.writeString(folder.resolve("git"), "#!/bin/sh\ntouch planted\n");
    assertThat(planted.toFile().setExecutable(true)).isTrue();
    refused(new Git(Map.of("PATH", ".::" + folder.getFileName())), "main", Reason.NO_GIT);
    assertThat(folder.resolve("planted")).doesNotExist();
  }

  private void refused(Git git, String revision, Reason reason) {
    assertThatThrownBy(() -> git.read(folder.resolve("shop.yaml"), revision, 1000))
        .isInstanceOfSatisfying(
            HistoryException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
