package blueprint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.facts.MovedPlaces;
import blueprint.facts.OptionFacts;
import blueprint.language.Blueprint;
import blueprint.language.BlueprintReader;
import blueprint.plan.Beanstalk.Option;
import blueprint.plan.Beanstalk.Setting;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a program on Elastic Beanstalk comes to, option for option. */
final class BeanstalkPlannerTest {

  private static final String START =
      """
      blueprint: 1
      name: shop
      region: us-east-1
      """;

  private static final String LEAST =
      """
      tiers:
        app:
          beanstalk: {platform: go-1}
      """;

  private static final String FULL =
      """
      domain: {name: shop.example.org, zone: Z0123456789ABC}
      secrets:
        key: {generate: 50}
        token: {from: "ssm:/shop/token"}
      tiers:
        app:
          beanstalk:
            platform: python-3.13
            wsgi: shop.wsgi:application
            processes: 2
            threads: 8
            static: {/static/: static/}
            types: [t4g.small, t4g.medium]
            scale: {min: 2, max: 6, cpu: 50}
            disk: 20GB
            env:
              DJANGO_SETTINGS_MODULE: shop.settings
              DB_HOST: ${db.host}
              SECRET_KEY: ${secret.key}
              DATABASE_URL: ${db.url}
              LOGIN: "robot:${secret.token}"
              SELF: ${app.url}
            health: {path: /health, every: 20s, timeout: 4s, healthy: 2, unhealthy: 4, status: 200-299}
            on_deploy:
              - {run: python manage.py migrate, once: true}
              - chgrp wsgi /opt/python/log
            logs: [/opt/python/log, /var/log/app]
            keep_logs: 1100d
            maintenance: true
            notify: ops@example.org
            update: {policy: splitting, batch: 10, timeout: 900s}
            upkeep: {at: "Mon:04:30", level: patch, refresh: true}
            twin: {}
            cname: shopping
            allow: [192.0.2.0/24]
            options:
              - {namespace: "aws:elasticbeanstalk:command", option_name: IgnoreHealthCheck, value: "true"}
        db:
          database: {engine: postgres, name: shop, user: shop, used_by: [app]}
      """;

