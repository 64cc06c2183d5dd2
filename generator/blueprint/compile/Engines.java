package blueprint.compile;

import blueprint.source.SourceReader;
import blueprint.target.cloudformation.CdkSynthesizer;
import blueprint.target.terraform.CdktfSynthesizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The processes that engines work in: each starts once, and only when it is wanted. */
final class Engines implements AutoCloseable {

  private @Nullable CdktfSynthesizer cdktf;
  private @Nullable CdkSynthesizer cdk;

  /** Those for some files; none has started. */
  Engines() {}

  /** Starts what a file probably wants, so that it is there when the file has been read. */
  static Engines startingFor(List<SourceReader.Decoded> files) {
    Engines engines = new Engines();
    for (SourceReader.Decoded file : files) {
      String text = file.file().text();
      if (!text.contains("cloudformation")) {
        engines.cdktf();
      }
      if (text.contains("cloudformation") || text.contains("both")) {
        engines.cdk();
      }
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

  /** CloudFormation's. */
  synchronized CdkSynthesizer cdk() {
    if (cdk == null) {
      cdk = CdkSynthesizer.warmUp();
    }
    return cdk;
  }

  @Override
  public synchronized void close() {
    if (cdktf != null) {
      cdktf.close();
    }
    if (cdk != null) {
      cdk.close();
    }
  }
}
