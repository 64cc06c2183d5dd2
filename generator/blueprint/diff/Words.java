package blueprint.diff;

import blueprint.diagnostic.SecretText;
import blueprint.inventory.AttributePath;
import java.util.Optional;

/** Values and places as people may see them. */
final class Words {

  private static final int LONGEST = 100;
  private static final int AROUND = 20;

  private Words() {}

  /** A word of the user's in a sentence, where backticks go round it. */
  static String quoted(String text) {
    return "`" + shortened(SecretText.masked(text)).replace('`', '\'') + "`";
  }

  /** The value of an attribute; nothing of what may be a secret. */
  static String value(String path, Optional<String> text) {
    if (text.isEmpty()) {
      return "nothing";
    }
    String plain = text.get();
    boolean harmless = plain.matches("true|false|\\d{1,9}");
    boolean secret = isSecret(path) && !harmless;
    return secret ? "(not shown)" : shortened(SecretText.masked(plain));
  }

  private static boolean isSecret(String path) {
    for (String word : path.split("[.\\[\\]\"]+", -1)) {
      if (SecretText.isNamedBy(word)) {
        return true;
      }
    }
    return SecretText.isNamedBy(AttributePath.withoutPlaces(path));
  }

  private static String shortened(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "...";
  }

  /** {@code tiers.app.scale, shop.yaml:12}; empty where there is no place. */
  static String place(Cause cause) {
    String where = cause.span().map(s -> s.file().name() + ":" + s.start().line()).orElse("");
    return cause.path().isEmpty()
        ? ""
        : where.isEmpty() ? cause.path() : cause.path() + ", " + where;
  }

  /** What an attribute's change is, after its path. */
  static String change(AttributeChange change) {
    return change.because().isPresent()
        ? "follows " + change.because().get()
        : before(change) + " -> " + after(change);
  }

  static String before(AttributeChange change) {
    return value(change.path(), change.before().map(t -> part(t, change.after().orElse(""))));
  }

  static String after(AttributeChange change) {
    return value(change.path(), change.after().map(t -> part(t, change.before().orElse(""))));
  }

  /** Of two long texts the part in which they differ, with a little around it. */
  private static String part(String text, String other) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int same = 0;
    while (same < Math.min(text.length(), other.length())
        && text.charAt(same) == other.charAt(same)) {
      same++;
    }
    int from = text.offsetByCodePoints(0, text.codePointCount(0, Math.max(0, same - AROUND)));
    return from == 0 ? text : "..." + text.substring(from);
  }

  /** What follows from it for the resource; empty when it is changed in place. */
  static String effect(AttributeChange change) {
    return switch (change.effect()) {
      case NOTHING, IN_PLACE -> "";
      case UNKNOWN -> "whether this replaces it, only the engine's own plan says";
      case MAY_REPLACE -> "may replace it";
      case REPLACE -> "replaces it";
    };
  }
}
