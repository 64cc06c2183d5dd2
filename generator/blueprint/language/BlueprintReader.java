package blueprint.language;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.SecretText;
import blueprint.diagnostic.Suggestions;
import blueprint.facts.Limit;
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

  /** Whether something of a shape can be read by itself. */
  static boolean reads(Shape shape, YamlNode node) {
    BlueprintReader reader = new BlueprintReader(new Diagnostics());
    return reader.value(shape, node, node.span(), "").isPresent() && !reader.incomplete;
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
    if (shape instanceof Shape.Change) {
      return node instanceof YamlNode.Mapping
          ? Optional.of(new Overlay(key))
          : wrongType(shape, node, where);
    }
    JsonTreeReader reader = new JsonTreeReader(found);
    Optional<JsonTree> tree = reader.read(node, where);
    incomplete |= reader.incomplete();
    return tree.map(value -> value);
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
    if (!countIsRight(shape.count(), list.items().size(), key, where, "item")) {
      return Optional.of(List.of());
    }
    List<Object> items = new ArrayList<>();
    for (YamlNode item : list.items()) {
      if (found.isFull()) {
        break;
      }
      value(shape.item(), item, item.span(), where)
          .map(
              value ->
                  shape.item() instanceof Shape.Scalar ? new Located<>(value, item.span()) : value)
          .ifPresent(items::add);
    }
    return Optional.of(List.copyOf(items));
  }

  /** What is too long is not looked into: its items would each have a problem of their own. */
  private boolean countIsRight(Limit limit, int count, Span span, String where, String one) {
    if (limit.allows(count)) {
      return true;
    }
    incomplete = true;
    report(
        count < limit.min()
            ? Diagnostic.of(Code.EMPTY_LIST, span, where, one)
            : Diagnostic.of(Code.TOO_MANY, span, where, "" + count, "" + limit.max()));
    return false;
  }

  private Optional<Object> table(Shape.Table shape, YamlNode node, String where) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return wrongType(shape, node, where);
    }
    int count = mapping.entries().size();
    if (!countIsRight(shape.count(), count, mapping.span(), where, "entry")) {
      return Optional.of(Map.of());
    }
    Map<Object, Object> values = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      if (found.isFull()) {
        break;
      }
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
    Keys keys = new Keys(shape, mapping, found);
    keys.reportUnknown();
    incomplete |= !keys.exactlyOneIsThere(key, quoted(where));
    List<Object> arguments = new ArrayList<>();
    boolean complete = true;
    for (Parameter parameter : shape.constructor().getParameters()) {
      if (parameter.getType() == Span.class) {
        arguments.add(key);
        continue;
      }
      Field field = shape.fields().get(arguments.size() - 1);
      Optional<Object> argument = argument(field, keys, mapping, key, where);
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
      Field field, Keys keys, YamlNode.Mapping mapping, Span key, String where) {
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
    Optional<YamlNode> byDefault = field.unlessWritten(key);
    if (byDefault.isPresent()) {
      return Optional.of(byDefault(field, byDefault.get(), key));
    }
    if (field.required()) {
      if (!keys.mistyped(List.of(field.key()))) {
        report(
            Diagnostic.of(Code.MISSING_KEY, key, field.key(), quoted(where))
                .suggesting(
                    Optional.of("write `" + field.key() + "`: " + Keys.phrase(field.doc()))));
      }
      return Optional.empty();
    }
    return Optional.of(field.shape() instanceof Shape.Sequence ? List.of() : Map.of());
  }

  private Object byDefault(Field field, YamlNode node, Span key) {
    Object value = value(field.shape(), node, key, field.key()).orElseThrow();
    return field.located() ? new Located<>(value, key) : value;
  }

  private static String quoted(String where) {
    return where.equals(ROOT) ? where : "`" + where + "`";
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

  /** A value as messages show it. */
  static String shorten(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
