package blueprint.target.cloudformation;

import blueprint.target.cloudformation.Functions.Reference;
import blueprint.text.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds functions against the template around them: that there are such functions, and what they
 * refer to. Text that CloudFormation would replace although it is no function is refused.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">Intrinsic
 *     functions</a>
 */
final class FunctionCheck {

  private final Template template;
  private final Map<String, String> types = new HashMap<>();
  private final List<Misfit> found;

  FunctionCheck(Template template, List<Misfit> found) {
    this.template = template;
    this.found = found;
    template.resources().forEach(resource -> types.put(resource.id(), resource.type()));
  }

  /** The type of the resource with an id. */
  Optional<String> type(String id) {
    return Optional.ofNullable(types.get(id));
  }

  /** Whether an id is that of a parameter which is a list. */
  boolean isList(String id) {
    return template.parameters().stream()
        .filter(parameter -> parameter.id().equals(id))
        .map(parameter -> String.valueOf(parameter.body().members().get("Type")))
        .anyMatch(type -> type.contains("List"));
  }

  void check(String path, Object value) {
    if (value instanceof Map<?, ?> object) {
      Functions.nameOf(object).ifPresent(name -> function(path, name, object));
      object.forEach(
          (key, member) -> {
            text(path, String.valueOf(key));
            check(isPart(key) ? path : Misfit.inside(path, String.valueOf(key)), member);
          });
    } else if (value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        check(path + "[" + i + "]", items.get(i));
      }
    } else {
      text(path, String.valueOf(value));
    }
  }

  /** Ids behind {@code DependsOn}. */
  void waitedFor(Object value) {
    List<?> ids = value instanceof List<?> list ? list : List.of(value);
    ids.forEach(id -> known("DependsOn", new Reference(String.valueOf(id), "")));
  }

  private static boolean isPart(Object key) {
    return key.equals(Functions.REF) || String.valueOf(key).startsWith("Fn::");
  }

  private void text(String path, String text) {
    if (text.contains(KnownText.DYNAMIC)) {
      String reason = "holds `" + KnownText.DYNAMIC + "`, which CloudFormation would replace";
      found.add(Misfit.of(path, reason));
    }
  }

  /** What a function puts together is searched as well. */
  private void joined(String path, Map<?, ?> function) {
    if (KnownText.mayBeDynamic(function)) {
      String reason =
          "puts `" + KnownText.DYNAMIC + "` together, which CloudFormation would replace";
      found.add(Misfit.of(path, reason));
    }
  }

  private void function(String path, String name, Map<?, ?> object) {
    if (object.size() > 1) {
      found.add(Misfit.of(path, "has something beside `" + name + "`, which stands alone"));
    } else if (!Functions.names().contains(name)) {
      Optional<String> near = NearestName.of(name, Functions.names());
      found.add(new Misfit(path, "has no use for `" + name + "`", near));
    } else {
      Object argument = object.values().iterator().next();
      condition(path, name, argument);
      joined(path, object);
      Functions.references(name, argument).forEach(reference -> known(path, reference));
    }
  }

  private void condition(String path, String name, Object argument) {
    boolean known =
        argument instanceof List<?> list
            && !list.isEmpty()
            && template.conditions().containsKey(String.valueOf(list.get(0)));
    if (name.equals(Functions.IF) && !known) {
      found.add(Misfit.of(path, "asks for a condition that the template does not have"));
    }
  }

  private void known(String path, Reference reference) {
    String id = reference.id();
    if (reference.isPseudo()) {
      return;
    }
    List<String> ids = new ArrayList<>(template.ids());
    if (!ids.contains(id)) {
      String reason = "refers to `" + id + "`, which the template does not have";
      found.add(new Misfit(path, reason, NearestName.of(id, ids)));
    } else if (!reference.attribute().isEmpty()) {
      attribute(path, reference);
    }
  }

  private void attribute(String path, Reference reference) {
    String wanted = reference.attribute();
    Optional<ResourceSchema> schema =
        type(reference.id()).flatMap(type -> ResourceSchemas.bundled().find(type));
    if (schema.isEmpty() || !schema.get().hasAttribute(wanted)) {
      List<String> names =
          schema.map(s -> new ArrayList<>(s.attributeNames())).orElseGet(ArrayList::new);
      String reason =
          "refers to `" + wanted + "` of `" + reference.id() + "`, which has no such attribute";
      found.add(new Misfit(path, reason, NearestName.of(wanted, names)));
    }
  }
}
