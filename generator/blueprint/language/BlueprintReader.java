package blueprint.language;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.SecretText;
import blueprint.diagnostic.Suggestions;
import blueprint.language.Shape.Field;
import blueprint.source.Span;
import blueprint.source.YamlNode;
import blueprint.source.YamlNode.Entry;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tree to records. Reports everything that does not fit, in one run; where something had to be left
 * out, no blueprint is returned, so that nothing is reported that follows from a first problem.
 */
public final class BlueprintReader {

  private static final Map<String, Code> REFUSED_KEYS =
      Map.of(
          "password", Code.LITERAL_PASSWORD,
          "master_password", Code.LITERAL_PASSWORD,
          "ingress", Code.OPENED_BY_LISTENERS,
          "open", Code.OPENED_BY_LISTENERS,
          "security_group", Code.OPENED_BY_LISTENERS,
          "security_groups", Code.OPENED_BY_LISTENERS,
          "ssh", Code.NO_REMOTE_LOGIN,
          "key_pair", Code.NO_REMOTE_LOGIN,
          "keypair", Code.NO_REMOTE_LOGIN);

  private static final String ROOT = "the blueprint";

  private final Diagnostics found;
  private boolean incomplete;

  private BlueprintReader(Diagnostics found) {
    this.found = found;
  }

  /** Reads a blueprint; empty when something in it could not be understood. */
  public static Optional<Blueprint> read(YamlNode root, Diagnostics found) {
    BlueprintReader reader = new BlueprintReader(found);
    if (reader.newerVersion(root)) {
      return Optional.empty();
    }
    if (!(root instanceof YamlNode.Mapping)) {
      found.add(Diagnostic.of(Code.EMPTY_BLUEPRINT, root.span()));
      return Optional.empty();
    }
    Optional<Object> blueprint = reader.mapping(Shapes.BLUEPRINT, root, root.span(), ROOT);
    return reader.incomplete ? Optional.empty() : blueprint.map(Blueprint.class::cast);
  }

  private boolean newerVersion(YamlNode root) {
    if (!(root instanceof YamlNode.Mapping mapping)) {
      return false;
    }
    Optional<YamlNode.Scalar> version =
        mapping
            .entry("blueprint")
            .map(Entry::value)
            .filter(YamlNode.Scalar.class::isInstance)
            .map(YamlNode.Scalar.class::cast)
            .filter(
                scalar -> scalar.text().matches("[1-9][0-9]{0,5}") && !scalar.text().equals("1"));
    version.ifPresent(
        scalar -> report(Diagnostic.of(Code.UNSUPPORTED_VERSION, scalar.span(), scalar.text())));
    return version.isPresent();
  }

  private Optional<Object> value(Shape shape, YamlNode node, Span key, String where) {
    if (shape instanceof Shape.Scalar scalar) {
      return scalar(scalar, node, where);
    }
    if (shape instanceof Shape.Sequence list) {
      return sequence(list, node, key, where);
    }
    if (shape instanceof Shape.Table table) {
      return table(table, node, where);
    }
    if (shape instanceof Shape.Union union) {
      return union(union, node, where);
    }
    if (shape instanceof Shape.Mapping mapping) {
      return mapping(mapping, node, key, where);
    }
    return json(node, where).map(tree -> tree);
  }

  private Optional<Object> scalar(Shape.Scalar shape, YamlNode node, String where) {
    if (!(node instanceof YamlNode.Scalar scalar) || scalar.isNull()) {
      return wrongType(shape, node, where);
    }
    Optional<?> parsed = shape.parse().apply(scalar.text());
    if (parsed.isEmpty() && SecretText.isNamedBy(where)) {
      incomplete = true;
      report(Diagnostic.of(Code.LITERAL_SECRET, node.span(), where));
    } else if (parsed.isEmpty()) {
      Diagnostic problem =
          Diagnostic.of(
              Code.INVALID_VALUE, node.span(), shorten(scalar.text()), shape.description());
      Optional<String> hint =
          Suggestions.nearest(scalar.text(), shape.words())
              .map(word -> "did you mean `" + word + "`?");
      incomplete = true;
      report(problem.suggesting(hint));
    }
    return parsed.map(value -> value);
  }

