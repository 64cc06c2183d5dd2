package blueprint.target.terraform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** What may stand in a Terraform file without quotes. */
final class Names {

  private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  private static final Pattern REFERENCE =
      Pattern.compile(
          "[A-Za-z_][A-Za-z0-9_-]*"
              + "(\\.[A-Za-z_][A-Za-z0-9_-]*|\\[(\\d+|\\*|\"[A-Za-z0-9_-]+\"|each\\.key|each\\.value)])*");

  private static final Pattern FILE = Pattern.compile("[a-z0-9_-]+\\.tf");

  private Names() {}

  static boolean isLabel(String text) {
    return LABEL.matcher(text).matches();
  }

  static String requireLabel(String text) {
    return require(isLabel(text), "no name: ", text);
  }

  static String requireReference(String text) {
    return require(REFERENCE.matcher(text).matches(), "no reference: ", text);
  }

  static String requireFile(String text) {
    return require(FILE.matcher(text).matches(), "no file name: ", text);
  }

  /** Comments are one line: whatever follows a line break would be code. */
  static String requireComment(String text) {
    boolean oneLine =
        text.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
    return require(oneLine && !text.isBlank(), "no comment: ", text);
  }

  /** One line whose brackets and quotes are closed, and closed in order. */
  static String requireExpression(String hcl) {
    boolean plain = !hcl.isBlank() && hcl.chars().noneMatch(Character::isISOControl);
    return require(plain && isClosed(hcl), "no expression: ", hcl);
  }

  private static boolean isClosed(String hcl) {
    Deque<Character> open = new ArrayDeque<>();
    for (int i = 0; i < hcl.length(); i++) {
      char c = hcl.charAt(i);
      boolean inString = !open.isEmpty() && open.peek() == '"';
      if (inString && c == '\\') {
        i++;
      } else if (inString && (hcl.startsWith("$${", i) || hcl.startsWith("%%{", i))) {
        i += 2;
      } else if (inString && (hcl.startsWith("${", i) || hcl.startsWith("%{", i))) {
        open.push('}');
        i++;
      } else if (inString && c == '"') {
        open.pop();
      } else if (!inString && (hcl.startsWith("//", i) || hcl.startsWith("/*", i))) {
        return false; // a comment
      } else if (!inString && !step(c, open)) {
        return false;
      }
    }
    return open.isEmpty();
  }

  /** Whether the character may stand there, outside strings. */
  private static boolean step(char c, Deque<Character> open) {
    switch (c) {
      case '(' -> open.push(')');
      case '[' -> open.push(']');
      case '{' -> open.push('}');
      case '"' -> open.push('"');
      case ')', ']', '}' -> {
        return !open.isEmpty() && open.pop() == c;
      }
      case '#' -> {
        return false; // a comment
      }
      default -> {}
    }
    return true;
  }

  private static String require(boolean fine, String problem, String text) {
    if (!fine) {
      throw new IllegalArgumentException(problem + text);
    }
    return text;
  }
}
