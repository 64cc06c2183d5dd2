package blueprint.explain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads what a native tool printed, message by message, however much it is. What steers a terminal
 * is taken out, long lines are cut, and bytes that are no text become a mark.
 */
final class ToolOutput {

  /** The longest line that is read, in bytes; the rest of it is passed over. */
  static final int LONGEST_LINE = 16 << 10;

  /** The longest message, in characters. */
  static final int LONGEST_MESSAGE = 32 << 10;

  private static final Pattern STEERING =
      Pattern.compile(
          "\u001b(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|.)");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t]]");

  /** How far from its beginning a line may have the frame that Terraform draws around a message. */
  private static final int FRAME = 48;

  private final Consumer<String> message;
  private final StringBuilder open = new StringBuilder();
  private final StackEvent event = new StackEvent();
  private boolean isOpen;

  private ToolOutput(Consumer<String> message) {
    this.message = message;
  }

  /**
   * Reads to the end.
   *
   * @param message takes each message, its lines divided by {@code \n}: all lines of an error of
   *     Terraform, those of a failed event of a stack, and each other line by itself
   */
  static void read(InputStream in, Consumer<String> message) throws IOException {
    ToolOutput output = new ToolOutput(message);
    byte[] line = new byte[LONGEST_LINE];
    byte[] buffer = new byte[64 << 10];
    int length = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          output.line(new String(line, 0, length, StandardCharsets.UTF_8));
          length = 0;
        } else if (length < LONGEST_LINE) {
          line[length++] = buffer[i];
        }
      }
    }
    if (length > 0) {
      output.line(new String(line, 0, length, StandardCharsets.UTF_8));
    }
    output.close();
  }

  private void line(String raw) {
    String clean = clean(raw);
    int frame = frame(clean);
    String line = frame < 0 ? clean : clean.substring(frame + 1);
    boolean ends = frame >= 0 && clean.charAt(frame) != '│' && clean.charAt(frame) != '|';
    if (ends) {
      close();
      return;
    }
    String text = line.strip();
    if (isError(text) || text.startsWith("Warning: ")) {
      close();
      isOpen = true;
    }
    if (!isOpen) {
      event.endedBy(text).ifPresent(message);
      if (!event.takes(text)) {
        message.accept(text);
      }
    } else if (open.length() + line.length() < LONGEST_MESSAGE) {
      open.append(line).append('\n');
    }
  }

  private static boolean isError(String text) {
    return text.startsWith("Error: ");
  }

  private void close() {
    if (isOpen && isError(open.toString().strip())) {
      message.accept(open.toString());
    }
    open.setLength(0);
    isOpen = false;
  }

  private static int frame(String line) {
    for (int i = 0; i < Math.min(FRAME, line.length()); i++) {
      if ("╷│╵".indexOf(line.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** A line without what a terminal would obey. */
  static String clean(String line) {
    String plain = STEERING.matcher(line).replaceAll("");
    return INVISIBLE.matcher(plain).replaceAll("").replace('\t', ' ');
  }

  /** A message on one line, as its words are looked for. */
  static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /** Whether a line by itself tells of a failure. */
  static boolean tellsOfFailure(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    return lower.contains("error") || lower.contains("failed") || lower.contains("fatal");
  }
}
