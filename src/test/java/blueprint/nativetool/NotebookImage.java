package blueprint.nativetool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The image of flask.yaml: its recipe was run in a fresh Debian, once for all tests. */
final class NotebookImage {
  private static NotebookImage made;

  private final DebianRoot root;
  private final ToolRun firstRun;

  private NotebookImage(DebianRoot root) throws IOException, InterruptedException {
    this.root = root;
    Path packer = packer();
    root.copyIn(packer.resolve("files/notebook"), "/tmp");
    root.copyIn(packer.resolve("scripts/notebook.sh"), "/tmp");
    this.firstRun = recipe();
    root.keepPackages();
  }

  /** The image; a test leaves it as it has found it. */
  static synchronized NotebookImage get() throws IOException, InterruptedException {
    if (made == null) {
      DebianRoot root = DebianRoot.fresh();
      Runtime.getRuntime().addShutdownHook(new Thread(root::close));
      made = new NotebookImage(root);
    }
    return made;
  }

  DebianRoot root() {
    return root;
  }

  /** How the recipe went that has made it. */
  ToolRun firstRun() {
    return firstRun;
  }

  /** Runs the recipe again. */
  ToolRun recipe() throws IOException, InterruptedException {
    return root.run(Map.of(), "bash", "/tmp/notebook.sh");
  }

  /** Runs a shell command inside, as root. */
  void shell(String command) throws IOException, InterruptedException {
    root.run(Map.of(), "bash", "-euc", command).succeeded();
  }

  static Path packer() throws IOException {
    return MachineOutput.output("notebook").resolve("packer");
  }

  /** A unit, as it was installed. */
  UnitFile unit(String name) throws IOException {
    return UnitFile.read(root.resolve("/etc/systemd/system/notebook-" + name + ".service"));
  }
}
