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

@Tag("native")
class ScriptsNativeTest {
  private static final String PROGRAMS = "packer/files/[^/]+/usr/local/lib/.+";

  /** Python as it was in 3.10: the oldest that an image of the facts brings. */
  private static final String AS_OLD_PYTHON =
      """
      import ast, pathlib, sys
      for path in sys.argv[1:]:
          ast.parse(pathlib.Path(path).read_text(encoding="utf-8"), path, feature_version=(3, 10))
      """;

  @TempDir Path scratch;

  @Test
  void everyShellScriptIsCleanForShellcheckAndBash() throws IOException, InterruptedException {
    List<Path> scripts = MachineOutput.files(".+\\.sh");

    shellcheck(scripts).succeeded();
    for (Path script : scripts) {
      ToolRun.of("bash", "-n", script).succeeded();
    }
  }

  @Test
  void everyProgramCompilesInThisPythonAndInTheOldest() throws IOException, InterruptedException {
    List<Path> programs = MachineOutput.files(PROGRAMS);

    python("-m", "py_compile", programs).succeeded();
    python("-c", AS_OLD_PYTHON, programs).succeeded();
  }

  @Test
  void everyProgramIsCompiledHere() throws IOException {
    for (Path program : MachineOutput.files(PROGRAMS)) {
      boolean module = program.toString().endsWith(".py");
      String start = module ? "\"\"\"" : "#!/usr/bin/python3\n";
      assertThat(Files.readString(program)).as(program.toString()).startsWith(start);
      assertThat(Files.isExecutable(program)).as(program.toString()).isEqualTo(!module);
    }
  }

  @Test
  void anUnquotedVariableIsRefused() throws IOException, InterruptedException {
    ToolRun run = shellcheck(List.of(file("#!/usr/bin/env bash\nname=$1\nrm -rf /srv/$name\n")));

    assertThat(run.exit()).isNotZero();
    assertThat(run.out()).contains("SC2086");
  }

  @Test
  void aNewerPythonIsRefused() throws IOException, InterruptedException {
    Path program = file("try:\n    pass\nexcept* ValueError:\n    pass\n");
    ToolRun run = python("-c", AS_OLD_PYTHON, List.of(program));

    assertThat(run.exit()).isNotZero();
    assertThat(run.err()).contains("SyntaxError");
  }

  @Test
  void brokenPythonIsRefused() throws IOException, InterruptedException {
    Path program = file("def main(:\n");

    assertThat(python("-m", "py_compile", List.of(program)).exit()).isNotZero();
  }

  private static ToolRun shellcheck(List<Path> scripts) throws IOException, InterruptedException {
    List<Object> command = new ArrayList<>();
    command.add(NativeTools.require("shellcheck"));
    command.addAll(List.of("--severity=style", "--norc", "--format=gcc"));
    command.addAll(scripts);
    return ToolRun.of(command.toArray());
  }

  /** Compiled files go to the scratch folder, not beside the programs. */
  private ToolRun python(String option, String argument, List<Path> programs)
      throws IOException, InterruptedException {
    List<Object> command =
        new ArrayList<>(List.of(NativeTools.require("python3"), option, argument));
    command.addAll(programs);
    Map<String, String> environment = Map.of("PYTHONPYCACHEPREFIX", scratch.toString());
    return ToolRun.in(scratch, environment, Duration.ofMinutes(1), command.toArray());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(scratch.resolve("file.sh"), text);
  }
}
