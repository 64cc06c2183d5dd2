package blueprint.handover;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What a tool prints, as lines for people: however long, whatever bytes. What steers a terminal is
 * taken out, bytes that are no text become a mark, and of a line that never ends the beginning is
 * kept.
 */
final class Lines {

  /** The longest line that is read, in bytes. */
  static final int LONGEST = 16 << 10;

  private static final Pattern STEERING =
      Pattern.compile(
          "\u001b(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|.)");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t]]");

  private Lines() {}

  /** Reads to the end. */
  static void read(InputStream in, Consumer<String> line) throws IOException {
    byte[] buffer = new byte[64 << 10];
    byte[] open = new byte[LONGEST];
    int length = 0;
    boolean cut = false;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          line.accept(text(open, length, cut));
          length = 0;
          cut = false;
        } else if (length < LONGEST) {
          open[length++] = buffer[i];
        } else {
          cut = true;
        }
      }
    }
    if (length > 0) {
      line.accept(text(open, length, cut));
    }
  }

  /** A cut may lie in the middle of a secret, so the last words before it go too. */
  private static String text(byte[] bytes, int length, boolean cut) {
    int kept = cut ? length - (LONGEST >> 2) : length;
    String raw = new String(bytes, 0, kept, StandardCharsets.UTF_8);
    return clean(raw) + (cut ? " ..." : "");
  }

  /** A line without what a terminal would obey. */
  static String clean(String line) {
    if (line.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      return line; // most lines, and a flood of them
    }
    return INVISIBLE.matcher(STEERING.matcher(line).replaceAll("")).replaceAll("");
  }
}
