package blueprint.output;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A generated file: UTF-8 text with {@code \n} line ends.
 *
 * @param executable whether it is written with mode 0755 rather than 0644
 */
public record OutputFile(String text, boolean executable) {

  /** A file that nobody runs. */
  public static OutputFile plain(String text) {
    return new OutputFile(text, false);
  }

  /** A script. */
  public static OutputFile script(String text) {
    return new OutputFile(text, true);
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The SHA-256 of the content, in hexadecimal. */
  public String digest() {
    return digest(bytes());
  }

  /** The SHA-256 of some bytes, in hexadecimal. */
  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
