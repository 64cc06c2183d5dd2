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
  private GuestbookImage image;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    image = GuestbookImage.get();
  }

  @Test
  void theFirstRunMakesEverythingAndTheSecondChangesNothing()
      throws IOException, InterruptedException {
    String first = image.firstRun().succeeded().out();
    assertThat(first)
        .contains("changed    images.guestbook.recipe[6]: run, new /srv/guestbook/requirements.txt")
        .contains(
            "verified   tiers.app.services.tidy: /usr/local/lib/guestbook/lease runs as guestbook")
        .doesNotContain("unchanged");

    String second = image.recipe().succeeded().out();
    assertThat(second).endsWith("\nchanged=0\n");
    assertThat(second.lines().filter(line -> line.startsWith("unchanged")).count())
        .isEqualTo(first.lines().filter(line -> line.startsWith("changed ")).count());
  }

  @Test
  void everyFileOfTheImageIsInstalled() throws IOException {
    Path files = GuestbookImage.packer().resolve("files/guestbook");
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
        usermod --shell /bin/bash guestbook
        chmod 777 /srv/guestbook/etc
        chown daemon /srv/guestbook/var
        chmod 600 /usr/local/lib/guestbook/lease
        echo x >>/etc/systemd/system/guestbook-tidy.service
        echo '# another line' >>/tmp/guestbook/srv/guestbook/requirements.txt
        """);

    assertThat(changes(image.recipe().succeeded()))
        .containsExactly(
            "images.guestbook.recipe[2]: user guestbook",
            "images.guestbook.recipe[3]: directory /srv/guestbook/etc",
            "images.guestbook.recipe[3]: directory /srv/guestbook/var",
            "images.guestbook.recipe[5]: file /srv/guestbook/requirements.txt",
            "images.guestbook.recipe[6]: run, new /srv/guestbook/requirements.txt",
            "tiers.app.services: file /usr/local/lib/guestbook/lease",
            "tiers.app.services: file /etc/systemd/system/guestbook-tidy.service");
    assertThat(changes(image.recipe().succeeded())).isEmpty();

    Path requirements = Path.of("srv/guestbook/requirements.txt");
    Files.copy(
        GuestbookImage.packer().resolve("files/guestbook").resolve(requirements),
        image.root().resolve("/tmp/guestbook/" + requirements),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(changes(image.recipe().succeeded())).hasSize(2);
  }

  @Test
  void anImageThatCannotRunAServiceIsRefused() throws IOException, InterruptedException {
    Path gunicorn = image.root().resolve("/srv/guestbook/env/bin/gunicorn");
    Path away = Files.move(gunicorn, gunicorn.resolveSibling("away"));

    ToolRun run = image.recipe();
    Files.move(away, gunicorn);

    assertThat(run.exit()).isNotZero();
    assertThat(run.err())
        .isEqualTo(
            """
            guestbook cannot run /srv/guestbook/env/bin/gunicorn
            failed     tiers.app.services.web
            """);
  }

  @Test
  void aCommandThatFailsIsNamed() throws IOException, InterruptedException {
    image.shell("mv /srv/guestbook/env/bin /srv/guestbook/env/away; chmod -x /usr/bin/python3.*");

    ToolRun run = image.recipe();
    image.shell("mv /srv/guestbook/env/away /srv/guestbook/env/bin; chmod +x /usr/bin/python3.*");

    assertThat(run.exit()).isNotZero();
    assertThat(run.err()).endsWith("\nfailed     images.guestbook.recipe[4]\n");
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