  @Test
  void theLeastProgramIsPrivateWatchedAndKeptUpToDate() {
    assertThat(table(least().options()))
        .isEqualTo(
            """
            aws:autoscaling:launchconfiguration DisableDefaultEC2SecurityGroup true
            aws:autoscaling:launchconfiguration DisableIMDSv1 true
            aws:autoscaling:launchconfiguration IamInstanceProfile InstanceProfile[]
            aws:autoscaling:launchconfiguration RootVolumeType gp3
            aws:autoscaling:launchconfiguration SecurityGroups SecurityGroup[tier=app]
            aws:autoscaling:updatepolicy:rollingupdate RollingUpdateEnabled true
            aws:autoscaling:updatepolicy:rollingupdate RollingUpdateType Immutable
            aws:ec2:instances InstanceTypes t3.small
            aws:ec2:instances SupportedArchitectures x86_64
            aws:ec2:vpc AssociatePublicIpAddress false
            aws:ec2:vpc ELBScheme public
            aws:ec2:vpc ELBSubnets Subnets[tier=app-entrance]
            aws:ec2:vpc Subnets Subnets[tier=app]
            aws:ec2:vpc VPCId NetworkId[]
            aws:elasticbeanstalk:application:environment MAINTENANCE off
            aws:elasticbeanstalk:cloudwatch:logs DeleteOnTerminate false
            aws:elasticbeanstalk:cloudwatch:logs RetentionInDays 30
            aws:elasticbeanstalk:cloudwatch:logs StreamLogs true
            aws:elasticbeanstalk:cloudwatch:logs:health DeleteOnTerminate false
            aws:elasticbeanstalk:cloudwatch:logs:health HealthStreamingEnabled true
            aws:elasticbeanstalk:cloudwatch:logs:health RetentionInDays 30
            aws:elasticbeanstalk:command BatchSize 25
            aws:elasticbeanstalk:command BatchSizeType Percentage
            aws:elasticbeanstalk:command DeploymentPolicy RollingWithAdditionalBatch
            aws:elasticbeanstalk:command Timeout 600
            aws:elasticbeanstalk:environment EnvironmentType LoadBalanced
            aws:elasticbeanstalk:environment LoadBalancerType application
            aws:elasticbeanstalk:environment ServiceRole ServiceRole[]
            aws:elasticbeanstalk:environment:process:default HealthCheckInterval 15
            aws:elasticbeanstalk:environment:process:default HealthCheckPath /
            aws:elasticbeanstalk:environment:process:default HealthCheckTimeout 5
            aws:elasticbeanstalk:environment:process:default HealthyThresholdCount 3
            aws:elasticbeanstalk:environment:process:default MatcherHTTPCode 200
            aws:elasticbeanstalk:environment:process:default UnhealthyThresholdCount 5
            aws:elasticbeanstalk:healthreporting:system ConfigDocument {"CloudWatchMetrics":{"Environment":{"ApplicationRequests5xx":60,"InstancesDegraded":60,"InstancesSevere":60}},"Version":1}
            aws:elasticbeanstalk:healthreporting:system SystemType enhanced
            aws:elasticbeanstalk:managedactions ManagedActionsEnabled true
            aws:elasticbeanstalk:managedactions PreferredStartTime Sun:03:00
            aws:elasticbeanstalk:managedactions ServiceRoleForManagedUpdates ServiceRole[]
            aws:elasticbeanstalk:managedactions:platformupdate InstanceRefreshEnabled false
            aws:elasticbeanstalk:managedactions:platformupdate UpdateLevel minor
            aws:elbv2:loadbalancer ManagedSecurityGroup SecurityGroup[tier=app-entrance]
            aws:elbv2:loadbalancer SecurityGroups SecurityGroup[tier=app-entrance]
            """);
    assertThat(least().bundle().options()).isEmpty();
    assertThat(table(least().environments().get(0).options()))
        .isEqualTo(
            """
            aws:autoscaling:asg MaxSize 1
            aws:autoscaling:asg MinSize 1
            """);
  }

