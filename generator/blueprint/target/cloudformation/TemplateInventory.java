package blueprint.target.cloudformation;

import blueprint.facts.Changes;
import blueprint.inventory.Attribute;
import blueprint.inventory.Attributes;
import blueprint.inventory.Effect;
import blueprint.inventory.Inventory;
import blueprint.inventory.Part;
import blueprint.inventory.Reference;
import blueprint.target.cloudformation.Expression.Bool;
import blueprint.target.cloudformation.Expression.Call;
import blueprint.target.cloudformation.Expression.GetAtt;
import blueprint.target.cloudformation.Expression.Items;
import blueprint.target.cloudformation.Expression.Join;
import blueprint.target.cloudformation.Expression.Members;
import blueprint.target.cloudformation.Expression.Numeric;
import blueprint.target.cloudformation.Expression.Ref;
import blueprint.target.cloudformation.Expression.Sub;
import blueprint.target.cloudformation.Expression.Text;
import blueprint.text.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a template makes, resource by resource. */
final class TemplateInventory {

  /** What says when a resource is made, not what. */
  private static final Set<String> ORDER = Set.of("DependsOn", "Metadata");

  private static final String CONDITION = "condition ";

  private TemplateInventory() {}

  /** The inventory of a template. */
  static Inventory of(Template template) {
    List<Part> parts = new ArrayList<>();
    template.parameters().forEach(parameter -> parts.add(part(parameter)));
    template.conditions().forEach((name, condition) -> parts.add(condition(name, condition)));
    template.resources().forEach(resource -> parts.add(part(resource)));
    return Inventory.of(Inventory.Engine.CLOUDFORMATION, parts);
  }

  /** Whoever applies the template looks for what the label says. */
  private static Part part(Parameter parameter) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("label", Attribute.of(parameter.label()));
    parameter.body().members().forEach((key, value) -> tree.put(key, tree(value)));
    tree.remove("Description");
    return value(parameter.id(), tree, parameter.trace());
  }

  private static Part condition(String name, Expression condition) {
    return value(CONDITION + name, Map.of("value", tree(condition)), Trace.NONE);
  }

  private static Part value(String address, Map<String, Object> tree, Trace trace) {
    return new Part(
        Part.Kind.VALUE,
        address,
        "value",
        Attributes.of(tree),
        Map.of("", Effect.IN_PLACE),
        Set.of(),
        trace.paths(),
        trace.reads());
  }

  private static Part part(Resource resource) {
    Map<String, Object> tree = new LinkedHashMap<>();
    resource.properties().members().forEach((key, value) -> tree.put(key, tree(value)));
    resource.attributes().members().entrySet().stream()
        .filter(entry -> !ORDER.contains(entry.getKey()))
        .forEach(entry -> tree.put("@" + entry.getKey(), tree(entry.getValue())));
    return new Part(
        Part.Kind.RESOURCE,
        resource.id(),
        resource.type(),
        Attributes.of(tree),
        effects(resource.type()),
        Changes.bundled().moving(resource.type()),
        resource.trace().paths(),
        resource.trace().reads());
  }

  /** What the schema says, and what is known of those of which it says that it depends. */
  static Map<String, Effect> effects(String type) {
    Optional<ResourceSchema> schema = ResourceSchemas.bundled().find(type);
    if (schema.isEmpty()) {
      return Map.of();
    }
    Map<String, Effect> effects = new LinkedHashMap<>();
    effects.put("", Effect.IN_PLACE);
    schema.get().conditionalCreateOnly().forEach(path -> effects.put(path, Effect.MAY_REPLACE));
    effects.putAll(Changes.bundled().effects(type));
    schema.get().createOnly().forEach(path -> effects.put(path, Effect.REPLACE));
    return effects;
  }

  private static Object tree(Expression expression) {
    if (expression instanceof Text text) {
      return Attribute.of(text.text());
    } else if (expression instanceof Numeric number) {
      return Attribute.of(number.value().toPlainString());
    } else if (expression instanceof Bool bool) {
      return Attribute.of(Boolean.toString(bool.value()));
    } else if (expression instanceof Items list) {
      return list.items().stream().map(TemplateInventory::tree).toList();
    } else if (expression instanceof Members object) {
      Map<String, Object> members = new LinkedHashMap<>();
      object.members().forEach((key, value) -> members.put(key, tree(value)));
      return members;
    } else if (expression instanceof Call call && call.function() == Expression.Function.BASE64) {
      return tree(call.argument());
    } else if (expression instanceof Join join) {
      return join(join);
    }
    return written(expression);
  }

  /** Long text is compared piece by piece, so that a change of it is small. */
  private static Object join(Join join) {
    boolean plain = join.parts().stream().allMatch(Text.class::isInstance);
    return plain && join.delimiter().isEmpty()
        ? Attribute.of(
            String.join("", join.parts().stream().map(part -> ((Text) part).text()).toList()))
        : written(join);
  }

  private static Attribute written(Expression expression) {
    return new Attribute(shown(expression), false, references(expression));
  }

  private static String shown(Expression expression) {
    if (expression instanceof Ref ref) {
      return "!Ref " + ref.id();
    } else if (expression instanceof GetAtt attribute) {
      return "!GetAtt " + attribute.id() + "." + attribute.attribute();
    } else if (expression instanceof Sub sub) {
      return "!Sub " + sub.template();
    }
    return JsonWriter.line(Map.of("value", TemplateJson.of(expression))).strip();
  }

  private static List<Reference> references(Expression expression) {
    Set<Reference> found = new LinkedHashSet<>();
    Expression.walk(
        expression,
        part -> {
          if (part instanceof Ref ref && !ref.id().startsWith("AWS::")) {
            found.add(new Reference(ref.id(), ""));
          } else if (part instanceof GetAtt attribute) {
            found.add(new Reference(attribute.id(), attribute.attribute().split("\\.", 2)[0]));
          } else if (part instanceof Call call
              && call.function() == Expression.Function.IF
              && call.argument() instanceof Items items
              && items.items().get(0) instanceof Text name) {
            found.add(new Reference(CONDITION + name.text(), ""));
          }
        });
    return List.copyOf(found);
  }
}
