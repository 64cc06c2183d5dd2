package blueprint.node;

/** Node did not start or ended too early: it was killed, or crashed. */
public final class NodeEndedException extends RuntimeException {
  NodeEndedException(String message, Throwable cause) {
    super(message, cause);
  }
}
