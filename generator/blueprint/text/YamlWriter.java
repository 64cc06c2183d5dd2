package blueprint.text;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * YAML for people, which readers of YAML 1.1 and 1.2 read alike.
 *
 * <p>Text stands without quotes only when no reader could take it for something else; text of
 * several lines is a literal block. A list in a list is written on one line.
 */
public final class YamlWriter {

  /** What some reader takes for something else than text. */
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*(::?[A-Za-z0-9_./-]+)*");

  /** A colon before anything but a blank means nothing, in keys as in values. */
  private static final Pattern ANY_KEY =
      Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*(::?[A-Za-z0-9_./-]+)*");

  private static final Pattern TYPED =
      Pattern.compile("[A-Za-z0-9_/]+([A-Za-z0-9_./+-]*)|-[0-9.]+");

  private static final Pattern NOTE = Pattern.compile("[^\\p{Cntrl}\u2028\u2029]+");

  /** One line end at the end, none doubled or before a space or tab; no other control character. */
  private static final Pattern BLOCK =
      Pattern.compile("[^\\s\\p{Cntrl}][^\\p{Cntrl}]*\n([^\\s\\p{Cntrl}][^\\p{Cntrl}]*\n)*");

  /** A character of a literal block: neither control character nor a rare line end. */
  private static final String VISIBLE = "[ -~\\xA0-\\x{10FFFF}&&[^\\x{2028}\\x{2029}\\x{FEFF}]]";

  /** Several lines, none of which ends in space; the first one does not begin with it either. */
  private static final Pattern LITERAL =
      Pattern.compile("(?!\\s)L(\n+L)*\n?".replace("L", VISIBLE + "*(?<!\\s)" + "(?<=.)"));

  private static final Collector<CharSequence, ?, String> LINES = Collectors.joining("\n");

  /**
   * A value with a comment behind it.
   *
   * @param note a line without control characters
   */
  public record Noted(Object value, String note) {
    public Noted {
      if (value instanceof Noted || !NOTE.matcher(note).matches()) {
        throw new IllegalArgumentException("no comment: " + note);
      }
    }
  }

  /** Text of several lines, written as a literal block if it can stand in one as it is. */
  public record Lines(String text) {}

  /** A key that may be any text; it is quoted where a reader could take it for something else. */
  public record AnyKey(String text) {}

  /** A number or a word that is no text, or is to be read as readers read it without quotes. */
  public record AsTyped(String text) {

    /** No value at all. */
    public static final AsTyped NOTHING = new AsTyped("null");

    public AsTyped {
      if (!fits(text)) {
        throw new IllegalArgumentException("not to be written without quotes: " + text);
      }
    }

    /** Whether it can stand without quotes, whatever a reader takes it for. */
    public static boolean fits(String text) {
      return TYPED.matcher(text).matches();
    }
  }

  private final StringBuilder out = new StringBuilder();

  private YamlWriter() {}

  /**
   * Writes a tree, with {@code \n} and a final one, and a blank line between the parts of the top
   * level.
   *
   * @param tree its order is the file's, so it must have one. Values are {@code Map}, {@code List},
   *     {@code String}, {@code Integer}, {@code Long}, {@code Boolean}, {@link AsTyped}, {@link
   *     Lines}, and {@link Noted} around any of these that takes one line
   * @throws IllegalArgumentException at any other value, or at a key that a reader could take for
   *     something else than text, unless it is an {@link AnyKey}
   */
  public static String write(Map<?, ?> tree) {
    return tree.entrySet().stream()
        .map(
            entry -> {
              YamlWriter writer = new YamlWriter();
              writer.entry(entry.getKey(), entry.getValue(), "");
              return writer.out.toString();
            })
        .collect(Collectors.joining("\n"));
  }

  /** How a key is written, whatever it is. */
  public static String key(String key) {
    return text(key, KEY);
  }

  /** How text is written on one line, also inside brackets. */
  public static String inline(String text) {
    return text.contains(":") ? quoted(text) : text(text, PLAIN);
  }

