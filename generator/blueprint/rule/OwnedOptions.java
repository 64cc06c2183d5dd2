package blueprint.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options that follow from keys of the language, and where they are written instead. Each has
 * one owner: what two places say differs one day.
 */
final class OwnedOptions {

  private static final String COMMAND = "aws:elasticbeanstalk:command ";
  private static final String ENVIRONMENT = "aws:elasticbeanstalk:environment ";
  private static final String MACHINE = "aws:autoscaling:launchconfiguration ";
  private static final String PROCESS = "aws:elasticbeanstalk:environment:process:";
  private static final String UPDATES = "aws:autoscaling:updatepolicy:rollingupdate ";

  private static final String ALWAYS = "delete it: it is so in any case";
  private static final String CALL =
      "delete it: who may call whom follows from `used_by`, `allow` and `outbound`";
  private static final String GROWTH = "write `scale.cpu:`";
  private static final String POLICY = "write `update.policy:`";
  private static final String PLACE = "delete it: the network decides";
  private static final String ROLES = "delete it: the roles are made here";
  private static final String SHELL =
      "delete it: Session Manager opens a shell without a key or an open port";

  /** By the start of namespace and name, the narrower before the wider. */
  private static final Map<String, String> KEYS = keys();

  private OwnedOptions() {}

  /** What to do instead of setting an option; empty where it may be set. */
  static Optional<String> instead(String namespace, String name) {
    String full = namespace + " " + name;
    return KEYS.entrySet().stream()
        .filter(entry -> full.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("aws:autoscaling:asg MinSize", "write `scale.min:`");
    keys.put("aws:autoscaling:asg MaxSize", "write `scale.max:`");
    keys.put("aws:autoscaling:asg Availability Zones", "write `zones:` under `network:`");
    keys.put("aws:autoscaling:asg Custom Availability Zones", "write `zones:` under `network:`");
    for (String name :
        List.of("MeasureName", "Statistic", "Unit", "UpperThreshold", "LowerThreshold")) {
      keys.put("aws:autoscaling:trigger " + name, GROWTH);
    }
    keys.put(MACHINE + "DisableDefaultEC2SecurityGroup", ALWAYS);
    keys.put(MACHINE + "DisableIMDSv1", ALWAYS);
    keys.put(MACHINE + "EC2KeyName", SHELL);
    keys.put(MACHINE + "IamInstanceProfile", ROLES);
    keys.put(MACHINE + "RootVolumeSize", "write `disk:`");
    keys.put(MACHINE + "RootVolumeType", "write `disk:`; it is gp3");
    keys.put(MACHINE + "SSHSourceRestriction", SHELL);
    keys.put(MACHINE + "SecurityGroups", CALL);
    keys.put(UPDATES + "RollingUpdateEnabled", POLICY);
    keys.put(UPDATES + "RollingUpdateType", POLICY);
    keys.put("aws:ec2:instances InstanceTypes", "write `types:`");
    keys.put("aws:ec2:instances SupportedArchitectures", "write `types:`");
    keys.put("aws:ec2:vpc ELBScheme", "write `internal:`");
    keys.put("aws:ec2:vpc ELBSubnets", "write `entrance:`");
    keys.put("aws:ec2:vpc Subnets", "write `subnet:`");
    keys.put("aws:ec2:vpc ", PLACE);
    keys.put("aws:elasticbeanstalk:application:environment ", "write `env:`");
    keys.put(
        "aws:elasticbeanstalk:application:environmentsecrets ",
        "write `env:`, with `${secret.NAME}`");
    keys.put("aws:elasticbeanstalk:cloudwatch:logs ", "write `keep_logs:`");
    keys.put("aws:elasticbeanstalk:cloudwatch:logs:health ", "write `keep_logs:`");
    keys.put(COMMAND + "BatchSize", "write `update.batch:`");
    keys.put(COMMAND + "DeploymentPolicy", POLICY);
    keys.put(COMMAND + "Timeout", "write `update.timeout:`");
    keys.put("aws:elasticbeanstalk:container:python NumProcesses", "write `processes:`");
    keys.put("aws:elasticbeanstalk:container:python NumThreads", "write `threads:`");
    keys.put("aws:elasticbeanstalk:container:python WSGIPath", "write `wsgi:`");
    keys.put(ENVIRONMENT + "EnvironmentType", ALWAYS);
    keys.put(
        ENVIRONMENT + "LoadBalancer",
        "delete it: Elastic Beanstalk makes an application load balancer");
    keys.put(ENVIRONMENT + "ServiceRole", ROLES);
    for (String name :
        List.of("HealthCheck", "HealthyThreshold", "UnhealthyThreshold", "MatcherHTTPCode")) {
      keys.put(PROCESS + "default " + name, "write `health:`");
    }
    keys.put(PROCESS + "default Port", "delete it: the proxy on the machines listens on port 80");
    keys.put(
        PROCESS + "default Protocol", "delete it: the proxy on the machines listens on port 80");
    keys.put(
        "aws:elasticbeanstalk:environment:proxy ProxyServer",
        "delete it: the files for nginx travel with the program");
    keys.put("aws:elasticbeanstalk:environment:proxy:staticfiles ", "write `static:`");
    keys.put(
        "aws:elasticbeanstalk:healthreporting:system ConfigDocument",
        "delete it: the alarms need the metrics that it names");
    keys.put("aws:elasticbeanstalk:healthreporting:system SystemType", ALWAYS);
    keys.put("aws:elasticbeanstalk:managedactions ManagedActionsEnabled", ALWAYS);
    keys.put("aws:elasticbeanstalk:managedactions PreferredStartTime", "write `upkeep.at:`");
    keys.put("aws:elasticbeanstalk:managedactions ServiceRole", ROLES);
    keys.put(
        "aws:elasticbeanstalk:managedactions:platformupdate UpdateLevel", "write `upkeep.level:`");
    keys.put(
        "aws:elasticbeanstalk:managedactions:platformupdate InstanceRefresh",
        "write `upkeep.refresh:`");
    keys.put("aws:elasticbeanstalk:trafficsplitting NewVersionPercent", "write `update.batch:`");
    keys.put("aws:elbv2:listener:443 ", "write `certificate:`, or a `domain:`");
    keys.put("aws:elbv2:listener:default ", "write `certificate:`, or a `domain:`");
    keys.put("aws:elbv2:loadbalancer IpAddressType", PLACE);
    keys.put("aws:elbv2:loadbalancer ManagedSecurityGroup", CALL);
    keys.put("aws:elbv2:loadbalancer SecurityGroups", CALL);
    keys.put(
        "aws:elbv2:loadbalancer SharedLoadBalancer",
        "delete it: the environment has a load balancer of its own");
    return keys;
  }
}
