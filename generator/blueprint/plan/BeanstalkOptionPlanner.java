package blueprint.plan;

import blueprint.facts.BeanstalkFacts;
import blueprint.facts.OptionFacts;
import blueprint.language.BeanstalkTier;
import blueprint.language.Located;
import blueprint.plan.Beanstalk.Option;
import blueprint.plan.Beanstalk.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Plans what a tier means in options of Elastic Beanstalk, each with one owner. */
final class BeanstalkOptionPlanner {

  /** What requests without a certificate are refused by, as at a load balancer of our own. */
  private static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

  /** What the alarms of an environment read, each minute. */
  private static final String HEALTH_METRICS =
      "{\"CloudWatchMetrics\":{\"Environment\":{\"ApplicationRequests5xx\":60,"
          + "\"InstancesDegraded\":60,\"InstancesSevere\":60}},\"Version\":1}";

  private static final String ASG = "aws:autoscaling:asg";
  private static final String MACHINE = "aws:autoscaling:launchconfiguration";
  private static final String TRIGGER = "aws:autoscaling:trigger";
  private static final String REPLACING = "aws:autoscaling:updatepolicy:rollingupdate";
  private static final String TYPES = "aws:ec2:instances";
  private static final String NETWORK = "aws:ec2:vpc";
  private static final String VARIABLES = "aws:elasticbeanstalk:application:environment";
  private static final String LOGS = "aws:elasticbeanstalk:cloudwatch:logs";
  private static final String COMMAND = "aws:elasticbeanstalk:command";
  private static final String PYTHON = "aws:elasticbeanstalk:container:python";
  private static final String ENVIRONMENT = "aws:elasticbeanstalk:environment";
  private static final String PROCESS = "aws:elasticbeanstalk:environment:process:default";
  private static final String STATIC = "aws:elasticbeanstalk:environment:proxy:staticfiles";
  private static final String HEALTH = "aws:elasticbeanstalk:healthreporting:system";
  private static final String UPKEEP = "aws:elasticbeanstalk:managedactions";
  private static final String SPLITTING = "aws:elasticbeanstalk:trafficsplitting";
  private static final String HTTPS = "aws:elbv2:listener:443";
  private static final String BALANCER = "aws:elbv2:loadbalancer";

  private final String tier;
  private final BeanstalkTier written;
  private final boolean https;
  private final List<Option> options = new ArrayList<>();

  BeanstalkOptionPlanner(String tier, BeanstalkTier written, boolean https) {
    this.tier = tier;
    this.written = written;
    this.https = https;
  }

  /** Where it runs, how it grows and is kept well: what the engine sets. */
  List<Option> ofEngine(BeanstalkVariables variables) {
    machines();
    growth();
    network();
    logs();
    deploys();
    environment();
    health();
    upkeep();
    entrance();
    options.addAll(variables.options());
    set(VARIABLES, "MAINTENANCE", written.maintenance().value() ? "on" : "off", "maintenance");
    written.options().forEach(this::raw);
    return taken();
  }

  /** What belongs to the program: it travels with its source. */
  List<Option> ofProgram(BeanstalkFacts.Platform platform) {
    if (platform.isPython() && written.run().isEmpty()) {
      written.wsgi().ifPresent(wsgi -> set(PYTHON, "WSGIPath", wsgi.value(), "wsgi"));
      set(PYTHON, "NumProcesses", written.processes().value(), "processes");
      set(PYTHON, "NumThreads", written.threads().value(), "threads");
    }
    written
        .static_()
        .forEach(
            (path, folder) ->
                set(
                    STATIC,
                    BeanstalkPlanner.folder(path),
                    BeanstalkPlanner.folder(folder.value()),
                    "static"));
    return taken();
  }

  /** How many machines there are where visitors are. */
  List<Option> sizes() {
    return sizes(least(), most(), "scale");
  }

  /** How many machines there are where visitors are not. */
  List<Option> idleSizes(BeanstalkTier.Twin twin) {
    int machines = twin.machines().value();
    return sizes(machines, Math.max(machines, 1), "twin");
  }

