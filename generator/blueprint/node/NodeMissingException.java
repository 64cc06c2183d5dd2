package blueprint.node;

/** There is no {@code node} on the {@code PATH}. */
public final class NodeMissingException extends Exception {
  NodeMissingException() {
    super("no `node` on the PATH");
  }
}
