package blueprint.handover;

import blueprint.pipeline.Stage;
import java.util.Optional;

/** Why a run ended before its end. Nothing that comes after was begun. */
public final class HandoverException extends Exception {

  /** What kept it from going on. */
  public enum Reason {
    /** A tool ended with an exit code that is a failure. */
    TOOL_FAILED,
    /** A tool took too long, or printed nothing for too long. */
    TOOL_HUNG,
    /** A tool was killed by a signal. */
    TOOL_KILLED,
    /** An answer says that it cannot go on. */
    ANSWER,
    /** It would destroy data, and nobody has allowed it. */
    LOSES_DATA,
    /** Whoever was asked said no. */
    DECLINED,
    /** A signal asked this program to end. */
    INTERRUPTED,
    /** The tool cannot be started, or what it wrote cannot be read. */
    UNREADABLE
  }

  private final Reason reason;
  private final transient Optional<Stage> stage;
  private final int code;

  HandoverException(Reason reason, Optional<Stage> stage, String message, int code) {
    super(message);
    this.reason = reason;
    this.stage = stage;
    this.code = code;
  }

  /** What happened, as a message: lower case, no full stop. */
  public String words() {
    return String.valueOf(getMessage());
  }

  public Reason reason() {
    return reason;
  }

  /** The stage to go on from. */
  public Optional<Stage> stage() {
    return stage;
  }

  /** The tool's exit code; for an interrupt the signal's number. */
  public int code() {
    return code;
  }
}
