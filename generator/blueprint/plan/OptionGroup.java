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

  /** What the options of a namespace are about. */
  private static final Map<String, String> ABOUT =
      Map.ofEntries(
          Map.entry("aws:autoscaling:asg", "how many machines"),
          Map.entry("aws:autoscaling:launchconfiguration", "what they are started with"),
          Map.entry("aws:autoscaling:trigger", "when there are more of them, or fewer"),
          Map.entry(
              "aws:autoscaling:updatepolicy:rollingupdate",
              "how they are replaced when something here changes"),
          Map.entry("aws:ec2:instances", "what they run on"),
          Map.entry("aws:ec2:vpc", "where they and their load balancer are"),
          Map.entry("aws:elasticbeanstalk:application:environment", "what the program is told"),
          Map.entry(
              "aws:elasticbeanstalk:application:environmentsecrets",
              "the same, where only the name of a secret stands here"),
          Map.entry("aws:elasticbeanstalk:cloudwatch:logs", "how long their logs are kept"),
          Map.entry("aws:elasticbeanstalk:cloudwatch:logs:health", "and those of their health"),
          Map.entry("aws:elasticbeanstalk:command", "how a new version is brought to them"),
          Map.entry(
              "aws:elasticbeanstalk:environment", "cannot be changed later, but for the role"),
          Map.entry(
              "aws:elasticbeanstalk:environment:process:default",
              "when the load balancer takes a machine for well"),
          Map.entry(
              "aws:elasticbeanstalk:healthreporting:system",
              "what is found out about them, and what of it can be watched"),
          Map.entry("aws:elasticbeanstalk:managedactions", "when AWS may update the platform"),
          Map.entry(
              "aws:elasticbeanstalk:managedactions:platformupdate", "and to which of its versions"),
          Map.entry(
              "aws:elasticbeanstalk:trafficsplitting", "how many visitors try a new version first"),
          Map.entry("aws:elbv2:listener:443", "visitors are met with a certificate"),
          Map.entry(
              "aws:elbv2:loadbalancer", "who reaches the load balancer, and whom it reaches"));

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
    String about = ABOUT.getOrDefault(namespace, "");
    if (places.isEmpty()) {
      return about.isEmpty()
          ? namespace
          : about.substring(0, 1).toUpperCase(Locale.ROOT) + about.substring(1);
    }
    return places + (about.isEmpty() ? "" : ": " + about);
  }
}