  @Test
  void whatIsWrittenStandsInTheOptions() {
    assertThat(table(full().options()))
        .isEqualTo(
            """
            aws:autoscaling:launchconfiguration DisableDefaultEC2SecurityGroup true
            aws:autoscaling:launchconfiguration DisableIMDSv1 true
            aws:autoscaling:launchconfiguration IamInstanceProfile InstanceProfile[]
            aws:autoscaling:launchconfiguration RootVolumeSize 20
            aws:autoscaling:launchconfiguration RootVolumeType gp3
            aws:autoscaling:launchconfiguration SecurityGroups SecurityGroup[tier=app]
            aws:autoscaling:trigger LowerThreshold 25
            aws:autoscaling:trigger MeasureName CPUUtilization
            aws:autoscaling:trigger Statistic Average
            aws:autoscaling:trigger Unit Percent
            aws:autoscaling:trigger UpperThreshold 50
            aws:autoscaling:updatepolicy:rollingupdate RollingUpdateEnabled true
            aws:autoscaling:updatepolicy:rollingupdate RollingUpdateType Immutable
            aws:ec2:instances InstanceTypes t4g.small,t4g.medium
            aws:ec2:instances SupportedArchitectures arm64
            aws:ec2:vpc AssociatePublicIpAddress false
            aws:ec2:vpc ELBScheme public
            aws:ec2:vpc ELBSubnets Subnets[tier=app-entrance]
            aws:ec2:vpc Subnets Subnets[tier=app]
            aws:ec2:vpc VPCId NetworkId[]
            aws:elasticbeanstalk:application:environment DB_ADDRESS DatabaseHost[tier=db]
            aws:elasticbeanstalk:application:environment DB_HOST DatabaseHost[tier=db]
            aws:elasticbeanstalk:application:environment DB_PASSWORD_ARN DatabaseSecretArn[tier=db]
            aws:elasticbeanstalk:application:environment DJANGO_SETTINGS_MODULE shop.settings
            aws:elasticbeanstalk:application:environment MAINTENANCE on
            aws:elasticbeanstalk:application:environment SELF https://shop.example.org
            aws:elasticbeanstalk:application:environment TOKEN_SECRET_ARN SecretArn[name=token]
            aws:elasticbeanstalk:application:environmentsecrets SECRET_KEY SecretArn[name=key]
            aws:elasticbeanstalk:cloudwatch:logs DeleteOnTerminate false
            aws:elasticbeanstalk:cloudwatch:logs RetentionInDays 1827
            aws:elasticbeanstalk:cloudwatch:logs StreamLogs true
            aws:elasticbeanstalk:cloudwatch:logs:health DeleteOnTerminate false
            aws:elasticbeanstalk:cloudwatch:logs:health HealthStreamingEnabled true
            aws:elasticbeanstalk:cloudwatch:logs:health RetentionInDays 1827
            aws:elasticbeanstalk:command DeploymentPolicy TrafficSplitting
            aws:elasticbeanstalk:command IgnoreHealthCheck true
            aws:elasticbeanstalk:command Timeout 900
            aws:elasticbeanstalk:environment EnvironmentType LoadBalanced
            aws:elasticbeanstalk:environment LoadBalancerType application
            aws:elasticbeanstalk:environment ServiceRole ServiceRole[]
            aws:elasticbeanstalk:environment:process:default HealthCheckInterval 20
            aws:elasticbeanstalk:environment:process:default HealthCheckPath /health
            aws:elasticbeanstalk:environment:process:default HealthCheckTimeout 4
            aws:elasticbeanstalk:environment:process:default HealthyThresholdCount 2
            aws:elasticbeanstalk:environment:process:default MatcherHTTPCode 200-299
            aws:elasticbeanstalk:environment:process:default UnhealthyThresholdCount 4
            aws:elasticbeanstalk:healthreporting:system ConfigDocument {"CloudWatchMetrics":{"Environment":{"ApplicationRequests5xx":60,"InstancesDegraded":60,"InstancesSevere":60}},"Version":1}
            aws:elasticbeanstalk:healthreporting:system SystemType enhanced
            aws:elasticbeanstalk:managedactions ManagedActionsEnabled true
            aws:elasticbeanstalk:managedactions PreferredStartTime Mon:04:30
            aws:elasticbeanstalk:managedactions ServiceRoleForManagedUpdates ServiceRole[]
            aws:elasticbeanstalk:managedactions:platformupdate InstanceRefreshEnabled true
            aws:elasticbeanstalk:managedactions:platformupdate UpdateLevel patch
            aws:elasticbeanstalk:trafficsplitting NewVersionPercent 10
            aws:elbv2:listener:443 Protocol HTTPS
            aws:elbv2:listener:443 SSLCertificateArns Certificate[]
            aws:elbv2:listener:443 SSLPolicy ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09
            aws:elbv2:loadbalancer ManagedSecurityGroup SecurityGroup[tier=app-entrance]
            aws:elbv2:loadbalancer SecurityGroups SecurityGroup[tier=app-entrance]
            """);
    assertThat(table(full().bundle().options()))
        .isEqualTo(
            """
            aws:elasticbeanstalk:container:python NumProcesses 2
            aws:elasticbeanstalk:container:python NumThreads 8
            aws:elasticbeanstalk:container:python WSGIPath shop.wsgi:application
            aws:elasticbeanstalk:environment:proxy:staticfiles /static static
            """);
  }

  @Test
  void everyPolicyIsAnOptionOfItsOwn() {
    Map<String, String> policies =
        Map.of(
            "rolling", "Rolling true Health",
            "additional", "RollingWithAdditionalBatch true Immutable",
            "immutable", "Immutable true Immutable",
            "splitting", "TrafficSplitting true Immutable",
            "all_at_once", "AllAtOnce false ");
    policies.forEach(
        (policy, expected) -> {
          List<Option> options =
              plan(START + LEAST.replace("go-1", "go-1, update: {policy: " + policy + "}"))
                  .beanstalks()
                  .get(0)
                  .options();
          String set =
              Stream.of("DeploymentPolicy", "RollingUpdateEnabled", "RollingUpdateType")
                  .map(name -> value(options, name))
                  .collect(Collectors.joining(" "));
          assertThat(set).isEqualTo(expected);
        });
  }

