package blueprint.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blueprint.nativetool.NativeTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of a few lines in Node: {@code echo.js}, with a package of its own. */
class NodeProgramTest {

  @BeforeEach
  void requireNode() {
    NativeTools.require("node");
  }

  @Test
  void anAnswerIsTheValueOfTheProgramsFunction() throws NodeMissingException {
    try (NodeProgram echo = echo()) {
      assertThat(echo.answer(Map.of("greet", "you")).asText()).isEqualTo("hello, you");
      assertThat(echo.answer(Map.of("value", List.of(1, "a", true))).size()).isEqualTo(3);
      assertThat(echo.answer(Map.of()).isMissing()).isFalse();
    }
  }

  @Test
  void textOfAnySizeAndKindArrivesAsItIs() throws NodeMissingException {
    try (NodeProgram echo = echo()) {
      for (int size : List.of(1, 65_535, 65_536, 3_000_000)) {
        String text = "ä€\ud83d\ude00\r\n\u2028\"\\".repeat(size / 10 + 1);
        assertThat(echo.answer(Map.of("value", text)).asText()).isEqualTo(text);
      }
    }
  }

  @Test
  void whatIsPrintedIsNoAnswer() throws NodeMissingException {
    try (NodeProgram echo = echo()) {
      assertThat(echo.answer(Map.of("print", "{}\n", "value", 7)).asInt()).isEqualTo(7);
      assertThat(echo.answer(Map.of("value", 8)).asInt()).isEqualTo(8);
    }
  }

  @Test
  void anErrorIsToldAndTheNextQuestionIsAnswered() throws NodeMissingException {
    try (NodeProgram echo = echo()) {
      assertThatThrownBy(() -> echo.answer(Map.of("fail", "broken")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("broken");
      assertThat(echo.answer(Map.of("value", 1)).asInt()).isEqualTo(1);
    }
  }

  @Test
  void aProgramThatEndsIsNamed() {
    try (NodeProgram echo = echo()) {
      assertThatThrownBy(() -> echo.answer(Map.of("exit", 3)))
          .isInstanceOf(NodeEndedException.class)
          .hasMessageContaining("node ended with 3");
    }
  }

  @Test
  void aProgramSeesNoVariableAndSurvivesASignal() throws NodeMissingException {
    try (NodeProgram echo = echo()) {
      Set<String> names = new TreeSet<>(echo.answer(Map.of("environment", true)).names());
      assertThat(names).containsExactly("HOME", "TMPDIR");
      ProcessHandle.current().children().forEach(ProcessHandle::destroy);
      assertThat(echo.answer(Map.of("value", 1)).asInt()).isEqualTo(1);
    }
  }

  @Test
  void severalAreOpenAtATimeAndServeSeveralThreads() throws Exception {
    try (NodeProgram one = echo();
        NodeProgram other = echo()) {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Map<String, Integer> question = Map.of("value", i);
        NodeProgram program = i % 2 == 0 ? one : other;
        answers.add(threads.submit(() -> program.answer(question).asInt()));
      }
      for (int i = 0; i < 40; i++) {
        assertThat(answers.get(i).get()).isEqualTo(i);
      }
      threads.shutdown();
    }
  }

  @Test
  void nothingIsLeftBehind() throws NodeMissingException, IOException {
    Set<String> before = temporaryFolders();
    try (NodeProgram echo = echo()) {
      echo.answer(Map.of("value", 1));
      assertThat(temporaryFolders()).isNotEqualTo(before);
    }
    // What a killed run left before may be gone: the next start sweeps it.
    assertThat(before).containsAll(temporaryFolders());
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  @Test
  void whatCannotBeLoadedIsToldWithTheReason() {
    try (NodeProgram program = NodeProgram.warmUp(NodeProgramTest.class, "broken.js", "test")) {
      assertThatThrownBy(() -> program.answer(Map.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Cannot find module 'nowhere'");
    }
  }

  @Test
  void withoutNodeTheCallerIsTold(@TempDir Path empty) {
    Script script = new Script(NodeProgramTest.class, "echo.js", "test");
    try (NodeProgram program = NodeProgram.warmUp(empty.toString(), script)) {
      assertThatThrownBy(() -> program.answer(Map.of())).isInstanceOf(NodeMissingException.class);
    }
  }

  private static NodeProgram echo() {
    return NodeProgram.warmUp(NodeProgramTest.class, "echo.js", "test");
  }

  private static Set<String> temporaryFolders() throws IOException {
    try (Stream<Path> files = Files.list(PrivateDirectory.parent())) {
      Set<String> names = new TreeSet<>();
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("(blueprint|cdktf).*") && !name.endsWith(".locks"))
          .forEach(names::add);
      return names;
    }
  }
}
