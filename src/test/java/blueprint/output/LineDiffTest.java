package blueprint.output;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.output.LineDiff.Hunk;
import blueprint.output.LineDiff.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LineDiffTest {

  @Test
  void equalTextsHaveNoHunks() {
    assertThat(LineDiff.of(List.of("a", "b"), List.of("a", "b"))).isEmpty();
    assertThat(LineDiff.of(List.of(), List.of())).isEmpty();
  }

  @Test
  void aChangedLineIsShownWithThreeLinesAround() {
    List<String> from = IntStream.range(0, 20).mapToObj(i -> "line " + i).toList();
    List<String> to = new ArrayList<>(from);
    to.set(10, "another");
    List<Hunk> hunks = LineDiff.of(from, to);
    assertThat(hunks).hasSize(1);
    assertThat(hunks.get(0).from()).isEqualTo(8);
    assertThat(hunks.get(0).lines())
        .hasSize(8)
        .contains(new Line('-', "line 10"), new Line('+', "another"));
  }

  @Test
  void farChangesAreHunksOfTheirOwn() {
    List<String> from = IntStream.range(0, 40).mapToObj(i -> "line " + i).toList();
    List<String> to = new ArrayList<>(from);
    to.remove(30);
    to.add(5, "new");
    assertThat(LineDiff.of(from, to)).extracting(Hunk::from).containsExactly(3, 28);
    assertThat(LineDiff.of(from, to)).extracting(Hunk::to).containsExactly(3, 29);
  }

  @Test
  void hunksAppliedToOneTextGiveTheOther() {
    Random random = new Random(3);
    for (int round = 0; round < 2_000; round++) {
      List<String> from = lines(random);
      List<String> to = lines(random);
      assertThat(apply(from, LineDiff.of(from, to))).as(from + " to " + to).isEqualTo(to);
    }
  }

  @Test
  void veryDifferentLongTextsAreShownWithoutComparingAll() {
    List<String> from = IntStream.range(0, 50_000).mapToObj(i -> "a" + i).toList();
    List<String> to = IntStream.range(0, 50_000).mapToObj(i -> "b" + i).toList();
    assertThat(apply(from, LineDiff.of(from, to))).isEqualTo(to);
  }

  private static List<String> lines(Random random) {
    return random.ints(random.nextInt(25), 0, 5).mapToObj(Integer::toString).toList();
  }

  private static List<String> apply(List<String> from, List<Hunk> hunks) {
    List<String> result = new ArrayList<>();
    int next = 0;
    for (Hunk hunk : hunks) {
      result.addAll(from.subList(next, hunk.from() - 1));
      next = hunk.from() - 1;
      assertThat(hunk.to()).isEqualTo(result.size() + 1);
      for (Line line : hunk.lines()) {
        if (line.sign() != '+') {
          assertThat(from.get(next++)).isEqualTo(line.text());
        }
        if (line.sign() != '-') {
          result.add(line.text());
        }
      }
    }
    result.addAll(from.subList(next, from.size()));
    return result;
  }
}
