package blueprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.compile.Compiler;
import blueprint.source.SourceReader;
import blueprint.starter.Kind;
import blueprint.starter.Starter;
import blueprint.starter.Starter.Answers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** First blueprints: every combination of answers compiles, and no other answer is taken. */
final class InitCommandTest {

  private static final Starter.Domain DOMAIN = new Starter.Domain("example.org", "Z0123456789ABC");

  @TempDir private Path scratch;

  @Test
  void everyCombinationOfAnswersCompilesWithoutAWarningThatCouldBeHelped() {
    List<SourceReader.Decoded> files = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Optional<Starter.Domain> domain :
          List.of(Optional.of(DOMAIN), Optional.<Starter.Domain>empty())) {
        if (kind == Kind.MINIMAL && domain.isPresent()) {
          continue;
        }
        String name = kind.label() + (domain.isPresent() ? "-domain" : "");
        String text = Starter.text(new Answers(name, "eu-west-1", kind, domain), name + ".yaml");
        SourceReader.Decoded file =
            SourceReader.decode(name, text.getBytes(StandardCharsets.UTF_8));
        List<String> expected =
            kind == Kind.MINIMAL || domain.isPresent()
                ? List.of()
                : List.of(kind == Kind.BEANSTALK ? "unencrypted-program" : "unencrypted-listener");
        assertThat(Compiler.problems(file))
            .as(name)
            .extracting(problem -> problem.code().id())
            .isEqualTo(expected);
        assertThat(text.lines())
            .allMatch(line -> line.length() <= 110)
            .noneMatch(line -> line.endsWith(" "));
        files.add(file);
      }
    }
    assertThat(Compiler.compile(files, Optional.empty()))
        .hasSize(13)
        .allMatch(c -> !c.outputs().isEmpty());
  }

  @Test
  void namesThatYamlWouldTakeForSomethingElseStayNames() {
    for (String name : List.of("no", "on", "null", "y", "true")) {
      String text = Starter.text(Answers.DEFAULT.withName(name), "x.yaml");
      assertThat(text).contains("\nname: \"" + name + "\"\n");
    }
  }

  @Test
  void whatIsGivenIsWrittenAndNothingIsAsked() {
    String file = scratch.resolve("app.yaml").toString();
    Ran ran =
        Ran.of(
            "init",
            "hello",
            "--kind=web-database",
            "--region=us-east-1",
            "--domain=example.org",
            "--zone=Z0123456789ABC",
            "--file",
            file);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("blueprint generate " + file);
    assertThat(Path.of(file))
        .content()
        .contains("name: hello\nregion: us-east-1\n", "name: example.org", "database:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Shop",
        "",
        "-x",
        "a b",
        "a\nregion: b",
        "\"",
        "#",
        "{{x}}",
        "a: b",
        "é",
        "a-name-that-is-far-too-long-for-anything-in-the-account"
      })
  void aNameThatIsNoneIsRefused(String name) {
    Path file = scratch.resolve("x.yaml");
    Ran ran = Ran.of("init", "--file", file.toString(), "--", name);
    assertThat(ran.code()).as(ran.err()).isEqualTo(64);
    assertThat(ran.err()).startsWith("blueprint: ").contains("\nhint: ");
    assertThat(file).doesNotExist();
  }

  @Test
  void otherAnswersThatAreNoneAreRefused() {
    String file = scratch.resolve("x.yaml").toString();
    for (List<String> wrong :
        List.of(
            List.of("--region", "eu-west-9"),
            List.of("--region", "x\nname: y"),
            List.of("--kind", "wbe"),
            List.of("--domain", "example.org"),
            List.of("--zone", "Z0123456789ABC"),
            List.of("--domain", "not a domain", "--zone", "Z0123456789ABC"),
            List.of("--domain", "example.org", "--zone", "0"),
            List.of("--kind", "minimal", "--domain", "example.org", "--zone", "Z0123456789ABC"))) {
      List<String> arguments = new ArrayList<>(List.of("init", "--yes", "--file", file));
      arguments.addAll(wrong);
      Ran ran = Ran.of(arguments.toArray(String[]::new));
      assertThat(ran.code()).as(wrong + ran.err()).isEqualTo(64);
      assertThat(Path.of(file)).doesNotExist();
    }
  }

  @Test
  void nothingIsWrittenOver() throws IOException {
    Path file = Files.writeString(scratch.resolve("x.yaml"), "mine");
    Path link = Files.createSymbolicLink(scratch.resolve("link.yaml"), scratch.resolve("gone"));
    assertThat(Ran.of("init", "--file", file.toString()).code()).isEqualTo(4);
    assertThat(Ran.of("init", "--file", link.toString()).code()).isEqualTo(4);
    assertThat(file).hasContent("mine");
    assertThat(scratch.resolve("gone")).doesNotExist();
  }

  @Test
  void theKindsAreListed() {
    assertThat(Ran.of("init", "--list").out())
        .contains("minimal", "web-database", "web-worker", "own-network", "swarm", "beanstalk")
        .hasLineCount(Kind.values().length);
  }

  @Test
  void aQuestionIsAskedAgainUntilTheAnswerIsGood() throws IOException {
    StringWriter shown = new StringWriter();
    Dialogue dialogue = dialogue("Wrong\n\u001b[2J\n  right \n", shown);
    Optional<String> answer =
        dialogue.ask(
            "name",
            "shop",
            word -> word.equals("right") ? Optional.empty() : Optional.of("no: " + word));
    assertThat(answer).contains("right");
    assertThat(shown.toString()).contains("name [shop]: ", "no: Wrong").doesNotContain("\u001b");
  }

  @Test
  void anEmptyAnswerIsTheDefaultAndTheEndIsNoAnswer() throws IOException {
    Dialogue dialogue = dialogue("\n", new StringWriter());
    assertThat(dialogue.ask("name", "shop", word -> Optional.empty())).contains("shop");
    assertThat(dialogue.ask("name", "shop", word -> Optional.empty())).isEmpty();
  }

  private static Dialogue dialogue(String typed, StringWriter shown) {
    return new Dialogue(new BufferedReader(new StringReader(typed)), new PrintWriter(shown, true));
  }
}
