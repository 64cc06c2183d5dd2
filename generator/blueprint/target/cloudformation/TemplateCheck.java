package blueprint.target.cloudformation;

import blueprint.facts.Limit;
import blueprint.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the resources of a template against what CloudFormation takes, and AWS behind it. */
final class TemplateCheck {

  private static final String WAITING = "DependsOn";

  private final Template template;
  private final ResourceSchemas schemas = ResourceSchemas.bundled();

  TemplateCheck(Template template) {
    this.template = template;
  }

  /** Everything wrong with a resource of the template. */
  List<Misfit> of(Resource resource) {
    Optional<ResourceSchema> schema = schemas.find(resource.type());
    if (schema.isEmpty()) {
      Optional<String> near = NearestName.of(resource.type(), schemas.types());
      return List.of(new Misfit("", "is of the unknown type " + resource.type(), near));
    }
    List<Misfit> found = new ArrayList<>();
    FunctionCheck functions = new FunctionCheck(template, found);
    Map<?, ?> beside = (Map<?, ?>) TemplateJson.of(resource.attributes());
    new PropertyCheck(schemas.beside(), functions, found).check(beside);
    functions.check("", beside);
    Object waiting = beside.get(WAITING);
    if (waiting != null) {
      functions.waitedFor(waiting);
    }
    Map<?, ?> properties = (Map<?, ?>) TemplateJson.of(resource.properties());
    new PropertyCheck(schema.get(), functions, found).check(properties);
    functions.check("", properties);
    limits(resource.type(), "", properties, found);
    return found;
  }

  private static void limits(String name, String path, Object value, List<Misfit> found) {
    if (value instanceof Map<?, ?> object) {
      object.forEach(
          (key, member) ->
              limits(name + "." + key, Misfit.inside(path, String.valueOf(key)), member, found));
    } else if (value instanceof List<?> items) {
      items.forEach(item -> limits(name, path, item, found));
    } else {
      Limit.ofAttribute(name)
          .flatMap(limit -> limit.refusal(String.valueOf(value)))
          .ifPresent(reason -> found.add(Misfit.of(path, reason)));
    }
  }
}
