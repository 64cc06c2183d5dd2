package blueprint.adoption;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Options to keys of the language; what it has no word for stays an option. */
final class OptionLift {

  private static final String ASG = "aws:autoscaling:asg ";
  private static final String MACHINE = "aws:autoscaling:launchconfiguration ";
  private static final String TRIGGER = "aws:autoscaling:trigger ";
  private static final String COMMAND = "aws:elasticbeanstalk:command ";
  private static final String ENVIRONMENT = "aws:elasticbeanstalk:environment ";
  private static final String HEALTH = "aws:elasticbeanstalk:healthreporting:system ";
  private static final String LOGS = "aws:elasticbeanstalk:cloudwatch:logs";
  private static final String NETWORK = "aws:ec2:vpc ";
  private static final String PROCESS = "aws:elasticbeanstalk:environment:process:default ";
  private static final String PYTHON = "aws:elasticbeanstalk:container:python ";
  private static final String ROLLING = "aws:autoscaling:updatepolicy:rollingupdate ";
  private static final String TOPIC = "aws:elasticbeanstalk:sns:topics ";
  private static final String UPKEEP = "aws:elasticbeanstalk:managedactions";

  private static final List<String> STATIC =
      List.of(
          "aws:elasticbeanstalk:environment:proxy:staticfiles",
          "aws:elasticbeanstalk:container:python:staticfiles",
          "aws:elasticbeanstalk:container:nodejs:staticfiles");

  /** What RFC 1918 sets apart. */
  private static final List<String> PRIVATE =
      List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

  private static final String CALLS =
      "who may connect to whom follows from `used_by`, `allow` and `outbound`";
  private static final String ROLE = "the roles are made here, with what the blueprint needs";
  private static final String MORE_RIGHTS =
      "see whether the program uses more of AWS than the role of its machines will allow";

  private final Draft draft;
  private final Map<String, OptionSetting> settings;
  private final Map<String, Lift> lifts = new LinkedHashMap<>();

  /** What becomes of an option. */
  private interface Lift {
    void of(OptionSetting setting);
  }

  private OptionLift(Collection<OptionSetting> settings, Draft draft) {
    this.draft = draft;
    this.settings = new LinkedHashMap<>();
    settings.forEach(one -> this.settings.put(one.full(), one));
    machines();
    network();
    program();
    balancer();
    upkeep();
  }

  /** Puts all into the draft but the variables of the program. */
  static void lift(Collection<OptionSetting> settings, Draft draft) {
    OptionLift lift = new OptionLift(settings, draft);
    lift.settings.values().forEach(lift::lift);
  }

  private void lift(OptionSetting setting) {
    Optional<Lift> known = Optional.ofNullable(lifts.get(setting.full()));
    if (known.isPresent()) {
      known.get().of(setting);
    } else if (STATIC.contains(setting.namespace())) {
      staticFiles(setting, setting.name(), setting.value());
    } else if (Words.isSecret(setting.name(), setting.value())) {
      draft.left(
          setting.place(),
          setting.what(),
          "it may be a secret, which no file may hold",
          "change it where it is used, for it has been in a file; keep it as a `secret`");
    } else {
      draft.add(
          setting.place(),
          setting.what(),
          Draft.map(
              Map.of(
                  "namespace", setting.namespace(),
                  "option_name", setting.name(),
                  "value", setting.value())),
          tier("options"));
    }
  }

