package blueprint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.BlueprintReader;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Of a thousand random sets of subnets, exactly those overlap that share an address. The oracle
 * marks each address of 192.168.0.0/16 and knows nothing of prefixes.
 */
final class OverlapTest {

  private static final String HEAD =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
      network: {cidr: 192.168.0.0/16, nat: none}
      images: {base: {from: ubuntu-24.04, recipe: [{user: web}]}}
      tiers:
      """;

  private record Range(int start, int size) {}

  @Test
  void exactlyTheRangesThatShareAnAddressOverlap() {
    Random random = new Random(20_261_121);
    int overlapping = 0;
    for (int i = 0; i < 1_000; i++) {
      List<Range> ranges = new ArrayList<>();
      for (int j = 2 + random.nextInt(5); j > 0; j--) {
        int size = 1 << (6 + random.nextInt(8));
        ranges.add(new Range(random.nextInt(65_536 / size) * size, size));
      }
      Set<Integer> expected = linesThatShare(ranges);
      overlapping += expected.isEmpty() ? 0 : 1;
      assertThat(linesReported(ranges)).as(ranges.toString()).isEqualTo(expected);
    }
    assertThat(overlapping).isBetween(150, 900);
  }

  /** The lines of ranges that share an address with one before. */
  private static Set<Integer> linesThatShare(List<Range> ranges) {
    Set<Integer> lines = new TreeSet<>();
    BitSet taken = new BitSet();
    for (int i = 0; i < ranges.size(); i++) {
      for (int a = ranges.get(i).start(); a < ranges.get(i).start() + ranges.get(i).size(); a++) {
        if (taken.get(a)) {
          lines.add(7 + i);
        }
      }
      taken.set(ranges.get(i).start(), ranges.get(i).start() + ranges.get(i).size());
    }
    return lines;
  }

  private static Set<Integer> linesReported(List<Range> ranges) {
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      text.append(
              "  t%d: {instances: {subnet: 192.168.%d.%d/%d, image: base,"
                  .formatted(
                      i,
                      range.start() / 256,
                      range.start() % 256,
                      32 - Integer.numberOfTrailingZeros(range.size())))
          .append(" services: {w%d: {run: /bin/true, user: web}}}}\n".formatted(i));
    }
    Diagnostics found = new Diagnostics();
    Blueprint blueprint =
        BlueprintReader.read(
                YamlReader.read(new SourceFile("b.yaml", text.toString())).root().orElseThrow(),
                found)
            .orElseThrow();
    Rules.check(blueprint, found);
    Set<Integer> lines = new TreeSet<>();
    found.sorted().stream()
        .filter(problem -> problem.code() == Code.SUBNETS_OVERLAP)
        .forEach(problem -> lines.add(problem.span().start().line()));
    return lines;
  }
}
