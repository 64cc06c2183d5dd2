package blueprint.compile;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Limit;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files beside a blueprint that it names: nothing else on disk is part of what is compiled.
 *
 * @param file the blueprint's, as the user named it
 * @param texts by the path that is written in the blueprint
 */
record Companions(String file, Map<String, String> texts) {

  static final Companions NONE = new Companions("", Map.of());

  /** What psql would obey, and what begins or leaves another database. */
  private static final Pattern NO_SQL =
      Pattern.compile(
          "\\s*(\\\\(?!(?:un)?restrict\\b)\\S*|(?:CREATE|DROP)\\s+DATABASE\\b).*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ROWS =
      Pattern.compile("\\s*COPY\\b.*\\bFROM\\s+STDIN\\b.*", Pattern.CASE_INSENSITIVE);

  private static final String END_OF_ROWS = "\\.";

  /** Why a file cannot be used, in words. */
  private static final class Unusable extends Exception {
    Unusable(String why) {
      super(why);
    }
  }

  /**
   * Reads what a blueprint names.
   *
   * @param file the blueprint's, as the user named it
   */
  static Companions of(String file, Blueprint blueprint, Diagnostics found) {
    Map<String, String> texts = new TreeMap<>();
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.database().stream())
        .flatMap(database -> database.load().stream())
        .forEach(
            path -> read(Path.of(file), path, found).ifPresent(t -> texts.put(path.value(), t)));
    return new Companions(file, texts);
  }

  /** The same by path as it is found from where the user is. */
  Map<String, String> read() {
    Map<String, String> read = new TreeMap<>();
    texts.forEach((path, text) -> read.put(Path.of(file).resolveSibling(path).toString(), text));
    return read;
  }

  private static Optional<String> read(Path file, Located<String> path, Diagnostics found) {
    try {
      String text = text(file, path.value());
      requireSql(text, path, found);
      return Optional.of(text);
    } catch (Unusable e) {
      String why = String.valueOf(e.getMessage());
      found.add(Diagnostic.of(Code.LOAD_UNREADABLE, path.span(), path.value(), why));
      return Optional.empty();
    }
  }

  private static String text(Path file, String path) throws Unusable {
    byte[] bytes;
    try {
      Path folder = file.toAbsolutePath().resolveSibling("").toRealPath();
      Path there = folder.resolve(path);
      if (!Files.exists(there)) {
        throw new Unusable("there is no such file beside the blueprint");
      }
      if (!there.toRealPath().startsWith(folder) || !Files.isRegularFile(there)) {
        throw new Unusable("it is no file of the blueprint's folder");
      }
      try (InputStream in = Files.newInputStream(there)) {
        bytes = in.readNBytes(Limit.LOAD_FILE.max() + 1);
      }
    } catch (IOException e) {
      throw new Unusable("it cannot be read");
    }
    if (!Limit.LOAD_FILE.allows(bytes.length)) {
      throw new Unusable(
          bytes.length == 0 ? "it is empty" : "it takes " + Limit.LOAD_FILE.inWords());
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r')) {
        throw new Unusable("it holds control characters");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new Unusable("it is not UTF-8");
    }
  }

  private static void requireSql(String text, Located<String> path, Diagnostics found) {
    List<String> lines = text.lines().toList();
    boolean rows = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (rows) {
        rows = !line.equals(END_OF_ROWS);
        continue;
      }
      Matcher other = NO_SQL.matcher(line);
      if (other.matches()) {
        String number = Integer.toString(i + 1);
        found.add(
            Diagnostic.of(Code.LOAD_COMMAND, path.span(), path.value(), number, other.group(1)));
        return;
      }
      rows = ROWS.matcher(line).matches();
    }
  }
}
