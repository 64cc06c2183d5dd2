package blueprint.language;

import blueprint.facts.Limit;
import blueprint.language.Shape.Field;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The language as a JSON Schema (draft 2020-12), for editors. Numbers may be typed with or without
 * quotes; what a schema cannot say, the compiler does.
 */
public final class JsonSchema {

  private static final Map<String, Object> NOTHING = Map.of("type", "null");

  private final Map<String, Object> definitions = new TreeMap<>();

  /** How much of a mapping has to be written. */
  private enum Part {
    /** What it needs. */
    WHOLE(""),
    /**
     * What an environment changes, or what environments share: any key, or nothing to remove it.
     */
    CHANGE("Change");

    private final String suffix;

    Part(String suffix) {
      this.suffix = suffix;
    }
  }

  private JsonSchema() {}

  /** The schema's text. */
  public static String text() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "Blueprint");
    JsonSchema schema = new JsonSchema();
    root.put("if", Map.of("required", List.of("environments")));
    root.put("then", schema.reference(Shapes.BLUEPRINT, Part.CHANGE));
    root.put("else", schema.reference(Shapes.BLUEPRINT, Part.WHOLE));
    root.put("$defs", schema.definitions);
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return JsonMapper.builder().build().writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> node(Shape shape, Part part) {
    if (shape instanceof Shape.Scalar scalar) {
      return scalar(scalar);
    }
    if (shape instanceof Shape.Sequence list) {
      Map<String, Object> node = new LinkedHashMap<>();
      node.put("type", "array");
      node.put("items", node(list.item(), Part.WHOLE));
      bounds(list.count(), "Items", node);
      return node;
    }
    if (shape instanceof Shape.Table table) {
      Map<String, Object> node = new LinkedHashMap<>();
      node.put("type", "object");
      Map<String, Object> names = new LinkedHashMap<>();
      names.put("pattern", anchored(table.keys().regex()));
      table.keys().length().ifPresent(length -> bounds(length, "Length", names));
      node.put("propertyNames", names);
      node.put("additionalProperties", value(table.value(), part));
      if (part == Part.WHOLE) {
        bounds(table.count(), "Properties", node);
      }
      return node;
    }
    if (shape instanceof Shape.Mapping mapping) {
      return definition(mapping, part);
    }
    if (shape instanceof Shape.Union union) {
      List<Map<String, Object>> members =
          union.members().stream().map(member -> definition(member, Part.WHOLE)).toList();
      return Map.of("oneOf", members);
    }
    if (shape instanceof Shape.Change) {
      Map<String, Object> change = new LinkedHashMap<>(reference(Shapes.BLUEPRINT, Part.CHANGE));
      change.put("not", Map.of("required", List.of("environments")));
      return change;
    }
    return Map.of();
  }

  private static Map<String, Object> scalar(Shape.Scalar scalar) {
    Map<String, Object> node = new LinkedHashMap<>();
    if (scalar.isNumber()) {
      node.put("type", "integer");
      bounds(scalar.limit().orElseThrow(), "imum", node);
    } else if (scalar.words().equals(List.of("true", "false"))) {
      node.put("type", "boolean");
    } else if (!scalar.words().isEmpty()) {
      node.put("enum", scalar.words());
    } else {
      node.put("type", List.of("string", "number"));
      node.put("pattern", anchored(scalar.pattern()));
      scalar.limit().ifPresent(length -> bounds(length, "Length", node));
    }
    return node;
  }

  /** {@code minItems} and {@code maxItems}; a least of nothing is not said. */
  private static void bounds(Limit limit, String what, Map<String, Object> node) {
    if (limit.min() > 0 || what.equals("imum")) {
      node.put("min" + what, limit.min());
    }
    node.put("max" + what, limit.max());
  }

  /** Java's pattern as one that browsers and editors take. */
  private static String anchored(String regex) {
    String portable =
        regex.startsWith("(?s)") ? regex.substring(4).replace(".*", "[\\s\\S]*") : regex;
    return "^(?:" + portable + ")$";
  }

  /** A value of a mapping; an environment may take it away. */
  private Map<String, Object> value(Shape shape, Part part) {
    Map<String, Object> node = node(shape, part);
    boolean whole = part == Part.WHOLE || shape instanceof Shape.Json;
    return whole ? node : Map.of("anyOf", List.of(node, NOTHING));
  }

  private Map<String, Object> definition(Shape.Mapping mapping, Part part) {
    Map<String, Object> reference = reference(mapping, part);
    return mapping
        .shorthand()
        .<Map<String, Object>>map(
            field -> Map.of("anyOf", List.of(node(field.shape(), part), reference)))
        .orElse(reference);
  }

  private Map<String, Object> reference(Shape.Mapping mapping, Part part) {
    String name = mapping.name() + part.suffix;
    if (!definitions.containsKey(name)) {
      definitions.put(name, Map.of());
      definitions.put(name, mapping(mapping, part));
    }
    return Map.of("$ref", "#/$defs/" + name);
  }

  private Map<String, Object> mapping(Shape.Mapping mapping, Part part) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("description", mapping.doc());
    node.put("type", "object");
    Map<String, Object> properties = new LinkedHashMap<>();
    mapping.fields().forEach(field -> properties.put(field.key(), property(field, part)));
    node.put("properties", properties);
    node.put("additionalProperties", false);
    if (part == Part.CHANGE) {
      return node;
    }
    List<String> required =
        mapping.fields().stream().filter(Field::required).map(Field::key).toList();
    if (!required.isEmpty()) {
      node.put("required", required);
    }
    if (!mapping.exactlyOne().isEmpty()) {
      node.put("oneOf", mapping.exactlyOne().stream().map(g -> Map.of("required", g)).toList());
    }
    return node;
  }

  private static Object typed(Shape shape, String text) {
    if (shape instanceof Shape.Sequence list) {
      return List.of(typed(list.item(), text));
    }
    boolean number = shape instanceof Shape.Scalar scalar && scalar.isNumber();
    boolean constant = text.equals("true") || text.equals("false");
    return number ? Integer.valueOf(text) : constant ? Boolean.valueOf(text) : text;
  }

  private Map<String, Object> property(Field field, Part part) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("description", field.doc());
    field
        .byDefault()
        .filter(text -> !text.equals("{}"))
        .ifPresent(text -> node.put("default", typed(field.shape(), text)));
    node.putAll(field.required() ? node(field.shape(), part) : value(field.shape(), part));
    return node;
  }
}
