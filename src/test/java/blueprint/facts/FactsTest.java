package blueprint.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Facts that something else in this repository has to agree with. */
final class FactsTest {

  @Test
  void theReleasesOfToolsThatAreNamedAreThoseThatAreTested() throws IOException {
    assertThat(Files.readString(Path.of(".ci/packer.sum")))
        .contains("/packer v" + Facts.tool("packer") + " h1:")
        .contains("/packer-plugin-amazon v" + Facts.tool("packer-plugin-amazon") + " h1:");
    assertThat(Files.readString(Path.of(".ci/setup")))
        .contains("terraform_version=" + Facts.tool("terraform") + "\n");
  }
}
