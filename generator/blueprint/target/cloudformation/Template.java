package blueprint.target.cloudformation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A template as data.
 *
 * @param description what the console shows of the stack
 * @param conditions by name, in order
 * @param sections resources by what they are about, in the order in which they are read
 */
public record Template(
    String description,
    List<Parameter> parameters,
    Map<String, Expression> conditions,
    List<Section> sections,
    List<Output> outputs) {

  /**
   * Resources that belong together.
   *
   * @param title stands above them
   */
  public record Section(String title, List<Resource> resources) {
    public Section {
      LogicalIds.requireComment(title);
      resources = List.copyOf(resources);
    }
  }

  /**
   * Every id may be given once.
   *
   * @throws SameIdException if two parts have one id
   */
  public Template {
    parameters = List.copyOf(parameters);
    sections = List.copyOf(sections);
    outputs = List.copyOf(outputs);
    Map<String, Trace> seen = new HashMap<>();
    parameters.forEach(parameter -> add(parameter.id(), parameter.trace(), seen));
    sections.stream()
        .flatMap(section -> section.resources().stream())
        .forEach(resource -> add(resource.id(), resource.trace(), seen));
  }

  private static void add(String id, Trace trace, Map<String, Trace> seen) {
    Trace other = seen.put(id, trace);
    if (other != null) {
      List<String> paths = new ArrayList<>(other.paths());
      paths.addAll(trace.paths());
      throw new SameIdException(id, paths);
    }
  }

  /** The ids of all that can be referred to. */
  List<String> ids() {
    return Stream.concat(
            parameters.stream().map(Parameter::id), resources().stream().map(Resource::id))
        .toList();
  }

  /** All resources. */
  public List<Resource> resources() {
    return sections.stream().flatMap(section -> section.resources().stream()).toList();
  }

  /** The same without a resource. */
  Template without(String id) {
    List<Section> left =
        sections.stream()
            .map(
                section ->
                    new Section(
                        section.title(),
                        section.resources().stream().filter(r -> !r.id().equals(id)).toList()))
            .filter(section -> !section.resources().isEmpty())
            .toList();
    return new Template(description, parameters, conditions, left, outputs);
  }

  /** The same with each resource replaced. */
  Template map(UnaryOperator<Resource> change) {
    List<Section> changed =
        sections.stream()
            .map(
                section ->
                    new Section(section.title(), section.resources().stream().map(change).toList()))
            .toList();
    return new Template(description, parameters, conditions, changed, outputs);
  }
}