  private void machines() {
    to(ASG + "MinSize", "scale.min");
    to(ASG + "MaxSize", "scale.max");
    lifts.put(ASG + "Availability Zones", this::zones);
    leave(ASG + "Custom Availability Zones", "the network decides", "write `zones:`");
    lifts.put("aws:ec2:instances InstanceTypes", s -> types(s));
    lifts.put(
        MACHINE + "InstanceType",
        s -> {
          if (settings.containsKey("aws:ec2:instances InstanceTypes")) {
            draft.same(s.place(), s.what(), "`InstanceTypes` counts");
          } else {
            types(s);
          }
        });
    leave("aws:ec2:instances SupportedArchitectures", "it follows from `types`", "");
    leave(MACHINE + "IamInstanceProfile", ROLE, MORE_RIGHTS);
    leave(MACHINE + "EC2KeyName", "Session Manager opens a shell without a key", "");
    leave(MACHINE + "SSHSourceRestriction", "no port is open for a shell", "");
    leave(
        MACHINE + "SecurityGroups",
        CALLS,
        "name the tier in `used_by` of its database; a database that stays where it is has to let"
            + " the tier's new security group in");
    same(MACHINE + "DisableIMDSv1", "true", "see that the program asks with a token");
    same(MACHINE + "DisableDefaultEC2SecurityGroup", "true", "");
    same(MACHINE + "RootVolumeType", "gp3", "");
    lifts.put(MACHINE + "RootVolumeSize", s -> put(s, s.value() + "GB", "disk"));
    lifts.put(TRIGGER + "UpperThreshold", this::processorUse);
    for (String name : List.of("MeasureName", "Statistic", "Unit", "LowerThreshold")) {
      lifts.put(TRIGGER + name, this::companion);
    }
    lifts.put(ROLLING + "RollingUpdateEnabled", s -> follows(s, "update.policy"));
    lifts.put(ROLLING + "RollingUpdateType", s -> follows(s, "update.policy"));
  }

  private void network() {
    lifts.put(
        NETWORK + "VPCId",
        s -> draft.put(s.place(), s.what(), s.value(), "network", "existing", "vpc"));
    lifts.put(NETWORK + "Subnets", s -> subnets(s, Adoption.TIER));
    lifts.put(NETWORK + "ELBSubnets", s -> subnets(s, Adoption.TIER + "-entrance"));
    lifts.put(NETWORK + "DBSubnets", s -> subnets(s, Adoption.DATABASE));
    lifts.put(
        NETWORK + "ELBScheme",
        s -> {
          if (s.value().equals("internal")) {
            internal(s);
          } else {
            draft.same(s.place(), s.what(), "visitors reach it");
          }
        });
    same(
        NETWORK + "AssociatePublicIpAddress",
        "false",
        "see that the subnets have a way out of their own, such as a NAT gateway");
  }

  private void program() {
    lifts.put(PYTHON + "WSGIPath", s -> put(s, wsgi(s.value()), "wsgi"));
    to(PYTHON + "NumProcesses", "processes");
    to(PYTHON + "NumThreads", "threads");
    lifts.put(PYTHON + "StaticFiles", this::oldStaticFiles);
    lifts.put(
        "aws:elasticbeanstalk:container:nodejs GzipCompression",
        s -> put(s, Draft.scalar(s.value()), "gzip"));
    lifts.put(
        "aws:elasticbeanstalk:application Application Healthcheck URL",
        s -> {
          if (settings.containsKey(PROCESS + "HealthCheckPath")) {
            draft.same(s.place(), s.what(), "`HealthCheckPath` counts");
          } else {
            put(s, s.value().replaceFirst("^[A-Z]+:[0-9]+(?=/)", ""), "health.path");
          }
        });
    same("aws:elasticbeanstalk:environment:proxy ProxyServer", "nginx", "move its rules to nginx");
    to(PROCESS + "HealthCheckPath", "health.path");
    seconds(PROCESS + "HealthCheckInterval", "health.every");
    seconds(PROCESS + "HealthCheckTimeout", "health.timeout");
    to(PROCESS + "HealthyThresholdCount", "health.healthy");
    to(PROCESS + "UnhealthyThresholdCount", "health.unhealthy");
    lifts.put(PROCESS + "MatcherHTTPCode", s -> put(s, s.value(), "health.status"));
    same(PROCESS + "Port", "80", "");
    same(PROCESS + "Protocol", "HTTP", "");
  }