  @Test
  void everyOptionExistsAndTakesItsValueAndHasOneOwner() {
    for (Beanstalk program : List.of(least(), full())) {
      for (Beanstalk.Environment environment : program.environments()) {
        for (List<Option> sizes : List.of(environment.options(), environment.idleOptions())) {
          List<Option> all = new ArrayList<>(program.options());
          all.addAll(program.bundle().options());
          all.addAll(sizes);
          assertThat(all).allSatisfy(BeanstalkPlannerTest::isKnown);
          assertThat(all.stream().map(o -> o.namespace() + " " + o.name())).doesNotHaveDuplicates();
        }
      }
    }
  }

  private static void isKnown(Option option) {
    assertThat(OptionFacts.isOption(option.namespace(), option.name())).as(line(option)).isTrue();
    assertThat(OptionFacts.retired(option.namespace(), option.name())).isEmpty();
    if (option.value() instanceof Beanstalk.Live) {
      assertThat(OptionFacts.refusal(option.namespace(), option.name(), text(option.value())))
          .as(line(option))
          .isEmpty();
    }
  }

  @Test
  void anOptionThatNobodyKnowsIsNoOption() {
    assertThat(OptionFacts.isOption("aws:elbv2:listener:8443", "Protocol")).isTrue();
    assertThat(OptionFacts.isOption("aws:elbv2:listener:8443", "Protokoll")).isFalse();
    assertThat(OptionFacts.isNamespace("aws:elbv2:listeners")).isFalse();
    assertThat(OptionFacts.refusal("aws:autoscaling:trigger", "Unit", "Percent")).isEmpty();
    assertThat(OptionFacts.refusal("aws:autoscaling:trigger", "Unit", "percent")).isPresent();
    assertThat(OptionFacts.retired("aws:elb:policies:mine", "CookieName")).isPresent();
  }

  @Test
  void aSecretIsFetchedAndStandsInNoOption() {
    Beanstalk program = full();
    assertThat(program.bundle().secrets()).containsOnlyKeys("DATABASE_URL", "LOGIN");
    assertThat(program.permissions())
        .containsExactly(
            new MachineGroup.RemoteShell(),
            new MachineGroup.WriteLogs("/shop/app"),
            new MachineGroup.ReadDatabasePassword("db"),
            new MachineGroup.ReadSecret("key"),
            new MachineGroup.ReadSecret("token"),
            program.permissions().get(5));
    assertThat(least().permissions()).hasSize(2);
  }

  @Test
  void twinsHaveNamesAndSizesOfTheirOwn() {
    List<Beanstalk.Environment> twins = full().environments();
    assertThat(twins.stream().map(e -> e.id().orElseThrow() + " " + e.name() + " " + e.cname()))
        .containsExactly("blue shop-app-blue shopping", "green shop-app-green shopping-idle");
    for (Beanstalk.Environment twin : twins) {
      assertThat(table(twin.options()))
          .isEqualTo(
              """
              aws:autoscaling:asg MaxSize 6
              aws:autoscaling:asg MinSize 2
              """);
      assertThat(table(twin.idleOptions()))
          .isEqualTo(
              """
              aws:autoscaling:asg MaxSize 1
              aws:autoscaling:asg MinSize 1
              """);
    }
    assertThat(least().hasTwin()).isFalse();
  }

  @Test
  void placesOfTheFirstAmazonLinuxAreThoseOfToday() {
    assertThat(full().bundle().logs()).containsExactly("/var/log/app");
    assertThat(full().bundle().commands())
        .containsExactly(
            new Beanstalk.Command("python manage.py migrate", true),
            new Beanstalk.Command("chgrp webapp /var/log/app", false));
    assertThat(MovedPlaces.in("python -m wsgi; cat /opt/python/logs")).isEmpty();
  }