  private List<Option> sizes(int min, int max, String key) {
    set(ASG, "MinSize", min, key);
    set(ASG, "MaxSize", max, key);
    return taken();
  }

  private int least() {
    return written.scale().min().value();
  }

  private int most() {
    return written.scale().max().map(Located::value).orElse(Math.max(least(), 1));
  }

  private void machines() {
    set(MACHINE, "IamInstanceProfile", new Beanstalk.InstanceProfile(), "");
    set(MACHINE, "SecurityGroups", new Beanstalk.SecurityGroup(tier), "");
    set(MACHINE, "DisableDefaultEC2SecurityGroup", true, "");
    set(MACHINE, "DisableIMDSv1", true, "");
    set(MACHINE, "RootVolumeType", "gp3", "disk");
    written.disk().ifPresent(d -> set(MACHINE, "RootVolumeSize", d.value().gigabytes(), "disk"));
    List<String> types = written.types().stream().map(Located::value).toList();
    set(TYPES, "InstanceTypes", String.join(",", types), "types");
    set(
        TYPES,
        "SupportedArchitectures",
        types.stream()
            .map(BeanstalkFacts::architecture)
            .distinct()
            .collect(Collectors.joining(",")),
        "types");
  }

  /**
   * More machines above the use that is aimed for, fewer below half of it: where one of two is
   * taken away, the other one is then just as busy as it may be.
   */
  private void growth() {
    if (most() > least()) {
      int cpu = written.scale().cpu().value();
      set(TRIGGER, "MeasureName", "CPUUtilization", "scale.cpu");
      set(TRIGGER, "Statistic", "Average", "scale.cpu");
      set(TRIGGER, "Unit", "Percent", "scale.cpu");
      set(TRIGGER, "UpperThreshold", cpu, "scale.cpu");
      set(TRIGGER, "LowerThreshold", cpu / 2, "scale.cpu");
    }
  }

  private void network() {
    set(NETWORK, "VPCId", new Beanstalk.NetworkId(), "");
    set(NETWORK, "Subnets", new Beanstalk.Subnets(tier), "subnet");
    set(NETWORK, "ELBSubnets", new Beanstalk.Subnets(Names.entrance(tier)), "entrance");
    set(NETWORK, "ELBScheme", written.internal().value() ? "internal" : "public", "internal");
    set(NETWORK, "AssociatePublicIpAddress", false, "");
  }

  private void logs() {
    int days = OptionFacts.logRetention(written.keepLogs().value().days());
    set(LOGS, "StreamLogs", true, "keep_logs");
    set(LOGS, "RetentionInDays", days, "keep_logs");
    set(LOGS, "DeleteOnTerminate", false, "keep_logs");
    set(LOGS + ":health", "HealthStreamingEnabled", true, "keep_logs");
    set(LOGS + ":health", "RetentionInDays", days, "keep_logs");
    set(LOGS + ":health", "DeleteOnTerminate", false, "keep_logs");
  }

  private void deploys() {
    BeanstalkTier.ProgramUpdate update = written.update();
    BeanstalkTier.Policy policy = update.policy().value();
    int batch = update.batch().value();
    set(COMMAND, "DeploymentPolicy", name(policy), "update.policy");
    set(COMMAND, "Timeout", update.timeout().value().seconds(), "update.timeout");
    if (policy == BeanstalkTier.Policy.ROLLING || policy == BeanstalkTier.Policy.ADDITIONAL) {
      set(COMMAND, "BatchSizeType", "Percentage", "update.batch");
      set(COMMAND, "BatchSize", batch, "update.batch");
    }
    if (policy == BeanstalkTier.Policy.SPLITTING) {
      set(SPLITTING, "NewVersionPercent", batch, "update.batch");
    }
    replacing(policy);
  }

  /** How machines are replaced when their own settings change: in the spirit of a deploy. */
  private void replacing(BeanstalkTier.Policy policy) {
    boolean atOnce = policy == BeanstalkTier.Policy.ALL_AT_ONCE;
    set(REPLACING, "RollingUpdateEnabled", !atOnce, "update.policy");
    if (!atOnce) {
      boolean some = policy == BeanstalkTier.Policy.ROLLING;
      set(REPLACING, "RollingUpdateType", some ? "Health" : "Immutable", "update.policy");
    }
  }

