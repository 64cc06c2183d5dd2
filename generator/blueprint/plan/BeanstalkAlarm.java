package blueprint.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * What an environment of Elastic Beanstalk is watched for. Word is sent when it was so in most of
 * the last minutes; an environment is told from others by its name alone, in every metric.
 *
 * @param id a word, unique among those of an environment
 * @param what what is the matter, after an environment's name: {@code is degraded}
 * @param path where the blueprint asks for what is measured
 * @param namespace that of the metrics
 * @param metrics what is added up; one for most
 * @param statistic how the values of a minute become one: {@code Maximum}, {@code Sum}
 * @param least from which value on something is the matter
 * @param scale what that value counts
 */
public record BeanstalkAlarm(
    String id,
    String what,
    String path,
    String namespace,
    List<String> metrics,
    String statistic,
    int least,
    String scale) {

  /** The dimension of every metric. */
  public static final String DIMENSION = "EnvironmentName";

  /** How many minutes are looked at. */
  public static final int MINUTES = 5;

  /** In how many of them it has to be so. */
  public static final int BAD_MINUTES = 3;

  private static final String BEANSTALK = "AWS/ElasticBeanstalk";

  private static final int DEGRADED = 20;

  private static final int ERRORS_A_MINUTE = 5;
  private static final int MEMORY_PERCENT = 90;
  private static final int DISK_PERCENT = 85;

  public BeanstalkAlarm {
    metrics = List.copyOf(metrics);
  }

  /** What a program's environments are watched for; nothing where nobody would hear of it. */
  public static List<BeanstalkAlarm> of(Beanstalk beanstalk) {
    if (beanstalk.mailTo().isEmpty()) {
      return List.of();
    }
    String tier = "tiers." + beanstalk.tier();
    String notify = tier + ".notify";
    List<BeanstalkAlarm> alarms = new ArrayList<>();
    alarms.add(
        new BeanstalkAlarm(
            "health",
            "is degraded or worse",
            notify,
            BEANSTALK,
            List.of("EnvironmentHealth"),
            "Maximum",
            DEGRADED,
            "health as a number: 15 is a warning, 20 degraded, 25 severe"));
    alarms.add(
        new BeanstalkAlarm(
            "errors",
            "answers with errors of its own (5xx)",
            notify,
            BEANSTALK,
            List.of("ApplicationRequests5xx"),
            "Sum",
            ERRORS_A_MINUTE,
            "requests"));
    alarms.add(
        new BeanstalkAlarm(
            "machines",
            "has machines that cannot serve",
            notify,
            BEANSTALK,
            List.of("InstancesDegraded", "InstancesSevere"),
            "Maximum",
            1,
            "machines"));
    if (beanstalk.bundle().metrics()) {
      alarms.add(used("memory", tier, "mem_used_percent", MEMORY_PERCENT));
      alarms.add(used("disk", tier, "disk_used_percent", DISK_PERCENT));
    }
    return alarms;
  }

  /** What the agent on the machines measures; the machine that uses most counts. */
  private static BeanstalkAlarm used(String id, String tier, String metric, int percent) {
    return new BeanstalkAlarm(
        id,
        "runs out of " + id,
        tier + ".metrics",
        "CWAgent",
        List.of(metric),
        "Maximum",
        percent,
        "percent, where it is most");
  }
}
