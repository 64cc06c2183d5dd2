package blueprint.text;

/**
 * Text that may stand in a file of one language as it is.
 *
 * <p>Made by a quoter, or by {@link #reviewed} from text that the compiler itself wrote. Text of
 * the user never gets here without a quoter.
 *
 * @param language where the text may stand
 * @param text what to write
 */
public record Safe(Language language, String text) {

  /** Text that holds nothing of the user's, or only what was quoted already. */
  public static Safe reviewed(Language language, String text) {
    return new Safe(language, text);
  }

  /** What to write. */
  @Override
  public String toString() {
    return text;
  }
}
