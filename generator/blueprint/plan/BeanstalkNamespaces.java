package blueprint.plan;

import java.util.Map;

/** What the options of Elastic Beanstalk are about, for whoever reads them from top to bottom. */
final class BeanstalkNamespaces {

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

  private BeanstalkNamespaces() {}

  /** A few words on the options of a namespace; for one that only users write, its name. */
  static String about(String namespace) {
    return ABOUT.getOrDefault(namespace, "options of " + namespace);
  }
}
