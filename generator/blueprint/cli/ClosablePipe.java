package blueprint.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output whose reader may leave early, as {@code head} does, without that being a fault.
 */
final class ClosablePipe extends FilterOutputStream {

  private boolean closed;

  ClosablePipe(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (closed) {
      return;
    }
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      closed = "Broken pipe".equals(e.getMessage());
      if (!closed) {
        throw e;
      }
    }
  }
}
