package blueprint.target.cloudformation;

import blueprint.facts.Limit;
import blueprint.target.cloudformation.Template.Section;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Why CloudFormation would not take a template, though each part of it is right. */
public sealed interface Unfit {

  /**
   * Two parts would have one logical id.
   *
   * @param paths the places in the blueprint that ask for them
   */
  record SameId(String id, List<String> paths) implements Unfit {
    public SameId {
      paths = List.copyOf(paths);
    }
  }

  /**
   * There is too much of something.
   *
   * @param limit what is limited
   * @param amount how much there is
   * @param parts how much of it is in each section
   */
  record TooLarge(Limit limit, int amount, Map<String, Integer> parts) implements Unfit {
    public TooLarge {
      parts = new LinkedHashMap<>(parts);
    }
  }

  /** Of what a template has too many, if it has; the CDK would throw, or CloudFormation refuse. */
  static Optional<Unfit> ofNumbers(Template template) {
    Map<String, Integer> resources = new LinkedHashMap<>();
    template.sections().forEach(s -> resources.put(s.title(), s.resources().size()));
    return Stream.of(
            new TooLarge(Limit.TEMPLATE_RESOURCES, template.resources().size(), resources),
            new TooLarge(
                Limit.TEMPLATE_PARAMETERS,
                template.parameters().size(),
                numbers(template.parameters().stream().map(Parameter::trace))),
            new TooLarge(
                Limit.TEMPLATE_OUTPUTS,
                template.outputs().size(),
                numbers(template.outputs().stream().map(Output::trace))))
        .filter(size -> !size.limit().allows(size.amount()))
        .<Unfit>map(size -> size)
        .findFirst();
  }

  /** How many there are of each place in the blueprint, by its first words. */
  private static Map<String, Integer> numbers(Stream<Trace> traces) {
    Map<String, Integer> numbers = new TreeMap<>();
    traces
        .flatMap(trace -> trace.paths().stream().limit(1))
        .forEach(
            path -> numbers.merge(path.replaceAll("^([^.]+\\.[^.]+).*", "$1"), 1, Integer::sum));
    return numbers;
  }

  /** A template of too many bytes. */
  static Unfit bytes(Template template, int bytes) {
    Map<String, Integer> parts = new LinkedHashMap<>();
    int empty = bytes(template, List.of());
    for (Section section : template.sections()) {
      parts.put(section.title(), bytes(template, List.of(section)) - empty);
    }
    return new TooLarge(Limit.TEMPLATE, bytes, parts);
  }

  private static int bytes(Template template, List<Section> sections) {
    Template part =
        new Template(
            template.description(),
            template.parameters(),
            template.conditions(),
            sections,
            template.outputs());
    return TemplateEmitter.emit(part).getBytes(StandardCharsets.UTF_8).length;
  }
}