  private static String name(BeanstalkTier.Policy policy) {
    return switch (policy) {
      case ROLLING -> "Rolling";
      case ADDITIONAL -> "RollingWithAdditionalBatch";
      case IMMUTABLE -> "Immutable";
      case SPLITTING -> "TrafficSplitting";
      case ALL_AT_ONCE -> "AllAtOnce";
    };
  }

  private void environment() {
    set(ENVIRONMENT, "EnvironmentType", "LoadBalanced", "");
    set(ENVIRONMENT, "LoadBalancerType", "application", "");
    set(ENVIRONMENT, "ServiceRole", new Beanstalk.ServiceRole(), "");
  }

  private void health() {
    BeanstalkTier.ProgramHealth health = written.health();
    set(PROCESS, "HealthCheckPath", health.path().value(), "health.path");
    set(PROCESS, "HealthCheckInterval", health.every().value().seconds(), "health.every");
    set(PROCESS, "HealthCheckTimeout", health.timeout().value().seconds(), "health.timeout");
    set(PROCESS, "HealthyThresholdCount", health.healthy().value(), "health.healthy");
    set(PROCESS, "UnhealthyThresholdCount", health.unhealthy().value(), "health.unhealthy");
    set(PROCESS, "MatcherHTTPCode", health.status().value(), "health.status");
    set(HEALTH, "SystemType", "enhanced", "health");
    set(HEALTH, "ConfigDocument", HEALTH_METRICS, "health");
  }

  private void upkeep() {
    BeanstalkTier.Upkeep upkeep = written.upkeep();
    boolean minor = upkeep.level().value() == BeanstalkTier.Level.MINOR;
    set(UPKEEP, "ManagedActionsEnabled", true, "upkeep");
    set(UPKEEP, "PreferredStartTime", upkeep.at().value(), "upkeep.at");
    set(UPKEEP, "ServiceRoleForManagedUpdates", new Beanstalk.ServiceRole(), "upkeep");
    set(UPKEEP + ":platformupdate", "UpdateLevel", minor ? "minor" : "patch", "upkeep.level");
    set(
        UPKEEP + ":platformupdate",
        "InstanceRefreshEnabled",
        upkeep.refresh().value(),
        "upkeep.refresh");
  }

  private void entrance() {
    String entrance = Names.entrance(tier);
    set(BALANCER, "SecurityGroups", new Beanstalk.SecurityGroup(entrance), "");
    set(BALANCER, "ManagedSecurityGroup", new Beanstalk.SecurityGroup(entrance), "");
    if (https) {
      String key = written.certificate().isPresent() ? "certificate" : "";
      set(HTTPS, "Protocol", "HTTPS", key);
      set(HTTPS, "SSLCertificateArns", new Beanstalk.Certificate(), key);
      set(HTTPS, "SSLPolicy", TLS_POLICY, key);
    }
  }

  private void raw(BeanstalkTier.Option option) {
    set(option.namespace().value(), option.optionName().value(), option.value().value(), "options");
  }

  private void set(String namespace, String name, boolean value, String key) {
    set(namespace, name, Boolean.toString(value), key);
  }

  private void set(String namespace, String name, int value, String key) {
    set(namespace, name, Integer.toString(value), key);
  }

  private void set(String namespace, String name, String value, String key) {
    set(namespace, name, new Beanstalk.Live(Value.of(value)), key);
  }

  private void set(String namespace, String name, Setting value, String key) {
    String path = "tiers." + tier + (key.isEmpty() ? "" : "." + key);
    options.add(new Option(namespace, name, value, path));
  }

  /** What was set since the last time, in order. */
  private List<Option> taken() {
    List<Option> all = new ArrayList<>(options);
    all.sort(Comparator.comparing(Option::namespace).thenComparing(Option::name));
    options.clear();
    return all;
  }
}
