package blueprint.text;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Strings of Python 3. */
public final class Python {

  private Python() {}

  /** A string literal: JSON's escapes mean the same in Python. */
  public static Safe quote(String text) {
    Characters.requireWellFormed(text);
    String inside = new String(JsonStringEncoder.getInstance().quoteAsString(text));
    return new Safe(Language.PYTHON, "\"" + inside + "\"");
  }
}
