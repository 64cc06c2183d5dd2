package blueprint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Limit;
import blueprint.language.Blueprint;
import blueprint.language.BlueprintReader;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is too long to be shown in a golden. */
final class DeliveryRuleTest {

  private static final String HEAD =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
      network: {zones: 3}
      images: {docker: {from: ubuntu-24.04}}
      tiers:
        swarm:
          swarm:
            image: docker
            workers: {min: 2}
            services:
              web:
                image: shop/web:1
                configs:
                  data: "%s"
      """;

  @Test
  void aFileThatNoSwarmTakesIsRefused() {
    int most = Limit.SWARM_OBJECT_SIZE.max();
    assertThat(codes("x".repeat(most))).isEmpty();
    assertThat(codes("x".repeat(most + 1))).containsExactly(Code.DELIVERY_TOO_LARGE);
  }

  @Test
  void bytesCountAndNotLetters() {
    int most = Limit.SWARM_OBJECT_SIZE.max();
    assertThat(codes("ü".repeat(most / 2))).isEmpty();
    assertThat(codes("ü".repeat(most / 2 + 1))).containsExactly(Code.DELIVERY_TOO_LARGE);
  }

  private static List<Code> codes(String content) {
    Diagnostics found = new Diagnostics();
    Blueprint blueprint =
        BlueprintReader.read(
                YamlReader.read(new SourceFile("b.yaml", HEAD.formatted(content)))
                    .root()
                    .orElseThrow(),
                found)
            .orElseThrow();
    Rules.check(blueprint, found);
    return found.sorted().stream().map(problem -> problem.code()).toList();
  }
}
