package blueprint.cli;

import blueprint.diagnostic.TextRenderer;
import blueprint.output.LineDiff;
import blueprint.output.LineDiff.Hunk;
import blueprint.output.LineDiff.Line;
import blueprint.output.OutputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows what a person changed in a generated file: as a unified diff that leads back to what the
 * blueprint makes, each part headed by the path in the blueprint that its lines come from.
 */
final class EditRenderer {

  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_LINES = 100;

  /** A block begins with a comment that names its path: {@code # tiers.app.scale}. */
  private static final Pattern PATH =
      Pattern.compile(
          "^\\s*(?:# |\"_comment\": \")((?:tiers|images|network|region|name|overrides)"
              + "(?:\\.[A-Za-z0-9_-]+)*)(?:[:,\"\\s].*)?$");

  private EditRenderer() {}

  /** The difference, with a line end after each line; empty when it cannot be shown. */
  static String render(OutputFile made, Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return "  it is no regular file\n";
    }
    String there = read(file);
    if (there.replace("\r\n", "\n").equals(made.text())) {
      return "  only its line ends differ: something made CRLF of LF, such as Git's core.autocrlf\n";
    }
    if (there.equals("\ufeff" + made.text())) {
      return "  only a byte order mark was added at its start\n";
    }
    List<String> wanted = made.text().lines().toList();
    StringBuilder out = new StringBuilder("--- as it is\n+++ as the blueprint makes it\n");
    List<Hunk> hunks = LineDiff.of(there.lines().toList(), wanted);
    for (Hunk hunk : hunks) {
      render(hunk, wanted, out);
    }
    if (hunks.isEmpty()) {
      out.append("  the last line end differs, or bytes that are no text\n");
    }
    List<String> lines = out.toString().lines().toList();
    return lines.size() <= MOST_LINES
        ? out.toString()
        : String.join("\n", lines.subList(0, MOST_LINES)) + "\n  and more\n";
  }

  private static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
  }

  private static void render(Hunk hunk, List<String> wanted, StringBuilder out) {
    long from = hunk.lines().stream().filter(line -> line.sign() != '+').count();
    long to = hunk.lines().stream().filter(line -> line.sign() != '-').count();
    out.append(String.format(Locale.ROOT, "@@ -%d,%d +%d,%d @@", hunk.from(), from, hunk.to(), to));
    path(hunk, wanted).ifPresent(path -> out.append(' ').append(path));
    out.append('\n');
    for (Line line : hunk.lines()) {
      out.append(line.sign()).append(TextRenderer.safe(line.text())).append('\n');
    }
  }

  /** The path that is named nearest above the first line that changes. */
  private static Optional<String> path(Hunk hunk, List<String> wanted) {
    int line = hunk.to() - 1;
    for (Line l : hunk.lines()) {
      if (l.sign() != ' ') {
        break;
      }
      line++;
    }
    for (int i = Math.min(line, wanted.size() - 1); i >= 0; i--) {
      Matcher path = PATH.matcher(wanted.get(i));
      if (path.matches()) {
        return Optional.of(path.group(1));
      }
    }
    return Optional.empty();
  }
}