  @Test
  void visitorsReachTheEntranceAndTheEntranceTheMachines() {
    assertThat(plan(START + FULL).connections())
        .contains(
            new Connection(
                new Connection.Addresses("192.0.2.0/24"),
                new Connection.Tier("app-entrance"),
                80,
                "tiers.app"),
            new Connection(
                new Connection.Addresses("192.0.2.0/24"),
                new Connection.Tier("app-entrance"),
                443,
                "tiers.app"),
            new Connection(
                new Connection.Tier("app-entrance"), new Connection.Tier("app"), 80, "tiers.app"),
            new Connection(
                new Connection.Tier("app"), new Connection.Tier("db"), 5432, "tiers.db.used_by"))
        .noneMatch(c -> c.from() instanceof Connection.Addresses && isMachines(c.to()));
    assertThat(plan(START + LEAST).connections()).noneMatch(c -> c.port() == 443 && isEntrance(c));
  }

  private static boolean isMachines(Connection.Peer peer) {
    return peer.equals(new Connection.Tier("app"));
  }

  private static boolean isEntrance(Connection connection) {
    return connection.to().equals(new Connection.Tier("app-entrance"));
  }

  @Test
  void machinesArePrivateAndTheirEntranceFacesVisitors() {
    Network.Own network = (Network.Own) plan(START + LEAST).network();
    assertThat(network.of("app").exposure()).isEqualTo(Network.Exposure.PRIVATE);
    assertThat(network.of("app-entrance").exposure()).isEqualTo(Network.Exposure.PUBLIC);
    assertThat(network.publicSubnets().orElseThrow().tier()).isEqualTo("app-entrance");
    String internal = START + LEAST.replace("go-1", "go-1, internal: true");
    Network.Own closed = (Network.Own) plan(internal).network();
    assertThat(closed.of("app-entrance").exposure()).isEqualTo(Network.Exposure.PRIVATE);
    assertThat(closed.of(SubnetLayout.GATEWAYS).exposure()).isEqualTo(Network.Exposure.PUBLIC);
  }

  @Test
  void theDomainLeadsToTheFirstProgramThatFacesVisitors() {
    String two =
        START
            + """
            domain: {name: shop.example.org, zone: Z0123456789ABC}
            tiers:
              admin:
                beanstalk: {platform: go-1, internal: true}
              shop:
                beanstalk: {platform: go-1, env: {ADMIN: "${admin.url}"}}
            """;
    Plan plan = plan(two);
    assertThat(plan.programAtDomain().orElseThrow().tier()).isEqualTo("shop");
    assertThat(plan.beanstalks()).extracting(Beanstalk::https).containsExactly(false, true);
    assertThat(value(plan.beanstalks().get(1).options(), "ADMIN"))
        .isEqualTo("http://shop-admin.us-east-1.elasticbeanstalk.com");
  }

  private static Beanstalk least() {
    return plan(START + LEAST).beanstalks().get(0);
  }

  private static Beanstalk full() {
    return plan(START + FULL).beanstalks().get(0);
  }

  private static String value(List<Option> options, String name) {
    return options.stream()
        .filter(option -> option.name().equals(name))
        .map(option -> text(option.value()))
        .findFirst()
        .orElse("");
  }

  private static String table(List<Option> options) {
    return options.stream().map(o -> line(o) + "\n").collect(Collectors.joining());
  }

  private static String line(Option option) {
    return option.namespace() + " " + option.name() + " " + text(option.value());
  }

  private static String text(Setting setting) {
    return setting instanceof Beanstalk.Live live
        ? live.value().parts().stream()
            .map(p -> p instanceof Value.Literal literal ? literal.text() : p.toString())
            .collect(Collectors.joining())
        : setting.toString();
  }

  private static Plan plan(String yaml) {
    Diagnostics found = new Diagnostics();
    YamlReader.Document document = YamlReader.read(new SourceFile("shop.yaml", yaml));
    Blueprint blueprint =
        BlueprintReader.read(document.root().orElseThrow(), found)
            .orElseThrow(() -> new AssertionError(found.sorted().toString()));
    return Planner.plan(blueprint);
  }
}