  private Optional<Object> sequence(Shape.Sequence shape, YamlNode node, Span key, String where) {
    if (!(node instanceof YamlNode.Sequence list)) {
      return wrongType(shape, node, where);
    }
    if (shape.notEmpty() && list.items().isEmpty()) {
      incomplete = true;
      report(Diagnostic.of(Code.EMPTY_LIST, key, where, "item"));
    }
    List<Object> items = new ArrayList<>();
    for (YamlNode item : list.items()) {
      value(shape.item(), item, item.span(), where)
          .map(
              value ->
                  shape.item() instanceof Shape.Scalar ? new Located<>(value, item.span()) : value)
          .ifPresent(items::add);
    }
    return Optional.of(List.copyOf(items));
  }

  private Optional<Object> table(Shape.Table shape, YamlNode node, String where) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return wrongType(shape, node, where);
    }
    if (shape.notEmpty() && mapping.entries().isEmpty()) {
      incomplete = true;
      report(Diagnostic.of(Code.EMPTY_LIST, mapping.span(), where, "entry"));
    }
    Map<Object, Object> values = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      String name = entry.key().text();
      if (!shape.keys().fits(name)) {
        incomplete = true;
        report(
            Diagnostic.of(
                Code.INVALID_VALUE, entry.key().span(), shorten(name), shape.keys().description()));
        continue;
      }
      tableValue(shape.value(), entry)
          .map(
              v ->
                  shape.value() instanceof Shape.Scalar
                      ? new Located<>(v, entry.value().span())
                      : v)
          .ifPresent(v -> values.put(shape.namedByRecord() ? new Name(name) : name, v));
    }
    return Optional.of(java.util.Collections.unmodifiableMap(values));
  }

  private Optional<Object> tableValue(Shape shape, Entry entry) {
    return shape instanceof Shape.Mapping mapping && mapping.name().equals("Secret")
        ? secret(mapping, entry)
        : value(shape, entry.value(), entry.key().span(), entry.key().text());
  }

  /** What stands here by mistake may be the secret itself: one problem, and it repeats nothing. */
  private Optional<Object> secret(Shape.Mapping shape, Entry entry) {
    Diagnostics problems = new Diagnostics();
    BlueprintReader reader = new BlueprintReader(problems);
    String name = entry.key().text();
    Optional<Object> secret = reader.value(shape, entry.value(), entry.key().span(), name);
    incomplete |= reader.incomplete;
    if (problems.hasErrors()) {
      Optional<String> hint =
          problems.sorted().stream()
              .filter(problem -> problem.code() == Code.UNKNOWN_KEY)
              .flatMap(problem -> problem.suggestion().stream())
              .filter(suggestion -> suggestion.startsWith("did you mean"))
              .findFirst();
      report(Diagnostic.of(Code.SECRET_SOURCE, entry.key().span(), name).suggesting(hint));
    }
    return secret;
  }

  private Optional<Object> union(Shape.Union shape, YamlNode node, String where) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return wrongType(shape, node, where);
    }
    List<String> kinds = shape.members().stream().map(m -> m.fields().get(0).key()).toList();
    List<String> written = kinds.stream().filter(kind -> mapping.entry(kind).isPresent()).toList();
    List<Shape.Mapping> fitting =
        shape.members().stream()
            .filter(member -> written.contains(member.fields().get(0).key()))
            .filter(
                member -> member.fields().stream().map(Field::key).toList().containsAll(written))
            .toList();
    if (fitting.size() != 1) {
      incomplete = true;
      String what = "a " + shape.name().toLowerCase(Locale.ROOT);
      Optional<String> hint =
          mapping.entries().stream()
              .flatMap(entry -> Suggestions.nearest(entry.key().text(), kinds).stream())
              .filter(kind -> mapping.entry(kind).isEmpty())
              .findFirst()
              .map(kind -> "did you mean `" + kind + "`?");
      report(
          Diagnostic.of(Code.NOT_EXACTLY_ONE, node.span(), what, Suggestions.list(kinds))
              .suggesting(hint));
      return Optional.empty();
    }
    Span key = mapping.entry(fitting.get(0).fields().get(0).key()).orElseThrow().key().span();
    return mapping(fitting.get(0), node, key, where);
  }

  private Optional<Object> mapping(Shape.Mapping shape, YamlNode node, Span key, String where) {
    if (node instanceof YamlNode.Scalar scalar
        && !scalar.isNull()
        && shape.shorthand().isPresent()) {
      Field field = shape.shorthand().get();
      Entry only = new Entry(new YamlNode.Scalar(field.key(), true, node.span()), node);
      return mapping(shape, new YamlNode.Mapping(List.of(only), node.span()), key, where);
    }
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return wrongType(shape, node, where);
    }
    reportUnknownKeys(shape, mapping);
    checkExactlyOne(shape, mapping, key, where);
    List<Object> arguments = new ArrayList<>();
    boolean complete = true;
    for (Parameter parameter : shape.constructor().getParameters()) {
      if (parameter.getType() == Span.class) {
        arguments.add(key);
        continue;
      }
      Field field = shape.fields().get(arguments.size() - 1);
      Optional<Object> argument = argument(field, shape, mapping, key, where);
      complete &= argument.isPresent();
      arguments.add(argument.orElse(""));
    }
    if (!complete) {
      incomplete = true;
      return Optional.empty();
    }
    try {
      return Optional.of(shape.constructor().newInstance(arguments.toArray()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A record's component: empty only when the value is needed and cannot be had. */
  private Optional<Object> argument(
      Field field, Shape.Mapping shape, YamlNode.Mapping mapping, Span key, String where) {
    Optional<Entry> written = mapping.entry(field.key());
    if (written.isPresent()) {
      Entry entry = written.get();
      Optional<Object> value =
          value(field.shape(), entry.value(), entry.key().span(), field.key())
              .map(v -> field.located() ? new Located<>(v, entry.value().span()) : v);
      return field.optional() ? Optional.of(value) : value;
    }
    if (field.optional()) {
      return Optional.of(Optional.empty());
    }
    if (field.byDefault().isPresent()) {
      return Optional.of(byDefault(field, field.byDefault().get(), key));
    }
    if (field.required()) {
      if (!mistyped(List.of(field.key()), shape, mapping)) {
        report(
            Diagnostic.of(Code.MISSING_KEY, key, field.key(), quoted(where))
                .suggesting(Optional.of("write `" + field.key() + "`: " + phrase(field.doc()))));
      }
      return Optional.empty();
    }
    return Optional.of(field.shape() instanceof Shape.Sequence ? List.of() : Map.of());
  }

  private Object byDefault(Field field, String text, Span key) {
    YamlNode node =
        text.equals("{}")
            ? new YamlNode.Mapping(List.of(), key)
            : new YamlNode.Scalar(text, true, key);
    Object value = value(field.shape(), node, key, field.key()).orElseThrow();
    return field.located() ? new Located<>(value, key) : value;
  }

  private void reportUnknownKeys(Shape.Mapping shape, YamlNode.Mapping mapping) {
    List<String> known = shape.fields().stream().map(Field::key).toList();
    for (Entry entry : mapping.entries()) {
      String key = entry.key().text();
      if (known.contains(key)) {
        continue;
      }
      Code refused = REFUSED_KEYS.get(key);
      if (refused != null) {
        report(Diagnostic.of(refused, entry.key().span(), key));
        continue;
      }
      report(
          Diagnostic.of(Code.UNKNOWN_KEY, entry.key().span(), shorten(key))
              .suggesting(Suggestions.hint(key, known)));
    }
  }

  /** Whether one of the keys stands there with a typing mistake, which is reported already. */
  private static boolean mistyped(
      List<String> keys, Shape.Mapping shape, YamlNode.Mapping mapping) {
    List<String> known = shape.fields().stream().map(Field::key).toList();
    return mapping.entries().stream()
        .map(entry -> entry.key().text())
        .filter(typed -> !known.contains(typed))
        .anyMatch(typed -> Suggestions.nearest(typed, keys).isPresent());
  }

  /** The first sentence of a description, as part of another. */
  private static String phrase(String doc) {
    String first = doc.replaceFirst("(?s)\\.( .*|$)", "");
    boolean acronym = first.length() > 1 && Character.isUpperCase(first.charAt(1));
    return acronym ? first : first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
  }

  private static String quoted(String where) {
    return where.equals(ROOT) ? where : "`" + where + "`";
  }

  private void checkExactlyOne(
      Shape.Mapping shape, YamlNode.Mapping mapping, Span key, String where) {
    if (shape.exactlyOne().isEmpty()) {
      return;
    }
    long groups =
        shape.exactlyOne().stream()
            .filter(group -> group.stream().anyMatch(k -> mapping.entry(k).isPresent()))
            .count();
    boolean whole =
        shape.exactlyOne().stream()
            .anyMatch(group -> group.stream().allMatch(k -> mapping.entry(k).isPresent()));
    if (groups != 1 || !whole) {
      incomplete = true;
      if (mistyped(shape.exactlyOne().stream().flatMap(List::stream).toList(), shape, mapping)) {
        return;
      }
      List<String> choices =
          shape.exactlyOne().stream().map(group -> String.join("` with `", group)).toList();
      report(Diagnostic.of(Code.NOT_EXACTLY_ONE, key, quoted(where), Suggestions.list(choices)));
    }
  }

  private Optional<JsonTree> json(YamlNode node, String where) {
    return node.fold(
        scalar -> jsonScalar(scalar, where), list -> jsonSequence(list, where), this::jsonMapping);
  }

  private Optional<JsonTree> jsonScalar(YamlNode.Scalar scalar, String where) {
    String text = scalar.text();
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
      report(Diagnostic.of(Code.LITERAL_SECRET, scalar.span(), where));
    } else if (parsed.isEmpty()) {
      incomplete = true;
      report(
          Diagnostic.of(
              Code.INVALID_VALUE,
              scalar.span(),
              shorten(text),
              "text, with references written `${tier.attribute}` and a dollar written `$$`"));
    }
    return parsed.map(value -> new JsonTree.TextValue(value, scalar.span()));
  }

  private Optional<JsonTree> jsonNumber(YamlNode.Scalar scalar) {
    String text = scalar.text();
    if (text.length() > JsonTree.LONGEST_NUMBER || Double.isInfinite(Double.parseDouble(text))) {
      incomplete = true;
      String what = "a number that programs can read; in quotes it is text";
      report(Diagnostic.of(Code.INVALID_VALUE, scalar.span(), shorten(text), what));
      return Optional.empty();
    }
    return Optional.of(new JsonTree.NumberValue(text, scalar.span()));
  }

  private Optional<JsonTree> jsonSequence(YamlNode.Sequence list, String where) {
    List<JsonTree> items =
        list.items().stream().flatMap(item -> json(item, where).stream()).toList();
    return Optional.of(new JsonTree.Sequence(items, list.span()));
  }

  private Optional<JsonTree> jsonMapping(YamlNode.Mapping mapping) {
    Map<String, JsonTree> members = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      json(entry.value(), entry.key().text())
          .ifPresent(value -> members.put(entry.key().text(), value));
    }
    return Optional.of(new JsonTree.Mapping(members, mapping.span()));
  }

  private Optional<Object> wrongType(Shape shape, YamlNode node, String where) {
    incomplete = true;
    Diagnostic problem =
        Diagnostic.of(Code.WRONG_TYPE, node.span(), where, shape.description(), node.kind());
    boolean oneForList = shape instanceof Shape.Sequence && node instanceof YamlNode.Scalar;
    String text = node instanceof YamlNode.Scalar scalar ? shorten(scalar.text()) : "";
    Optional<String> hint =
        oneForList && !text.isEmpty() ? Optional.of("write `[" + text + "]`") : Optional.empty();
    report(problem.suggesting(hint));
    return Optional.empty();
  }

  private void report(Diagnostic diagnostic) {
    found.add(diagnostic);
  }

  private static String shorten(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
