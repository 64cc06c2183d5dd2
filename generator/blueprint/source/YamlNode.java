package blueprint.source;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A node of the tree that {@link YamlReader} reads. */
public sealed interface YamlNode {

  /** Where the node stands. */
  Span span();

  /** Calls the function that fits the node's kind. */
  <R> R fold(
      Function<Scalar, R> scalar, Function<Sequence, R> sequence, Function<Mapping, R> mapping);

  /** The kind in a user's words: {@code a list}, {@code a mapping}, {@code text}. */
  default String kind() {
    return fold(
        scalar -> scalar.isNull() ? "nothing" : "text", list -> "a list", map -> "a mapping");
  }

  /**
   * One value.
   *
   * @param text as typed, after quotes and escapes are resolved, in Unicode NFC
   * @param plain whether it was written without quotes
   */
  record Scalar(String text, boolean plain, Span span) implements YamlNode {

    /** Whether nothing was written, or one of the words that YAML's core schema reads as null. */
    public boolean isNull() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public <R> R fold(
        Function<Scalar, R> scalar, Function<Sequence, R> sequence, Function<Mapping, R> mapping) {
      return scalar.apply(this);
    }
  }

  /** A list. */
  record Sequence(List<YamlNode> items, Span span) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public <R> R fold(
        Function<Scalar, R> scalar, Function<Sequence, R> sequence, Function<Mapping, R> mapping) {
      return sequence.apply(this);
    }
  }

  /** A mapping in the order in which it was written; no key stands twice. */
  record Mapping(List<Entry> entries, Span span) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }

    /** The entry of a key. */
    public Optional<Entry> entry(String key) {
      return entries.stream().filter(entry -> entry.key().text().equals(key)).findFirst();
    }

    @Override
    public <R> R fold(
        Function<Scalar, R> scalar, Function<Sequence, R> sequence, Function<Mapping, R> mapping) {
      return mapping.apply(this);
    }
  }

  /** A key and its value. */
  record Entry(Scalar key, YamlNode value) {}
}
