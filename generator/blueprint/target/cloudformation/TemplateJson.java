package blueprint.target.cloudformation;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A template as JSON: every function in its long form. */
final class TemplateJson {

  private TemplateJson() {}

  /** The whole template. */
  static Map<String, Object> of(Template template) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    template.parameters().forEach(p -> parameters.put(p.id(), of(p.body())));
    Map<String, Object> conditions = new LinkedHashMap<>();
    template.conditions().forEach((name, condition) -> conditions.put(name, of(condition)));
    Map<String, Object> resources = new LinkedHashMap<>();
    template.resources().forEach(r -> resources.put(r.id(), of(TemplateEmitter.body(r))));
    Map<String, Object> outputs = new LinkedHashMap<>();
    template
        .outputs()
        .forEach(
            output -> {
              Map<String, Object> body = new LinkedHashMap<>();
              body.put("Description", output.description());
              body.put("Value", of(output.value()));
              outputs.put(output.id(), body);
            });
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Description", template.description());
    json.put("Parameters", parameters);
    json.put("Conditions", conditions);
    json.put("Resources", resources);
    json.put("Outputs", outputs);
    return json;
  }

  /** A value. */
  static Object of(Expression expression) {
    if (expression instanceof Text text) {
      return text.text();
    } else if (expression instanceof Numeric number) {
      return number.value();
    } else if (expression instanceof Bool bool) {
      return bool.value();
    } else if (expression instanceof Items list) {
      return list.items().stream().map(TemplateJson::of).toList();
    } else if (expression instanceof Members object) {
      Map<String, Object> members = new LinkedHashMap<>();
      object.members().forEach((key, value) -> members.put(key, of(value)));
      return members;
    } else if (expression instanceof Ref ref) {
      return Map.of("Ref", ref.id());
    } else if (expression instanceof GetAtt attribute) {
      return Map.of("Fn::GetAtt", List.of(attribute.id(), attribute.attribute()));
    } else if (expression instanceof Sub sub) {
      return Map.of("Fn::Sub", sub.template());
    } else if (expression instanceof Join join) {
      List<Object> parts = join.parts().stream().map(TemplateJson::of).toList();
      return Map.of("Fn::Join", List.of(join.delimiter(), parts));
    } else if (expression instanceof Call call) {
      return Map.of("Fn::" + call.function().word(), of(call.argument()));
    }
    throw new IllegalArgumentException("no value of a template: " + expression);
  }
}
