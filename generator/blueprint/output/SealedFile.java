package blueprint.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A generated file outside of the folders that a lock file knows. Its first line is a comment that
 * ends with a digest of the rest, so that an edit is seen without a second file.
 */
public final class SealedFile {

  private static final Pattern SEALED =
      Pattern.compile("# [^\n]* sha256:([0-9a-f]{64})\n(.*)", Pattern.DOTALL);

  private static final int LONGEST = 1 << 20;

  private SealedFile() {}

  /** What a file is, or became. */
  public enum State {
    WRITTEN,
    CURRENT,
    /** A person changed it, or it is somebody else's; it was left as it is. */
    EDITED
  }

  /**
   * Writes it, with the folders that it needs.
   *
   * @param root a folder that is there
   * @param path from there, with slashes
   * @param note what the first line says before the digest, on one line
   * @param text the rest, whose comments begin with {@code #}
   * @param overwrite whether an edit may be lost
   * @throws IOException if it cannot be written, or a link is in its way
   */
  public static State write(Path root, String path, String note, String text, boolean overwrite)
      throws IOException {
    String sealed = "# " + note + " sha256:" + digest(text) + "\n" + text;
    Path file = root.resolve(path);
    refuseLinks(root, file);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      String there = read(file);
      if (there.equals(sealed)) {
        return State.CURRENT;
      } else if (!overwrite && !isUntouched(there)) {
        return State.EDITED;
      }
    }
    Files.createDirectories(file.getParent());
    OneFile.write(file, sealed);
    return State.WRITTEN;
  }

  private static boolean isUntouched(String text) {
    Matcher matcher = SEALED.matcher(text);
    return matcher.matches() && digest(matcher.group(2)).equals(matcher.group(1));
  }

  /** Git may have changed the line ends. */
  private static String read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder, and a file is to be there");
    }
    if (Files.size(file) > LONGEST) {
      return "";
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  private static void refuseLinks(Path root, Path file) throws IOException {
    for (Path each = file; each != null && !each.equals(root); each = each.getParent()) {
      if (Files.isSymbolicLink(each)) {
        throw new IOException(each + " is a link; only plain files and folders are written");
      }
    }
  }

  private static String digest(String text) {
    return OutputFile.digest(text.getBytes(StandardCharsets.UTF_8));
  }
}
