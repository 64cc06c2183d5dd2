package blueprint.target.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads as much of HCL as {@link SchemaCheck} asks about: which arguments and blocks there are, and
 * literals. Any other expression is text with <code>${...}</code> around it. Shares nothing with
 * the writer.
 */
final class TestHclReader {

  /** A block at the top of a file. */
  record Top(List<String> words, Map<String, Object> body) {}

  private final String source;
  private int at;

  private TestHclReader(String source) {
    this.source = source;
  }

  /** The blocks of a file. */
  static List<Top> read(String file) {
    TestHclReader reader = new TestHclReader(file);
    List<Top> blocks = new ArrayList<>();
    for (reader.blank(true); reader.at < file.length(); reader.blank(true)) {
      List<String> words = reader.words();
      blocks.add(new Top(words, reader.body()));
    }
    return blocks;
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    while (peek() != '{' && peek() != '=') {
      int start = at;
      if (peek() == '"') {
        skipText();
        words.add(source.substring(start + 1, at - 1));
      } else {
        while (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '-') {
          at++;
        }
        require(at > start, "a word");
        words.add(source.substring(start, at));
      }
      blank(false);
    }
    return words;
  }

  private Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    at++;
    for (blank(true); peek() != '}'; blank(true)) {
      List<String> words = words();
      if (peek() == '=') {
        at++;
        blank(false);
        require(body.put(words.get(0), value()) == null, "one " + words);
      } else if (words.get(0).equals("dynamic")) {
        add(body, "dynamic", Map.of(words.get(1), body()));
      } else {
        add(body, words.get(0), body());
      }
    }
    at++;
    return body;
  }

  @SuppressWarnings("unchecked")
  private static void add(Map<String, Object> body, String name, Map<String, ?> block) {
    ((List<Object>) body.computeIfAbsent(name, first -> new ArrayList<Object>())).add(block);
  }

  /** One expression, up to the end of its line or to what closes the list or object it is in. */
  private Object value() {
    int start = at;
    Object literal = literal();
    blank(false);
    if (ended()) {
      return literal;
    }
    at = start;
    while (!ended()) {
      skipOne();
      blank(false);
    }
    return "${" + source.substring(start, at).strip() + "}";
  }

  private boolean ended() {
    return at >= source.length() || "\n,]})".indexOf(peek()) >= 0;
  }

  private Object literal() {
    int start = at;
    char first = peek();
    skipOne();
    String text = source.substring(start, at);
    int end = at;
    if (first == '"') {
      return text.substring(1, text.length() - 1);
    }
    if ((first == '[' || first == '{') && !text.matches("(?s).\\s*for\\s.*")) {
      at = start + 1;
      Object items = first == '[' ? items() : members();
      require(at == end, "the end of what began at " + start);
      return items;
    }
    return switch (text) {
      case "true", "false" -> Boolean.valueOf(text);
      case "null" -> "${null}";
      default -> text.matches("[0-9]+") ? Long.valueOf(text) : "${" + text + "}";
    };
  }

  private List<Object> items() {
    List<Object> items = new ArrayList<>();
    for (separators(); peek() != ']'; separators()) {
      items.add(value());
    }
    at++;
    return items;
  }

  private Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    for (separators(); peek() != '}'; separators()) {
      String key = words().get(0);
      at++;
      blank(false);
      members.put(key, value());
    }
    at++;
    return members;
  }

  private void separators() {
    for (blank(true); peek() == ','; blank(true)) {
      at++;
    }
  }

  /** A text, something in brackets, a word, or one other character. */
  private void skipOne() {
    char c = peek();
    if (c == '"') {
      skipText();
    } else if ("[({".indexOf(c) >= 0) {
      at++;
      for (blank(true); "])}".indexOf(peek()) < 0; blank(true)) {
        skipOne();
      }
      at++;
    } else if (Character.isLetterOrDigit(c)) {
      while (at < source.length()
          && (Character.isLetterOrDigit(peek()) || "_-".indexOf(peek()) >= 0)) {
        at++;
      }
    } else {
      require(!source.startsWith("<<", at), "no here document");
      at++;
    }
  }

  private void skipText() {
    for (at++; peek() != '"'; at++) {
      if (peek() == '\\' || source.startsWith("$${", at) || source.startsWith("%%{", at)) {
        at += peek() == '\\' ? 1 : 2;
      } else if (source.startsWith("${", at) || source.startsWith("%{", at)) {
        at++;
        skipOne();
        at--;
      }
    }
    at++;
  }

  private void blank(boolean lines) {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '#' || source.startsWith("//", at)) {
        at = Math.max(source.indexOf('\n', at), at);
      } else if (c == ' ' || c == '\t' || (lines && (c == '\n' || c == '\r'))) {
        at++;
      } else {
        return;
      }
    }
  }

  private char peek() {
    require(at < source.length(), "more");
    return source.charAt(at);
  }

  private void require(boolean fact, String wanted) {
    if (!fact) {
      throw new IllegalArgumentException(wanted + " wanted at " + at + ": " + source);
    }
  }
}
