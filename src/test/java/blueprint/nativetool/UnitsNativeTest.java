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
class UnitsNativeTest {
  private static final String UNITS = "packer/files/[^/]+/etc/systemd/system/.+";

  @TempDir Path root;

  @Test
  void systemdAcceptsEveryUnit() throws IOException, InterruptedException {
    List<Path> units = MachineOutput.files(UNITS);
    for (Path unit : units) {
      installed(unit);
    }

    ToolRun run = verify(units);
    assertThat(run.succeeded().out() + run.err()).isEmpty();
  }

  @Test
  void everyServiceIsWellConfined() throws IOException, InterruptedException {
    for (Path unit : MachineOutput.files(UNITS + "\\.service")) {
      security(installed(unit)).succeeded();
    }
  }

  @Test
  void theUnitsOfASwarmAreAcceptedAndConfined() throws IOException, InterruptedException {
    List<Path> units = SwarmTemplates.units(Files.createDirectory(root.resolve("units")));
    for (Path unit : units) {
      installed(unit);
    }

    ToolRun run = verify(units);
    assertThat(run.succeeded().out() + run.err()).isEmpty();
    for (Path unit : units) {
      if (unit.toString().endsWith(".service")) {
        security(unit).succeeded();
      }
    }
  }

  @Test
  void aMisspelledSettingIsRefused() throws IOException, InterruptedException {
    Path unit = changed("RestartSec=", "RestartSecs=");

    ToolRun run = verify(List.of(unit));
    assertThat(run.exit()).isNotZero();
    assertThat(run.err()).contains("RestartSecs");
  }

  @Test
  void aMissingProgramIsRefused() throws IOException, InterruptedException {
    Path unit = changed("ExecStart=/app", "ExecStart=/nowhere");

    assertThat(verify(List.of(unit)).exit()).isNotZero();
  }

  @Test
  void aServiceThatMayDoEverythingIsRefused() throws IOException, InterruptedException {
    assertThat(security(changed("(?s)NoNewPrivileges.*UMask=0027", "")).exit()).isNotZero();
  }

  /** Puts a unit and an empty program for it into the root. */
  private Path installed(Path unit) throws IOException, InterruptedException {
    Path system = root.resolve("usr/lib/systemd/system");
    if (!Files.exists(system)) {
      Files.createDirectories(system.getParent());
      ToolRun.of("cp", "-a", "/usr/lib/systemd/system", system).succeeded();
      ToolRun.of("find", system, "-lname", "/dev/null", "-delete").succeeded(); // masked
    }
    Path copy = root.resolve("etc/systemd/system").resolve(unit.getFileName());
    Files.createDirectories(copy.getParent());
    Files.copy(unit, copy);
    if (unit.toString().endsWith(".service")) {
      Path program = Path.of(root + UnitFile.read(unit).command().get(0));
      Files.createDirectories(program.getParent());
      Files.writeString(program, "");
      assertThat(program.toFile().setExecutable(true)).isTrue();
    }
    return copy;
  }

  private Path changed(String from, String to) throws IOException, InterruptedException {
    Path units = MachineOutput.imageFiles("sentry", "sentry-demo").resolve("etc/systemd/system");
    Path unit = installed(units.resolve("sentry-worker.service"));
    String text = Files.readString(unit);
    assertThat(text).containsPattern(from);
    return Files.writeString(unit, text.replaceFirst(from, to));
  }

  private ToolRun verify(List<Path> units) throws IOException, InterruptedException {
    List<Object> options =
        new ArrayList<>(List.of("verify", "--man=no", "--recursive-errors=no", "--root=" + root));
    units.forEach(unit -> options.add(unit.getFileName()));
    return analyze(options.toArray());
  }

  /** At most 3.0, on a scale where 10 is a service that may do everything. */
  private ToolRun security(Path unit) throws IOException, InterruptedException {
    return analyze(
        "security", "--offline=yes", "--threshold=30", "--root=" + root, unit.getFileName());
  }

  private ToolRun analyze(Object... arguments) throws IOException, InterruptedException {
    List<Object> command = new ArrayList<>(List.of(NativeTools.require("systemd-analyze")));
    command.addAll(List.of(arguments));
    return ToolRun.in(root, Map.of(), Duration.ofMinutes(1), command.toArray());
  }
}