  private void balancer() {
    same(ENVIRONMENT + "EnvironmentType", "LoadBalanced", "");
    same(
        ENVIRONMENT + "LoadBalancerType",
        "application",
        "see what the program needs of the other kind");
    same(ENVIRONMENT + "LoadBalancerIsShared", "false", "");
    leave(ENVIRONMENT + "ServiceRole", ROLE, "");
    for (String port : List.of("aws:elbv2:listener:443 ", "aws:elb:listener:443 ")) {
      lifts.put(port + "SSLCertificateArns", s -> put(s, s.value(), "certificate"));
      lifts.put(port + "SSLCertificateId", s -> put(s, s.value(), "certificate"));
      same(port + "ListenerEnabled", "true", "");
      same(port + "Protocol", "HTTPS", "");
      same(port + "ListenerProtocol", "HTTPS", "");
      same(port + "InstancePort", "80", "");
      same(port + "InstanceProtocol", "HTTP", "");
      same(port + "DefaultProcess", "default", "");
      leave(port + "SSLPolicy", "the policy is one with TLS 1.3 and 1.2", "");
    }
    same("aws:elbv2:listener:default ListenerEnabled", "true", "it sends visitors on to HTTPS");
    leave("aws:elbv2:loadbalancer SecurityGroups", CALLS, "write `allow:`");
    leave("aws:elbv2:loadbalancer ManagedSecurityGroup", CALLS, "write `allow:`");
    lifts.put(TOPIC + "Notification Endpoint", s -> put(s, s.value(), "notify"));
    same(TOPIC + "Notification Protocol", "email", "write an address for mail in `notify:`");
  }

  private void upkeep() {
    lifts.put(COMMAND + "DeploymentPolicy", this::policy);
    lifts.put(COMMAND + "BatchSize", this::batch);
    lifts.put(
        COMMAND + "BatchSizeType",
        s -> {
          if (s.value().equals("Percentage")) {
            draft.same(s.place(), s.what(), "`update.batch` is in percent");
          } else {
            draft.left(s.place(), s.what(), "`update.batch` is in percent", "write it so");
          }
        });
    seconds(COMMAND + "Timeout", "update.timeout");
    to("aws:elasticbeanstalk:trafficsplitting NewVersionPercent", "update.batch");
    same(HEALTH + "SystemType", "enhanced", "");
    leave(HEALTH + "ConfigDocument", "the alarms need the metrics that it names", "");
    same(UPKEEP + " ManagedActionsEnabled", "true", "");
    lifts.put(UPKEEP + " PreferredStartTime", s -> put(s, weekly(s.value()), "upkeep.at"));
    leave(UPKEEP + " ServiceRoleForManagedUpdates", ROLE, "");
    to(UPKEEP + ":platformupdate UpdateLevel", "upkeep.level");
    to(UPKEEP + ":platformupdate InstanceRefreshEnabled", "upkeep.refresh");
    same(LOGS + " StreamLogs", "true", "");
    same(LOGS + " DeleteOnTerminate", "false", "");
    same(LOGS + ":health HealthStreamingEnabled", "true", "");
    same(LOGS + ":health DeleteOnTerminate", "false", "");
    lifts.put(LOGS + " RetentionInDays", s -> put(s, s.value() + "d", "keep_logs"));
    lifts.put(LOGS + ":health RetentionInDays", s -> follows(s, "keep_logs"));
  }

  /** The option is a key, with the same value. */
  private void to(String option, String key) {
    lifts.put(option, s -> put(s, Draft.scalar(s.value()), key));
  }

  private void seconds(String option, String key) {
    lifts.put(option, s -> put(s, s.value() + "s", key));
  }

  /** What is generated sets an option to this, always. */
  private void same(String option, String always, String otherwise) {
    lifts.put(
        option,
        s -> {
          if (s.value().equalsIgnoreCase(always)) {
            draft.same(s.place(), s.what(), "it is so in any case");
          } else {
            draft.left(s.place(), s.what(), "it is always `" + always + "`", otherwise);
          }
        });
  }

  private void leave(String option, String why, String next) {
    lifts.put(option, s -> draft.left(s.place(), s.what(), why, next));
  }

  private void follows(OptionSetting setting, String key) {
    draft.left(setting.place(), setting.what(), "it follows from `" + key + "`", "");
  }

  private void put(OptionSetting setting, Object value, String key) {
    draft.put(setting.place(), setting.what(), value, tier(key));
  }

  private static String[] tier(String key) {
    return ("tiers." + Adoption.TIER + ".beanstalk." + key).split("\\.");
  }

  private void types(OptionSetting setting) {
    Words.list(setting.value())
        .forEach(type -> draft.add(setting.place(), setting.what(), type, tier("types")));
  }

