package blueprint.language;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.SecretText;
import blueprint.source.YamlNode;
import blueprint.source.YamlNode.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads free-form data. */
final class JsonTreeReader {

  private final Diagnostics found;
  private boolean incomplete;

  JsonTreeReader(Diagnostics found) {
    this.found = found;
  }

  /** Whether anything had to be left out. */
  boolean incomplete() {
    return incomplete;
  }

  /** The data below a key; without what could not be read. */
  Optional<JsonTree> read(YamlNode node, String where) {
    return node.fold(
        scalar -> jsonScalar(scalar, where), list -> jsonSequence(list, where), this::jsonMapping);
  }

  private Optional<JsonTree> jsonScalar(YamlNode.Scalar scalar, String where) {
    String text = scalar.text();
    if (found.isFull()) {
      incomplete = true;
      return Optional.empty();
    }
    if (scalar.isNull()) {
      return Optional.of(new JsonTree.Constant(Optional.empty(), scalar.span()));
    }
    if (scalar.plain() && (text.equals("true") || text.equals("false"))) {
      return Optional.of(new JsonTree.Constant(Optional.of(text.equals("true")), scalar.span()));
    }
    if (scalar.plain() && JsonTree.NUMBER.matcher(text).matches()) {
      return jsonNumber(scalar);
    }
    Optional<Text> parsed = Text.parse(text);
    if (parsed.isEmpty() && SecretText.isNamedBy(where)) {
      incomplete = true;
      found.add(Diagnostic.of(Code.LITERAL_SECRET, scalar.span(), where));
    } else if (parsed.isEmpty()) {
      incomplete = true;
      found.add(
          Diagnostic.of(
              Code.INVALID_VALUE,
              scalar.span(),
              BlueprintReader.shorten(text),
              "text, with references written `${tier.attribute}` and a dollar written `$$`"));
    }
    return parsed.map(value -> new JsonTree.TextValue(value, scalar.span()));
  }

  private Optional<JsonTree> jsonNumber(YamlNode.Scalar scalar) {
    String text = scalar.text();
    if (text.length() > JsonTree.LONGEST_NUMBER || Double.isInfinite(Double.parseDouble(text))) {
      incomplete = true;
      String what = "a number that programs can read; in quotes it is text";
      found.add(
          Diagnostic.of(Code.INVALID_VALUE, scalar.span(), BlueprintReader.shorten(text), what));
      return Optional.empty();
    }
    return Optional.of(new JsonTree.NumberValue(text, scalar.span()));
  }

  private Optional<JsonTree> jsonSequence(YamlNode.Sequence list, String where) {
    List<JsonTree> items =
        list.items().stream().flatMap(item -> read(item, where).stream()).toList();
    return Optional.of(new JsonTree.Sequence(items, list.span()));
  }

  private Optional<JsonTree> jsonMapping(YamlNode.Mapping mapping) {
    Map<String, JsonTree> members = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      read(entry.value(), entry.key().text())
          .ifPresent(value -> members.put(entry.key().text(), value));
    }
    return Optional.of(new JsonTree.Mapping(members, mapping.span()));
  }
}
