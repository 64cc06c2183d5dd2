package blueprint.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
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
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** The SHA-256 of what a file on disk holds, however much that is. */
  static String digest(Path file) throws IOException {
    try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
