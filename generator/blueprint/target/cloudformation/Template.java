package blueprint.target.cloudformation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
   * @throws IllegalArgumentException if two parts have one id
   */
  public Template {
    parameters = List.copyOf(parameters);
    sections = List.copyOf(sections);
    outputs = List.copyOf(outputs);
    Set<String> seen = new HashSet<>();
    Stream.concat(
            parameters.stream().map(Parameter::id),
            sections.stream().flatMap(s -> s.resources().stream()).map(Resource::id))
        .filter(id -> !seen.add(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw new IllegalArgumentException("given twice: " + id);
            });
  }

  /** All resources. */
  public List<Resource> resources() {
    return sections.stream().flatMap(section -> section.resources().stream()).toList();
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
