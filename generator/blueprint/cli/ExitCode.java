package blueprint.cli;

/** What the program's exit code means. */
final class ExitCode {

  static final int DONE = 0;
  static final int OUR_BUG = 1;
  static final int DIFFERENCE = 2;
  static final int INVALID_BLUEPRINT = 3;
  static final int FILE_SYSTEM = 4;
  static final int TOOL_MISSING = 5;
  static final int LOCKED = 7;
  static final int USAGE = 64;

  private ExitCode() {}
}
