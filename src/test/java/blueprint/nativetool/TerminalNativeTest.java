package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real terminal, and with shells that really complete. */
@Tag("native")
final class TerminalNativeTest {

  private static final String RED = "\u001b[31m";

  @TempDir private Path scratch;

  @Test
  void colourFollowsTheStreamThatProblemsGoTo() throws IOException, InterruptedException {
    Path wrong = Files.writeString(scratch.resolve("wrong.yaml"), "nothing: here\n");
    String file = wrong.toString();
    Map<String, String> none = Map.of("TERM", "xterm", "NO_COLOR", "", "CLICOLOR_FORCE", "");
    assertThat(onTerminal("012", "", none, "validate", file)).contains(RED, "exit 3");
    assertThat(onTerminal("2", "", none, "validate", file)).contains(RED, "exit 3");
    assertThat(onTerminal("012", "", Map.of("TERM", "dumb"), "validate", file))
        .contains("error[unknown-key]")
        .doesNotContain("\u001b");
    assertThat(onTerminal("012", "", Map.of("TERM", "xterm", "NO_COLOR", "1"), "validate", file))
        .contains("error[unknown-key]")
        .doesNotContain("\u001b[3");
    assertThat(onTerminal("012", "", none, "validate", "--diagnostics=json", file))
        .contains("{\"version\":1")
        .doesNotContain("\u001b");
  }

  @Test
  void aPipeHasNoColourUnlessItIsForced() throws IOException, InterruptedException {
    String file = Files.writeString(scratch.resolve("wrong.yaml"), "nothing: here\n").toString();
    assertThat(run(Map.of(), program("validate", file)).err()).doesNotContain("\u001b");
    assertThat(run(Map.of("CLICOLOR_FORCE", "1"), program("validate", file)).err()).contains(RED);
  }

  @Test
  void aPersonIsAskedAgainUntilTheAnswerIsGood() throws IOException, InterruptedException {
    String typed = "Shop\nhello\neu-west-9\n\nweb-database\nnone\n";
    String shown = onTerminal("012", typed, Map.of("TERM", "xterm"), "init");
    assertThat(shown).contains("name [shop]: ", "`Shop` is not", "eu-west-9", "exit 0");
    assertThat(scratch.resolve("hello.yaml"))
        .content()
        .contains("name: hello\nregion: eu-west-1\n", "engine: postgres");
  }

  @Test
  void nobodyIsAskedWhereNobodyIs() throws IOException, InterruptedException {
    assertThat(run(Map.of(), program("init")).succeeded().err()).isEmpty();
    assertThat(scratch.resolve("shop.yaml")).exists();
    assertThat(onTerminal("12", "", Map.of(), "init", "two")).contains("exit 0");
    assertThat(onTerminal("012", "", Map.of(), "init", "--yes", "three")).contains("exit 0");
  }

  @Test
  void bashCompletesCommandsOptionsWordsAndBlueprints() throws IOException, InterruptedException {
    completes(NativeTools.require("bash"), "bash");
  }

  @Test
  void zshCompletesTheSame() throws IOException, InterruptedException {
    completes(NativeTools.require("zsh"), "zsh");
  }

  private void completes(Path shell, String name) throws IOException, InterruptedException {
    Path script = scratch.resolve("completion");
    Files.writeString(script, run(Map.of(), program("completion", name)).succeeded().out());
    Files.writeString(scratch.resolve("a b.yaml"), "");
    Files.writeString(scratch.resolve("c.yml"), "");
    Files.writeString(scratch.resolve("d.txt"), "");
    Files.createDirectory(scratch.resolve("folder"));
    assertThat(completed(shell, script, "gen")).containsExactly("generate");
    assertThat(completed(shell, script, "")).contains("generate", "check", "init", "schema");
    assertThat(completed(shell, script, "generate", "--for")).containsExactly("--force");
    assertThat(completed(shell, script, "generate", "")).contains("a b.yaml", "c.yml", "folder");
    assertThat(completed(shell, script, "generate", "")).doesNotContain("d.txt");
    assertThat(completed(shell, script, "check", "--diagnostics", "=", "j"))
        .containsExactly("json");
    assertThat(completed(shell, script, "check", "-o", "")).containsExactly("folder");
    assertThat(completed(shell, script, "completion", "")).contains("bash", "zsh", "fish");
    assertThat(completed(shell, script, "init", "--kind", "web-d")).containsExactly("web-database");
  }

  private List<String> completed(Path shell, Path script, String... words)
      throws IOException, InterruptedException {
    String program =
        shell.endsWith("zsh")
            // What bashcompinit sets before it calls the function.
            ? "autoload -U compinit; compinit -u -D; . $1; shift; emulate sh; setopt kshglob"
                + " noshglob braceexpand; eval PREFIX='${'$#'}'; COMP_WORDS=(blueprint \"$@\")"
            : ". \"$1\"; shift; COMP_WORDS=(blueprint \"$@\")";
    program += "; COMP_CWORD=$#; _blueprint; printf '%s\\n' \"${COMPREPLY[@]}\"";
    List<String> command =
        new ArrayList<>(List.of(shell.toString(), "-c", program, "x", script.toString()));
    command.addAll(List.of(words));
    ToolRun ran = run(Map.of(), command);
    assertThat(ran.err()).as(ran.out()).isEmpty();
    String word = words[words.length - 1];
    // In zsh it is the line editor that leaves out what does not begin with the word.
    return ran.out().lines().filter(line -> !line.isEmpty() && line.startsWith(word)).toList();
  }

  private String onTerminal(
      String streams, String typed, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                NativeTools.require("python3").toString(),
                Path.of("src/test/resources/cli/terminal.py").toAbsolutePath().toString(),
                streams,
                typed));
    command.addAll(program(arguments));
    return run(environment, command).succeeded().out().replace("\r\n", "\n");
  }

  private static List<String> program(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "blueprint.cli.Main"));
    command.addAll(List.of(arguments));
    return command;
  }

  private ToolRun run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    return ToolRun.in(scratch, environment, Duration.ofMinutes(1), command.toArray());
  }
}
