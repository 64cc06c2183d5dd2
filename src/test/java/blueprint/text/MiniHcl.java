package blueprint.text;

/** Reads quoted strings of HCL as its specification says; shares nothing with the writer. */
public final class MiniHcl {

  private final String source;
  private int at;

  private MiniHcl(String source) {
    this.source = source;
  }

  /** The value of one quoted string without references, such as {@code "a $${b}"}. */
  public static String evaluate(String quoted) {
    MiniHcl reader = new MiniHcl(quoted);
    String value = reader.string();
    if (reader.at != quoted.length()) {
      throw new IllegalArgumentException("the string ends early, at " + reader.at + ": " + quoted);
    }
    return value;
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return out.toString();
      } else if (c == '\\') {
        escape(out);
      } else if ((c == '$' || c == '%') && source.startsWith(c + "{", at)) {
        at += 2;
        out.append(c).append('{');
      } else if (c == '$' && source.startsWith("{\"", at)) {
        at++;
        out.append(string());
        expect('}');
      } else if ((c == '$' || c == '%') && source.startsWith("{", at)) {
        throw new IllegalArgumentException("an interpolation at " + at + ": " + source);
      } else if (c == '\n' || c == '\r') {
        throw new IllegalArgumentException("a line break at " + at);
      } else {
        out.append(c);
      }
    }
  }

  private void escape(StringBuilder out) {
    char c = next();
    switch (c) {
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case '"', '\\' -> out.append(c);
      case 'u' -> {
        out.append((char) Integer.parseInt(source.substring(at, at + 4), 16));
        at += 4;
      }
      default -> throw new IllegalArgumentException("no escape: " + c);
    }
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      throw new IllegalArgumentException("no " + wanted + " at " + at + ": " + source);
    }
  }

  private char next() {
    if (at >= source.length()) {
      throw new IllegalArgumentException("the string does not end: " + source);
    }
    return source.charAt(at++);
  }
}
