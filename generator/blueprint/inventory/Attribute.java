package blueprint.inventory;

import java.util.List;

/**
 * A value of an attribute.
 *
 * @param text as a person reads it: text as it is, lists as JSON, references as the engine writes
 *     them
 * @param literal whether it is all known, so that it is equal where its text is
 * @param references what it takes from other parts
 * @param items the values of a list, one by one; of anything else the text alone
 */
public record Attribute(
    String text, boolean literal, List<Reference> references, List<String> items) {

  public Attribute {
    references = List.copyOf(references);
    items = List.copyOf(items);
  }

  /** A single value. */
  public Attribute(String text, boolean literal, List<Reference> references) {
    this(text, literal, references, List.of(text));
  }

  /** A value that stands for itself. */
  public static Attribute of(String text) {
    return new Attribute(text, true, List.of());
  }
}
