package blueprint.compile;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.JsonRenderer;
import blueprint.diagnostic.TextRenderer;
import blueprint.plan.Plan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whatever a file holds, it is refused in words or becomes files. Mutants of real blueprints, from
 * a fixed seed; a failure names the mutant's number. {@code .ci/fuzz} makes more of them, and
 * others.
 */
final class MutationTest {

  private static final int COUNT = Integer.getInteger("mutants", 5_000);
  private static final long SEED = Long.getLong("mutants.seed", 20_261_121L);

  /** What a user has no business to read: classes, frames of a trace, holes of a message. */
  private static final Pattern OURS =
      Pattern.compile(
          "\\b(java|blueprint|org|com|software)\\.[a-z]+(\\.[a-zA-Z]+)*\\.[A-Z][A-Za-z]+"
              + "|\\bat [a-z]+\\.[a-z.]+[A-Z]|Exception|\\{\\d}|@[0-9a-f]{6,8}\\b|\\bnull\\b(?!`)");

  private long longest;
  private int planned;

  @Test
  void noMutantOfTheBytesEscapes() throws IOException {
    Mutants mutants = new Mutants(SEED, Mutants.seeds());
    tryOut("bytes", mutants::ofBytes);
  }

  @Test
  void noMutantOfTheStructureEscapes() throws IOException {
    Mutants mutants = new Mutants(SEED + 1, Mutants.seeds());
    tryOut("structure", mutants::ofStructure);
  }

  private void tryOut(String kind, Supplier<byte[]> mutants) throws IOException {
    for (int i = 0; i < COUNT / 2; i++) {
      tryOut(mutants.get(), kind + " " + i);
    }
    assertThat(planned).as("mutants that mean something").isGreaterThan(10);
    report(kind);
  }

  private void tryOut(byte[] bytes, String number) {
    long begin = processorTime();
    try {
      Diagnostics found = new Diagnostics();
      Optional<Map<String, Plan>> plan = FrontEnd.plan(bytes, found);
      assertThat(plan.isPresent())
          .as("mutant " + number + " is refused or planned")
          .isEqualTo(!found.hasErrors());
      String shown = new TextRenderer(false).render(found.sorted());
      assertThat(shown).as("mutant " + number).doesNotContain("\u001b");
      for (String line : shown.split("\n", -1)) {
        boolean excerpt = line.matches("\\d+ \\| .*| +\\| .*");
        assertThat(!excerpt && OURS.matcher(line.replaceAll("`[^`]*`", "``")).find())
            .as("mutant " + number + " is told of our insides: " + line)
            .isFalse();
      }
      assertThat(JsonRenderer.render(found.sorted())).endsWith("}\n");
      if (plan.isPresent()) {
        planned++;
        FrontEnd.files(plan.get())
            .forEach((path, text) -> assertThat(text).as(path).doesNotContain("\r", "\u0000"));
      }
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(
          "mutant " + number + ":\n" + new String(bytes, StandardCharsets.UTF_8), e);
    }
    longest = Math.max(longest, processorTime() - begin);
  }

  /** Of this thread alone: a busy machine makes no mutant slower. */
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** For the long run, which a script starts: what it cost. */
  private void report(String kind) throws IOException {
    if (System.getProperty("mutants") == null) {
      return;
    }
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    String line =
        "%s: %d mutants of seed %d, %d of them planned, longest %d ms of processor time, heap at most %d MB%n"
            .formatted(kind, COUNT / 2, SEED, planned, longest / 1_000_000, heap / (1024 * 1024));
    Files.writeString(Path.of("target", "mutants-" + kind + ".txt"), line);
  }
}
