package blueprint.target.terraform;

import blueprint.node.NodeEndedException;
import blueprint.node.NodeMissingException;
import blueprint.node.NodeProgram;
import blueprint.node.TemporaryFolderException;

/** Has CDKTF's core make configurations out of models, in Node, until it is closed. */
public final class CdktfSynthesizer implements AutoCloseable {

  private final NodeProgram cdktf;

  private CdktfSynthesizer(NodeProgram cdktf) {
    this.cdktf = cdktf;
  }

  /** Starts Node in the background, and returns at once. */
  public static CdktfSynthesizer warmUp() {
    return new CdktfSynthesizer(NodeProgram.warmUp(CdktfSynthesizer.class, "cdktf.js", "cdktf"));
  }

  /**
   * The model with every value as CDKTF synthesised it, in an application of its own. May be called
   * from several threads, which wait for each other.
   *
   * @throws NodeMissingException if there is no {@code node}
   * @throws NodeEndedException if Node does not start, or ends before its work is done
   * @throws TemporaryFolderException if there is no room for Node's files
   * @throws IllegalStateException if CDKTF fails, or makes something else than what the model says
   */
  public TerraformModel synthesize(TerraformModel model) throws NodeMissingException {
    return new CdktfOutput(cdktf.answer(new CdktfStack(model).question())).read(model);
  }

  @Override
  public void close() {
    cdktf.close();
  }
}
