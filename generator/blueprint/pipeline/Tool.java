package blueprint.pipeline;

import java.util.List;

/** A native tool that the output is for, or that the compiler itself needs. */
public enum Tool {
  NODE("node", "--version", "20", "compiles Terraform", "https://nodejs.org/en/download"),
  TERRAFORM(
      "terraform",
      "version",
      "1.11",
      "creates what runs",
      "https://developer.hashicorp.com/terraform/install"),
  PACKER(
      "packer",
      "version",
      "1.11",
      "builds machine images",
      "https://developer.hashicorp.com/packer/install"),
  AWS(
      "aws",
      "--version",
      "1.32",
      "creates stacks, finds images and reads health",
      "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"),
  BASH(
      "bash",
      "--version",
      "4.4",
      "runs the scripts that release",
      "https://www.gnu.org/software/bash/"),
  GIT(
      "git",
      "--version",
      "2.25",
      "knows what is committed of a program",
      "https://git-scm.com/downloads"),
  SESSION_MANAGER(
      "session-manager-plugin",
      "--version",
      "1",
      "carries shells on machines",
      "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html");

  private final String program;
  private final String versionArgument;
  private final String least;
  private final String purpose;
  private final String install;

  Tool(String program, String versionArgument, String least, String purpose, String install) {
    this.program = program;
    this.versionArgument = versionArgument;
    this.least = least;
    this.purpose = purpose;
    this.install = install;
  }

  /** What is typed to run it. */
  public String program() {
    return program;
  }

  /** What makes it say its version. */
  public String versionArgument() {
    return versionArgument;
  }

  /** The oldest version that works: {@code 1.11}. */
  public String least() {
    return least;
  }

  /** What it is for, in words that follow its name. */
  public String purpose() {
    return purpose;
  }

  /** The page that says how to install it. */
  public String install() {
    return install;
  }

  /** Whether a version is older than what works. */
  public boolean isOlder(String version) {
    List<Integer> found = numbers(version);
    List<Integer> wanted = numbers(least);
    for (int i = 0; i < wanted.size(); i++) {
      int there = i < found.size() ? found.get(i) : 0;
      if (there != wanted.get(i)) {
        return there < wanted.get(i);
      }
    }
    return false;
  }

  private static List<Integer> numbers(String version) {
    return List.of(version.split("\\.", -1)).stream().map(Integer::parseInt).toList();
  }
}