  private void zones(OptionSetting setting) {
    if (setting.value().equals("Any 3")) {
      draft.put(setting.place(), setting.what(), Draft.scalar("3"), "network", "zones");
    } else {
      draft.left(
          setting.place(), setting.what(), "there are two zones unless `zones` says more", "");
    }
  }

  private void subnets(OptionSetting setting, String tier) {
    Words.list(setting.value())
        .forEach(
            id ->
                draft.add(
                    setting.place(), setting.what(), id, "network", "existing", "subnets", tier));
  }

  /** The addresses of a network that is there stand in none of the project's files. */
  private void internal(OptionSetting setting) {
    put(setting, Draft.scalar("true"), "internal");
    if (settings.containsKey(NETWORK + "VPCId")) {
      PRIVATE.forEach(range -> draft.add(setting.place(), setting.what(), range, tier("allow")));
      draft.changed(
          setting.place(),
          setting.what(),
          "every private address may reach it, for those of the network are not known",
          "write fewer in `allow:`");
    }
  }

  private boolean growsByProcessor() {
    return is(TRIGGER + "MeasureName", "CPUUtilization") && is(TRIGGER + "Unit", "Percent");
  }

  private boolean is(String option, String value) {
    return Optional.ofNullable(settings.get(option))
        .filter(setting -> setting.value().equals(value))
        .isPresent();
  }

  private void processorUse(OptionSetting setting) {
    if (growsByProcessor()) {
      put(setting, Draft.scalar(setting.value()), "scale.cpu");
    } else {
      companion(setting);
    }
  }

  /** What stands beside the threshold. */
  private void companion(OptionSetting setting) {
    boolean always =
        growsByProcessor()
            && List.of("CPUUtilization", "Percent", "Average").contains(setting.value());
    if (always) {
      draft.same(setting.place(), setting.what(), "it grows by the use of the processors");
    } else if (setting.name().equals("LowerThreshold") && growsByProcessor()) {
      draft.left(setting.place(), setting.what(), "it is half of `scale.cpu`", "");
    } else {
      draft.left(
          setting.place(),
          setting.what(),
          "it grows by the average use of the processors",
          "choose `scale.cpu:`");
    }
  }

  private void policy(OptionSetting setting) {
    Map<String, String> words =
        Map.of(
            "Rolling", "rolling",
            "RollingWithAdditionalBatch", "additional",
            "Immutable", "immutable",
            "TrafficSplitting", "splitting",
            "AllAtOnce", "all_at_once");
    String word = words.get(setting.value());
    put(setting, word == null ? setting.value().toLowerCase(Locale.ROOT) : word, "update.policy");
  }

  private void batch(OptionSetting setting) {
    if (is(COMMAND + "BatchSizeType", "Percentage")
        || !settings.containsKey(COMMAND + "BatchSizeType")) {
      put(setting, Draft.scalar(setting.value()), "update.batch");
    } else {
      draft.left(setting.place(), setting.what(), "`update.batch` is in percent", "write it so");
    }
  }

  /** {@code SUN:04:30} as {@code Sun:04:30}. */
  private static String weekly(String text) {
    return text.matches("[A-Za-z]{3}:.*")
        ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1).toLowerCase(Locale.ROOT)
        : text;
  }

  /** The first Amazon Linux wanted a file, {@code testapp/wsgi.py}. */
  private static String wsgi(String path) {
    String module = path.replaceFirst("\\.py$", "").replace('/', '.');
    return path.endsWith(".py") || path.contains("/") ? module + ":application" : path;
  }

  /** The first Amazon Linux had them in one option, {@code /static/=static/,/media/=media/}. */
  private void oldStaticFiles(OptionSetting setting) {
    for (String pair : Words.list(setting.value())) {
      int at = pair.indexOf('=');
      if (at < 0) {
        draft.left(setting.place(), setting.what(), "it has no folder", "write `static:`");
      } else {
        staticFiles(setting, pair.substring(0, at), pair.substring(at + 1));
      }
    }
  }

  private void staticFiles(OptionSetting setting, String path, String folder) {
    String at = path.startsWith("/") ? path : "/" + path;
    String[] parent = tier("static");
    String[] all = Arrays.copyOf(parent, parent.length + 1);
    all[parent.length] = trimmed(at);
    draft.put(setting.place(), setting.what(), trimmed(folder), all);
  }

  private static String trimmed(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
