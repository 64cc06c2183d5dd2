package blueprint.target.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LabelsTest {

  @Test
  void aTierTakesNoFileThatMeansSomethingElse() {
    for (String tier :
        List.of("override", "my-override", "con", "aux", "nul", "com1", "network", "outputs")) {
      assertThat(Labels.file(tier)).isEqualTo(tier.replace('-', '_') + "_tier.tf");
    }
    for (String tier :
        List.of("terraform", "provider", "count", "self", "null", "overrides", "console")) {
      assertThat(Labels.file(tier)).isEqualTo(tier + ".tf");
    }
  }
}
