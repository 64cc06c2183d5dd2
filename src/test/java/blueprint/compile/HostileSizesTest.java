package blueprint.compile;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.TextRenderer;
import blueprint.source.SourceReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** A file within the limit costs seconds at most, whatever fills it. */
final class HostileSizesTest {

  private static final int NEARLY = SourceReader.MAX_BYTES - 2_000;
  private static final String FRAME =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
      images:
        base:
          from: ubuntu-24.04
          recipe:
            - user: web
            - file: /app/web
              content: "%s"
      %s
      tiers:
        app:
          instances:
            image: base
            type: "%s"
            services: {web: {run: "%s", user: web}}
      """;

  @Test
  void longTextsAreReadInTime() {
    for (String unit :
        List.of("a", "/a", "\\n", " ", "eyJ", "a://", "-----BEGIN ", "token ", "$$", "password=")) {
      String text = unit.repeat(NEARLY / unit.length());
      inTime("content " + unit, FRAME.formatted(text, "", "t3.small", "/app/web"));
    }
    for (String unit : List.of("a", "/a", "celery ", "--token ", "-b ")) {
      String text = unit.repeat(NEARLY / unit.length());
      inTime("type " + unit, FRAME.formatted("x", "", text, "/app/web"));
      inTime("run " + unit, FRAME.formatted("x", "", "t3.small", "/app/web " + text));
      inTime(
          "step " + unit,
          FRAME.formatted("x", "      - run: \"" + text + "\"", "t3.small", "/app/web"));
      inTime(
          "path " + unit,
          FRAME.formatted("x", "      - directories: [\"/" + text + "\"]", "t3.small", "/app/web"));
    }
  }

  @Test
  void manyKeysAndItemsAreReadInTime() {
    String keys =
        IntStream.range(0, 70_000).mapToObj(i -> "k" + i + ": 1\n").collect(Collectors.joining());
    inTime("unknown keys", FRAME.formatted("x", "", "t3.small", "/app/web") + keys);
    String tags =
        IntStream.range(0, 50_000)
            .mapToObj(i -> "  k" + i + ": v\n")
            .collect(Collectors.joining("", "tags:\n", ""));
    inTime("tags", FRAME.formatted("x", "", "t3.small", "/app/web") + tags);
    String colliding =
        IntStream.range(0, 1 << 13)
            .mapToObj(
                i ->
                    IntStream.range(0, 13)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "", ": 1\n")))
            .collect(Collectors.joining());
    inTime("colliding keys", FRAME.formatted("x", "", "t3.small", "/app/web") + colliding);
  }

  @Test
  void manyProblemsInOneLineAreReportedInTime() {
    String keys =
        IntStream.range(0, 80_000).mapToObj(i -> "k" + i + ": 1, ").collect(Collectors.joining());
    inTime("one line", FRAME.formatted("x", "network: {" + keys + "}", "t3.small", "/app/web"));
    inTime("twice", FRAME.formatted("x", "tags: {" + "a: 1, ".repeat(NEARLY / 6) + "}", "t", "a"));
    inTime("environments", "environments: {" + keys + "}\n" + FRAME.formatted("x", "", "t", "a"));
  }

  @Test
  void manyReferencesAreLookedUpInTime() {
    String frame = FRAME.replace("image: base", "image: base\n      env: {A: \"%s\"}");
    String same = "${ap.host}".repeat(NEARLY / 10);
    inTime("same", frame.formatted("x", "", same, "t3.small", "/app/web"));
    String each =
        IntStream.range(0, 40_000)
            .mapToObj(i -> "${t" + i + ".host}")
            .collect(Collectors.joining());
    inTime("each another", frame.formatted("x", "", each, "t3.small", "/app/web"));
  }

  private static void inTime(String what, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          Diagnostics found = new Diagnostics();
          FrontEnd.plans(bytes, found);
          assertThat(new TextRenderer(false).render(found.sorted())).isNotNull();
        },
        what);
  }
}
