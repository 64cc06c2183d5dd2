package blueprint.target.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.facts.Changes;
import blueprint.inventory.AttributePath;
import blueprint.inventory.Effect;
import blueprint.inventory.Inventory;
import blueprint.inventory.Part;
import blueprint.plan.Beanstalk;
import blueprint.plan.BeanstalkAlarm;
import blueprint.plan.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BeanstalkLoweringTest {

  private static final String ENVIRONMENT = "aws_elastic_beanstalk_environment.app";
  private static final String TWIN = "      twin: {machines: 1}\n";
  private static final String NOTIFY = "      notify: ops@example.org\n";
  private static final String DOMAIN = "domain: {name: shop.example.org, zone: Z0123456789ABC}\n";
  private static final Pattern SETTING =
      Pattern.compile(
          "setting \\{\\s+namespace = \"([^\"]+)\"\\s+name      = \"([^\"]+)\"\\s+value     = (.+)");

  @Test
  void everyOptionOfThePlanIsSetOnceAndInOrder() throws IOException {
    for (Lowered lowered : List.of(Lowered.beanstalk(), Lowered.leastBeanstalk(""))) {
      Beanstalk beanstalk = lowered.plan().beanstalks().get(0);
      List<String> planned =
          Stream.concat(
                  beanstalk.options().stream(), beanstalk.environments().get(0).options().stream())
              .map(o -> o.namespace() + " " + o.name())
              .sorted()
              .toList();

      assertThat(settings(lowered)).containsExactlyElementsOf(planned).hasSizeGreaterThan(40);
    }
  }

  @Test
  void aGroupOfOptionsBeginsWithWhereTheBlueprintSaysThem() throws IOException {
    Lowered lowered =
        Lowered.beanstalk(
            "\"aws:elasticbeanstalk:command\", option_name: IgnoreHealthCheck, value: \"false\"",
            "\"aws:elasticbeanstalk:hostmanager\", option_name: LogPublicationControl, value: \"true\"");

    assertThat(lowered.text(ENVIRONMENT))
        .contains("  # tiers.app.scale: how many machines\n  setting {")
        .contains("  # Visitors are met with a certificate\n  setting {")
        .contains(
            "  # tiers.app.options: options of aws:elasticbeanstalk:hostmanager\n  setting {");
  }

  @Test
  void theEnvironmentNamesEveryPlaceThatItsOptionsComeFrom() throws IOException {
    Lowered lowered = Lowered.beanstalk();
    Beanstalk beanstalk = lowered.plan().beanstalks().get(0);
    Trace trace =
        lowered.model().blocks().stream()
            .filter(block -> block.names().contains(ENVIRONMENT))
            .findFirst()
            .orElseThrow()
            .trace();
    List<String> named = Stream.concat(trace.paths().stream(), trace.reads().stream()).toList();

    beanstalk.options().forEach(option -> assertThat(named).contains(option.path()));
    assertThat(named).contains("tiers.app.scale", "tiers.app.twin", "tiers.app.cname");
  }

  @Test
  void whatOnlyTheAccountKnowsIsReferredTo() throws IOException {
    Lowered lowered = Lowered.beanstalk();

    assertThat(value(lowered, "aws:ec2:vpc", "VPCId")).isEqualTo("aws_vpc.main.id");
    assertThat(value(lowered, "aws:ec2:vpc", "Subnets"))
        .isEqualTo("join(\",\", sort([for subnet in aws_subnet.app : subnet.id]))");
    assertThat(value(lowered, "aws:ec2:vpc", "ELBSubnets")).contains("aws_subnet.app_entrance");
    assertThat(value(lowered, "aws:autoscaling:launchconfiguration", "SecurityGroups"))
        .isEqualTo("aws_security_group.app.id");
    assertThat(value(lowered, "aws:elbv2:loadbalancer", "ManagedSecurityGroup"))
        .isEqualTo("aws_security_group.app_entrance.id");
    assertThat(value(lowered, "aws:elbv2:listener:443", "SSLCertificateArns"))
        .isEqualTo("aws_acm_certificate_validation.main.certificate_arn");
    assertThat(variable(lowered, "DATABASE_HOST")).isEqualTo("aws_db_instance.db.address");
  }

  @Test
  void noSecretIsMoreThanAName() throws IOException {
    Lowered lowered = Lowered.beanstalk();
    String secrets = "aws:elasticbeanstalk:application:environmentsecrets";

    assertThat(value(lowered, secrets, "SECRET_KEY"))
        .isEqualTo("aws_secretsmanager_secret.session.arn");
    assertThat(value(lowered, secrets, "MAIL_PASSWORD")).endsWith(":parameter/shop/mail\"");
    assertThat(variable(lowered, "DB_PASSWORD_ARN"))
        .isEqualTo("aws_db_instance.db.master_user_secret[0].secret_arn");
    assertThat(settings(lowered))
        .doesNotContain("aws:elasticbeanstalk:application:environment DATABASE_URL");
  }

  @Test
  void twoEnvironmentsAreOneBlockAndDifferInNamesAndSizes() throws IOException {
    Lowered lowered = Lowered.beanstalk();

    assertThat(lowered.text(ENVIRONMENT))
        .contains("blue  = \"shop-app\"", "green = \"shop-app-idle\"")
        .contains("name                = \"shop-app-${each.key}\"")
        .contains("ignore_changes = [cname_prefix, solution_stack_name]");
    assertThat(value(lowered, "aws:autoscaling:asg", "MinSize"))
        .isEqualTo("each.key == var.app_live ? \"2\" : \"1\"");
    assertThat(lowered.text(ENVIRONMENT).split("each\\.key", -1)).hasSize(4);
    assertThat(lowered.text("variable.app_live"))
        .contains("default     = \"blue\"", "contains([\"blue\", \"green\"], var.app_live)");
  }

  @Test
  void oneEnvironmentNeedsNobodyToSayWhichOneIsReached() throws IOException {
    Lowered lowered = Lowered.beanstalk(TWIN, "");

    assertThat(lowered.text(ENVIRONMENT))
        .contains("name                = \"shop-app\"", "ignore_changes = [solution_stack_name]")
        .doesNotContain("each.", "var.");
    assertThat(value(lowered, "aws:autoscaling:asg", "MinSize")).isEqualTo("\"2\"");
    assertThat(lowered.addresses()).doesNotContain("variable.app_live");
    assertThat(lowered.text("output.app_environment")).contains(ENVIRONMENT + ".name");
  }

  /** The newest of the branch, whatever other platforms have in their names. */
  @Test
  void thePlatformIsFoundByItsBranchAlone() throws IOException {
    Lowered lowered = Lowered.leastBeanstalk("");
    String text = lowered.text("data.aws_elastic_beanstalk_solution_stack.app");
    Matcher regex = Pattern.compile("name_regex  = \"(.*)\"").matcher(text);

    assertThat(regex.find()).isTrue();
    Pattern name = Pattern.compile(regex.group(1).replace("\\\\", "\\"));
    assertThat("64bit Amazon Linux 2023 v4.13.7 running Python 3.13").matches(name);
    assertThat("64bit Amazon Linux 2023 v4.13.7 running Python 3.130").doesNotMatch(name);
    assertThat("64bit Amazon Linux 2023 v4.13.7 running Python 3x13").doesNotMatch(name);
    assertThat("64bit Amazon Linux 2 v4.13.7 running Python 3.13").doesNotMatch(name);
    assertThat(text).contains("most_recent = true").doesNotContain("4.13");
  }

  @Test
  void theDomainFollowsTheNameThatVisitorsReach() throws IOException {
    Lowered lowered = Lowered.beanstalk();

    assertThat(lowered.text("aws_route53_record.main"))
        .contains("name                   = \"shop-app.eu-west-1.elasticbeanstalk.com\"")
        .contains("data.aws_elastic_beanstalk_hosted_zone.current.id")
        .contains("depends_on = [" + ENVIRONMENT + "]");
    assertThat(lowered.text("output.url")).contains("\"https://shop.example.org\"");
  }

  @Test
  void withoutADomainThereIsNoCertificateAndNoRecord() throws IOException {
    Lowered lowered = Lowered.beanstalk(DOMAIN, "");

    assertThat(lowered.addresses())
        .noneMatch(a -> a.startsWith("aws_acm_") || a.startsWith("aws_route53_"));
    assertThat(settings(lowered)).noneMatch(s -> s.startsWith("aws:elbv2:listener:443"));
    assertThat(lowered.text("output.url"))
        .contains("\"http://shop-app.eu-west-1.elasticbeanstalk.com\"");
  }

  @Test
  void aCertificateThatIsThereIsTakenAsItIs() throws IOException {
    String arn = "arn:aws:acm:eu-west-1:123456789012:certificate/0123-abcd";
    Lowered lowered = Lowered.leastBeanstalk("      certificate: \"" + arn + "\"\n");

    assertThat(value(lowered, "aws:elbv2:listener:443", "SSLCertificateArns"))
        .isEqualTo('"' + arn + '"');
    assertThat(lowered.addresses()).noneMatch(a -> a.startsWith("aws_acm_"));
  }

  @Test
  void everyEndOfAConnectionHasARuleAndNothingElseHas() throws IOException {
    assertThat(Lowered.beanstalk().addresses().stream().filter(a -> a.contains("gress_rule")))
        .containsExactlyInAnyOrder(
            "aws_vpc_security_group_ingress_rule.app_entrance_from_internet_443",
            "aws_vpc_security_group_ingress_rule.app_entrance_from_internet_80",
            "aws_vpc_security_group_egress_rule.app_entrance_to_app_80",
            "aws_vpc_security_group_ingress_rule.app_from_app_entrance_80",
            "aws_vpc_security_group_egress_rule.app_to_db_3306",
            "aws_vpc_security_group_egress_rule.app_to_internet_443",
            "aws_vpc_security_group_egress_rule.app_to_internet_587",
            "aws_vpc_security_group_ingress_rule.db_from_app_3306");
  }

  /** Of what stands in no setting: a machine that starts without it fails, and the deploy too. */
  @Test
  void anEnvironmentWaitsForAllThatItsMachinesNeed() throws IOException {
    Lowered lowered = Lowered.beanstalk();
    String text = lowered.text(ENVIRONMENT);
    String needed = text.substring(text.indexOf("depends_on"));

    assertThat(needed)
        .contains(
            "aws_iam_role_policy.app,",
            "aws_iam_role_policy_attachment.app_web,",
            "aws_iam_role_policy_attachment.app_service_health,",
            "aws_route.app_internet,",
            "aws_route.app_entrance_internet,",
            "aws_secretsmanager_secret_version.session,",
            "aws_vpc_security_group_ingress_rule.db_from_app_3306,");
    for (Matcher each = Pattern.compile("(?m)^ {4}(.+),$").matcher(needed); each.find(); ) {
      assertThat(lowered.addresses()).contains(each.group(1));
    }
  }

  @Test
  void aRoleIsForElasticBeanstalkAloneAndDeletesOldVersionsOnly() throws IOException {
    Lowered lowered = Lowered.beanstalk();

    assertThat(lowered.text("data.aws_iam_policy_document.app_service_assume"))
        .contains("elasticbeanstalk.amazonaws.com", "sts:ExternalId");
    assertThat(lowered.text("data.aws_iam_policy_document.app_service"))
        .contains("[\"s3:DeleteObject\", \"s3:GetObject\"]")
        .contains("[\"${aws_s3_bucket.app_versions.arn}/*\"]");
    assertThat(lowered.text("aws_elastic_beanstalk_application.app"))
        .contains("max_count             = 20", "delete_source_from_s3 = true");
  }

  @Test
  void machinesReadTheirOwnSecretsAndWriteTheirOwnLogs() throws IOException {
    assertThat(Lowered.beanstalk().text("data.aws_iam_policy_document.app"))
        .contains("aws_secretsmanager_secret.session.arn", "secret_arn,", ":parameter/shop/mail")
        .contains("${aws_cloudwatch_log_group.app.arn}:*");
    assertThat(Lowered.leastBeanstalk("").addresses())
        .doesNotContain("aws_cloudwatch_log_group.app");
  }

  @Test
  void anAlarmWatchesEachEnvironmentAndSomebodyHearsOfIt() throws IOException {
    Lowered lowered = Lowered.beanstalk();

    for (BeanstalkAlarm alarm : BeanstalkAlarm.of(lowered.plan().beanstalks().get(0))) {
      String text = lowered.text("aws_cloudwatch_metric_alarm.app_" + alarm.id());
      assertThat(text)
          .contains("for_each = " + ENVIRONMENT + "\n")
          .contains("{ EnvironmentName = each.value.name }")
          .contains("[aws_sns_topic.app_alarms.arn]");
      alarm
          .metrics()
          .forEach(metric -> assertThat(text).contains("metric_name = \"" + metric + '"'));
    }
    assertThat(lowered.text("aws_sns_topic_subscription.app_alarms"))
        .contains("endpoint  = \"ops@example.org\"");
  }

  @Test
  void anAlarmThatNobodyWouldHearIsNotMade() throws IOException {
    assertThat(Lowered.beanstalk(NOTIFY, "").addresses())
        .noneMatch(a -> a.startsWith("aws_cloudwatch_metric_alarm") || a.startsWith("aws_sns_"));
  }

  /** Elastic Beanstalk counts for CloudWatch only what it is told to. */
  @Test
  void whatAnAlarmReadsIsMeasured() throws IOException {
    Beanstalk beanstalk = Lowered.beanstalk().plan().beanstalks().get(0);
    Beanstalk.Option document =
        beanstalk.options().stream()
            .filter(o -> o.name().equals("ConfigDocument"))
            .findFirst()
            .orElseThrow();
    Value value = ((Beanstalk.Live) document.value()).value();
    String measured = ((Value.Literal) value.parts().get(0)).text();

    BeanstalkAlarm.of(beanstalk).stream()
        .filter(alarm -> alarm.namespace().equals("AWS/ElasticBeanstalk"))
        .flatMap(alarm -> alarm.metrics().stream())
        .filter(metric -> !metric.equals("EnvironmentHealth")) // always there
        .forEach(metric -> assertThat(measured).contains('"' + metric + '"'));
  }

  @Test
  void anOptionIsCalledByItsNamespaceAndNameInAReport() throws IOException {
    Part blue = inventory(Lowered.beanstalk()).parts().get(ENVIRONMENT + "[\"blue\"]");

    assertThat(blue.text("setting[aws:ec2:instances/InstanceTypes].value"))
        .isEqualTo("t4g.small,t4g.medium");
    assertThat(blue.text("name")).isEqualTo("shop-app-blue");
    assertThat(blue.effect("cname_prefix")).isEqualTo(Effect.NOTHING);
    assertThat(blue.effect("solution_stack_name")).isEqualTo(Effect.NOTHING);
    assertThat(blue.effect("setting[aws:ec2:instances/InstanceTypes].value"))
        .isEqualTo(Effect.IN_PLACE);
    assertThat(
            inventory(Lowered.beanstalk(TWIN, "")).parts().get(ENVIRONMENT).effect("cname_prefix"))
        .isEqualTo(Effect.REPLACE);
  }

  @Test
  void ofEveryAttributeItIsKnownWhatAnotherValueDoes() throws IOException {
    Set<String> undecided = new TreeSet<>();
    for (Lowered lowered : List.of(Lowered.beanstalk(), Lowered.beanstalk(TWIN, ""))) {
      for (Part part : inventory(lowered).resources()) {
        Map<String, Effect> effects = Changes.bundled().effects(part.type());
        part.attributes().keySet().stream()
            .filter(path -> !path.startsWith("@"))
            .map(AttributePath::withoutPlaces)
            .filter(
                path -> effects.keySet().stream().noneMatch(p -> AttributePath.isBelow(path, p)))
            .forEach(path -> undecided.add(part.type() + " " + path));
      }
    }

    assertThat(undecided).isEmpty();
  }

  private static Inventory inventory(Lowered lowered) {
    return ModelInventory.of(lowered.model(), Map.of());
  }

  private static List<String> settings(Lowered lowered) {
    List<String> settings = new ArrayList<>();
    for (Matcher m = SETTING.matcher(lowered.text(ENVIRONMENT)); m.find(); ) {
      settings.add(m.group(1) + " " + m.group(2));
    }
    return settings;
  }

  private static String variable(Lowered lowered, String name) {
    return value(lowered, "aws:elasticbeanstalk:application:environment", name);
  }

  private static String value(Lowered lowered, String namespace, String name) {
    for (Matcher m = SETTING.matcher(lowered.text(ENVIRONMENT)); m.find(); ) {
      if (m.group(1).equals(namespace) && m.group(2).equals(name)) {
        return m.group(3);
      }
    }
    throw new AssertionError(namespace + " " + name + " is not set");
  }
}
