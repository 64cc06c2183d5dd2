package blueprint.target.cloudformation;

import blueprint.output.Origin;
import blueprint.target.cloudformation.Expression.Members;
import blueprint.target.cloudformation.Template.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A template as YAML for people, and where each part of it comes from. */
public final class TemplateEmitter {

  private static final String VERSION = "2010-09-09";

  private final String file;
  private final YamlText out = new YamlText();
  private final List<Origin> origins = new ArrayList<>();

  private TemplateEmitter(String file) {
    this.file = file;
  }

  /** The template's text. */
  public static String emit(Template template) {
    TemplateEmitter emitter = new TemplateEmitter("");
    emitter.write(template);
    return emitter.out.text();
  }

  /**
   * Where each part of the text comes from.
   *
   * @param file the name of the file that holds it
   */
  static List<Origin> origins(Template template, String file) {
    TemplateEmitter emitter = new TemplateEmitter(file);
    emitter.write(template);
    return emitter.origins;
  }

  private void write(Template template) {
    out.entry(0, "AWSTemplateFormatVersion", Expression.text(VERSION));
    out.entry(0, "Description", Expression.text(template.description()));
    if (!template.parameters().isEmpty()) {
      out.blank();
      out.entry(0, "Metadata", interfaceOf(template.parameters()));
      out.open("Parameters");
      template.parameters().forEach(this::parameter);
    }
    if (!template.conditions().isEmpty()) {
      out.open("Conditions");
      template.conditions().forEach((name, condition) -> out.entry(2, name, condition));
    }
    out.open("Resources");
    template.sections().forEach(this::section);
    if (!template.outputs().isEmpty()) {
      out.open("Outputs");
      template.outputs().forEach(this::output);
    }
  }

  /** What the console shows of the parameters: groups and labels. */
  private static Members interfaceOf(List<Parameter> parameters) {
    Map<String, List<Expression>> groups = new LinkedHashMap<>();
    Members labels = Expression.object();
    for (Parameter parameter : parameters) {
      groups
          .computeIfAbsent(parameter.group(), group -> new ArrayList<>())
          .add(Expression.text(parameter.id()));
      labels = labels.with(parameter.id(), Expression.object().with("default", parameter.label()));
    }
    List<Expression> shown = new ArrayList<>();
    groups.forEach(
        (name, ids) ->
            shown.add(
                Expression.object()
                    .with("Label", Expression.object().with("default", name))
                    .with("Parameters", Expression.list(ids))));
    return Expression.object()
        .with(
            "AWS::CloudFormation::Interface",
            Expression.object()
                .with("ParameterGroups", Expression.list(shown))
                .with("ParameterLabels", labels));
  }

  private void parameter(Parameter parameter) {
    int first = begin(parameter.trace());
    out.entry(2, parameter.id(), parameter.body());
    end(first, parameter.id(), parameter.trace());
  }

  private void section(Section section) {
    out.between();
    out.comment(2, "--- " + section.title());
    out.gap();
    section.resources().forEach(this::resource);
  }

  private void resource(Resource resource) {
    int first = begin(resource.trace());
    resource.comment().forEach(line -> out.comment(2, line));
    out.key(2, resource.id());
    resource.skips().forEach(skip -> out.comment(4, skip.comment())); // above, no scanner reads it
    out.members(4, body(resource));
    end(first, resource.id(), resource.trace());
  }

  static Members body(Resource resource) {
    Members body = Expression.object().with("Type", resource.type());
    for (Map.Entry<String, Expression> attribute : resource.attributes().members().entrySet()) {
      body = body.with(attribute.getKey(), attribute.getValue());
    }
    for (Map.Entry<String, String> note : resource.attributes().notes().entrySet()) {
      body = body.noting(note.getKey(), note.getValue());
    }
    return resource.properties().members().isEmpty()
        ? body
        : body.with("Properties", resource.properties());
  }

  private void output(Output output) {
    int first = begin(output.trace());
    out.entry(
        2,
        output.id(),
        Expression.object()
            .with("Description", output.description())
            .with("Value", output.value()));
    end(first, output.id(), output.trace());
  }

  private int begin(Trace trace) {
    out.between();
    int first = out.line();
    trace.line().forEach(line -> out.comment(2, line));
    return first;
  }

  private void end(int first, String id, Trace trace) {
    Set<String> addresses = new LinkedHashSet<>(List.of(id));
    origins.add(
        new Origin(
            file,
            first,
            out.line() - 1,
            List.copyOf(addresses),
            trace.paths(),
            trace.reads(),
            trace.why()));
  }
}