  /**
   * How text is written behind a key or a dash: as a literal block if it has several lines that can
   * stand there as they are.
   *
   * @param indent that of the key or dash
   */
  public static String value(String text, String indent) {
    if (!text.contains("\n") || !LITERAL.matcher(text).matches()) {
      return text(text, PLAIN);
    }
    Characters.requireWellFormed(text);
    boolean ended = text.endsWith("\n");
    String lines = ended ? text.substring(0, text.length() - 1) : text;
    String inside = lines.lines().map(l -> l.isEmpty() ? "" : indent + "  " + l).collect(LINES);
    return (ended ? "|\n" : "|-\n") + inside;
  }

  /** One scalar on one line, without quotes where no reader could take it for anything but text. */
  static Safe quote(String text) {
    return new Safe(Language.YAML, text.contains(":") ? quoted(text) : text(text, PLAIN));
  }

  private void entry(@Nullable Object key, @Nullable Object value, String indent) {
    out.append(key(key)).append(':');
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      out.append('\n').append(indent).append("  ");
      map(map, indent + "  ");
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      out.append('\n');
      list(list, indent + "  ");
    } else {
      out.append(' ').append(scalar(value, indent)).append('\n');
    }
  }

  private void map(Map<?, ?> map, String indent) {
    String before = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(before);
      entry(entry.getKey(), entry.getValue(), indent);
      before = indent;
    }
  }

  private void list(List<?> list, String indent) {
    for (Object item : list) {
      out.append(indent).append("- ");
      if (item instanceof Map<?, ?> map && !map.isEmpty()) {
        map(map, indent + "  ");
      } else {
        out.append(scalar(item, indent)).append('\n');
      }
    }
  }

  private static String scalar(@Nullable Object value, String indent) {
    if (value instanceof Noted noted) {
      String written = scalar(noted.value(), indent);
      int first = written.indexOf('\n');
      String comment = "  # " + noted.note();
      return first < 0
          ? written + comment
          : written.substring(0, first) + comment + written.substring(first);
    }
    if (value instanceof Lines lines) {
      return value(lines.text(), indent);
    }
    if (value instanceof String text) {
      return BLOCK.matcher(text).matches() ? block(text, indent) : text(text, PLAIN);
    }
    return flow(value);
  }

  private static String flow(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(YamlWriter::flow).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Map<?, ?> map && map.isEmpty()) {
      return "{}";
    } else if (value instanceof String text) {
      return text.contains(":") ? quoted(text) : text(text, PLAIN);
    } else if (value instanceof AsTyped typed) {
      return typed.text();
    } else if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
      return value.toString();
    }
    throw new IllegalArgumentException("no YAML value: " + value);
  }

  private static String block(String text, String indent) {
    Characters.requireWellFormed(text);
    String lines = text.substring(0, text.length() - 1);
    return "|\n" + indent + "  " + lines.replace("\n", "\n" + indent + "  ");
  }

  private static String key(@Nullable Object key) {
    if (key instanceof AnyKey any) {
      return text(any.text(), ANY_KEY);
    }
    if (key instanceof String name && text(name, KEY).equals(name)) {
      return name;
    }
    throw new IllegalArgumentException("no YAML key: " + key);
  }

  private static String text(String text, Pattern plain) {
    boolean word = WORDS.contains(text.toLowerCase(Locale.ROOT));
    return plain.matcher(text).matches() && !word ? text : quoted(text);
  }

  /** JSON's strings are YAML's, but for characters that YAML wants escaped. */
  private static String quoted(String text) {
    Characters.requireWellFormed(text);
    StringBuilder out = new StringBuilder();
    String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text))
        .chars()
        .forEach(
            c ->
                out.append(
                    isBare(c) ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04X", c)));
    return "\"" + out + "\"";
  }

  private static boolean isBare(int c) {
    boolean lineBreak = c == 0x2028 || c == 0x2029;
    return c < 0x7F || (c > 0xA0 && !lineBreak && c < 0xFFFE && c != 0xFEFF);
  }
}
