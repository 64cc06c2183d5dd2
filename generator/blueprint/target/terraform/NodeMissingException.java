package blueprint.target.terraform;

/** There is no {@code node} on the {@code PATH}, and CDKTF runs on it. */
public final class NodeMissingException extends Exception {
  NodeMissingException() {
    super("no `node` on the PATH");
  }
}
