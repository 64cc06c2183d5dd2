package blueprint.target.terraform;

import blueprint.output.OutputFile;
import blueprint.output.OutputTree;
import java.util.Map;

/** Short digests of texts. */
final class Digests {

  private static final int LENGTH = 12;

  private Digests() {}

  static String of(String text) {
    return OutputTree.of(Map.of("text", OutputFile.plain(text))).digest().substring(0, LENGTH);
  }
}
