package blueprint.compile;

import blueprint.source.SourceReader;
import blueprint.target.terraform.CdktfSynthesizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The processes that engines work in: each starts once, and only when it is wanted. */
final class Engines implements AutoCloseable {

  private static final String OTHER_ENGINE = "cloudformation";

  private @Nullable CdktfSynthesizer cdktf;

  /** Those for some files; none has started. */
  Engines() {}

  /** Starts what a file probably wants, so that it is there when the file has been read. */
  static Engines startingFor(List<SourceReader.Decoded> files) {
    Engines engines = new Engines();
    if (files.stream().anyMatch(file -> !file.file().text().contains(OTHER_ENGINE))) {
      engines.cdktf();
    }
    return engines;
  }

  /** Terraform's. */
  synchronized CdktfSynthesizer cdktf() {
    if (cdktf == null) {
      cdktf = CdktfSynthesizer.warmUp();
    }
    return cdktf;
  }

  @Override
  public synchronized void close() {
    if (cdktf != null) {
      cdktf.close();
    }
  }
}
