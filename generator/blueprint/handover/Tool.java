package blueprint.handover;

/** A native tool that the output is for, or that the compiler itself needs. */
public enum Tool {
  NODE("node", "--version", 20, "compiles Terraform", "https://nodejs.org/en/download"),
  TERRAFORM(
      "terraform",
      "version",
      1,
      "creates what runs",
      "https://developer.hashicorp.com/terraform/install"),
  PACKER(
      "packer",
      "version",
      1,
      "builds machine images",
      "https://developer.hashicorp.com/packer/install"),
  AWS(
      "aws",
      "--version",
      2,
      "opens shells on machines and reads logs",
      "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"),
  SESSION_MANAGER(
      "session-manager-plugin",
      "--version",
      1,
      "carries those shells",
      "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html");

  private final String program;
  private final String versionArgument;
  private final int leastMajor;
  private final String purpose;
  private final String install;

  Tool(String program, String versionArgument, int leastMajor, String purpose, String install) {
    this.program = program;
    this.versionArgument = versionArgument;
    this.leastMajor = leastMajor;
    this.purpose = purpose;
    this.install = install;
  }

  /** What is typed to run it. */
  public String program() {
    return program;
  }

  String versionArgument() {
    return versionArgument;
  }

  /** The oldest major version that works. */
  public int leastMajor() {
    return leastMajor;
  }

  /** What it is for, in words that follow its name. */
  public String purpose() {
    return purpose;
  }

  /** The page that says how to install it. */
  public String install() {
    return install;
  }
}
