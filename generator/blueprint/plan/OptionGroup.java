package blueprint.plan;

import blueprint.plan.Beanstalk.Environment;
import blueprint.plan.Beanstalk.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The options that an engine sets in one namespace, in the order of their names.
 *
 * @param heading where the blueprint says so, and what they are about
 */
public record OptionGroup(String namespace, String heading, List<Option> options) {

  public OptionGroup {
    options = List.copyOf(options);
  }

  /** All options of an environment, by namespace. */
  public static List<OptionGroup> of(Beanstalk beanstalk, Environment environment) {
    Map<String, Map<String, Option>> sorted = new TreeMap<>();
    List<Option> all = new ArrayList<>(beanstalk.options());
    all.addAll(environment.options());
    for (Option option : all) {
      sorted
          .computeIfAbsent(option.namespace(), namespace -> new TreeMap<>())
          .put(option.name(), option);
    }
    List<OptionGroup> groups = new ArrayList<>();
    sorted.forEach(
        (namespace, options) -> {
          List<Option> group = List.copyOf(options.values());
          groups.add(new OptionGroup(namespace, heading(namespace, group), group));
        });
    return groups;
  }

  private static String heading(String namespace, List<Option> options) {
    String places =
        options.stream()
            .map(option -> option.path().replaceFirst("^(tiers\\.[^.]+\\.[^.]+)\\..*", "$1"))
            .filter(path -> path.split("\\.", -1).length > 2)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    String about = BeanstalkNamespaces.about(namespace);
    return places.isEmpty()
        ? about.substring(0, 1).toUpperCase(Locale.ROOT) + about.substring(1)
        : places + ": " + about;
  }
}
