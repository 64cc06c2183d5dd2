package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The recipe of flask.yaml in a real Debian. */
@Tag("native")
class RecipeNativeTest {
  private NotebookImage image;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    image = NotebookImage.get();
  }

  @Test
  void theFirstRunMakesEverythingAndTheSecondChangesNothing()
      throws IOException, InterruptedException {
    String first = image.firstRun().succeeded().out();
    assertThat(first)
        .contains("changed    images.notebook.recipe[6]: run, new /srv/notebook/requirements.txt")
        .contains(
            "verified   tiers.app.services.tidy: /usr/local/lib/notebook/lease runs as notebook")
        .doesNotContain("unchanged");

    String second = image.recipe().succeeded().out();
    assertThat(second).endsWith("\nchanged=0\n");
    assertThat(second.lines().filter(line -> line.startsWith("unchanged")).count())
        .isEqualTo(first.lines().filter(line -> line.startsWith("changed ")).count());
  }

  @Test
  void everyFileOfTheImageIsInstalled() throws IOException {
    Path files = NotebookImage.packer().resolve("files/notebook");
    try (Stream<Path> all = Files.walk(files)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path installed = image.root().resolve("/" + files.relativize(file));
        assertThat(installed).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void whatHasDriftedIsRepairedAndNothingElseIsTouched() throws IOException, InterruptedException {
    image.shell(
        """
        usermod --shell /bin/bash notebook
        chmod 777 /srv/notebook/etc
        chown daemon /srv/notebook/var
        chmod 600 /usr/local/lib/notebook/lease
        echo x >>/etc/systemd/system/notebook-tidy.service
        echo '# another line' >>/tmp/notebook/srv/notebook/requirements.txt
        """);

    assertThat(changes(image.recipe().succeeded()))
        .containsExactly(
            "images.notebook.recipe[2]: user notebook",
            "images.notebook.recipe[3]: directory /srv/notebook/etc",
            "images.notebook.recipe[3]: directory /srv/notebook/var",
            "images.notebook.recipe[5]: file /srv/notebook/requirements.txt",
            "images.notebook.recipe[6]: run, new /srv/notebook/requirements.txt",
            "tiers.app.services: file /usr/local/lib/notebook/lease",
            "tiers.app.services: file /etc/systemd/system/notebook-tidy.service");
    assertThat(changes(image.recipe().succeeded())).isEmpty();

    Path requirements = Path.of("srv/notebook/requirements.txt");
    Files.copy(
        NotebookImage.packer().resolve("files/notebook").resolve(requirements),
        image.root().resolve("/tmp/notebook/" + requirements),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(changes(image.recipe().succeeded())).hasSize(2);
  }

  @Test
  void anImageThatCannotRunAServiceIsRefused() throws IOException, InterruptedException {
    Path gunicorn = image.root().resolve("/srv/notebook/env/bin/gunicorn");
    Path away = Files.move(gunicorn, gunicorn.resolveSibling("away"));

    ToolRun run = image.recipe();
    Files.move(away, gunicorn);

    assertThat(run.exit()).isNotZero();
    assertThat(run.err())
        .isEqualTo(
            """
            notebook cannot run /srv/notebook/env/bin/gunicorn
            failed     tiers.app.services.web
            """);
  }

  @Test
  void aCommandThatFailsIsNamed() throws IOException, InterruptedException {
    image.shell("mv /srv/notebook/env/bin /srv/notebook/env/away; chmod -x /usr/bin/python3.*");

    ToolRun run = image.recipe();
    image.shell("mv /srv/notebook/env/away /srv/notebook/env/bin; chmod +x /usr/bin/python3.*");

    assertThat(run.exit()).isNotZero();
    assertThat(run.err()).endsWith("\nfailed     images.notebook.recipe[4]\n");
  }

  private static List<String> changes(ToolRun run) {
    String changed = "changed    ";
    return run.out()
        .lines()
        .filter(line -> line.startsWith(changed))
        .map(line -> line.substring(changed.length()))
        .toList();
  }
}
