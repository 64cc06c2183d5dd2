package blueprint.cli;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the program's exit code means. */
final class ExitCode {

  static final int DONE = 0;
  static final int OUR_BUG = 1;
  static final int DIFFERENCE = 2;
  static final int INVALID_BLUEPRINT = 3;
  static final int FILE_SYSTEM = 4;
  static final int TOOL_MISSING = 5;
  static final int TOOL_FAILED = 6;
  static final int LOCKED = 7;
  static final int REFUSED = 8;
  static final int USAGE = 64;

  /** What the Java runtime ends with when it is interrupted (Ctrl-C), or told to end. */
  static final int INTERRUPTED = 128 + 2;

  private static final int TERMINATED = 128 + 15;

  private static final SortedMap<Integer, String> MEANINGS = new TreeMap<>();

  static {
    MEANINGS.put(DONE, "done");
    MEANINGS.put(OUR_BUG, "a bug of Blueprint; `blueprint --debug COMMAND` says more");
    MEANINGS.put(DIFFERENCE, "there is a difference, or a file was edited by hand");
    MEANINGS.put(INVALID_BLUEPRINT, "the blueprint is invalid");
    MEANINGS.put(FILE_SYSTEM, "a file cannot be read or written");
    MEANINGS.put(TOOL_MISSING, "a tool is missing");
    MEANINGS.put(TOOL_FAILED, "a tool failed; the message has its exit code");
    MEANINGS.put(LOCKED, "another run writes to the same folder, or changes the same stack");
    MEANINGS.put(REFUSED, "refused, because it could do harm; nothing was changed");
    MEANINGS.put(USAGE, "the command line is wrong");
    MEANINGS.put(INTERRUPTED, "interrupted");
    MEANINGS.put(TERMINATED, "told to end");
  }

  private ExitCode() {}

  /** Every exit code, in order, with what it means: what `--help` and the README say. */
  static SortedMap<Integer, String> meanings() {
    return Collections.unmodifiableSortedMap(MEANINGS);
  }
}
