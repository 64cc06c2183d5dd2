package blueprint.target.cloudformation;

import static blueprint.target.cloudformation.Expression.attribute;
import static blueprint.target.cloudformation.Expression.ref;
import static blueprint.target.cloudformation.Expression.text;
import static blueprint.target.cloudformation.Expression.when;
import static org.assertj.core.api.Assertions.assertThat;

import blueprint.plan.Beanstalk;
import blueprint.plan.BeanstalkAlarm;
import blueprint.target.cloudformation.Expression.Members;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BeanstalkLoweringTest {

  private static final String TWIN = "      twin: {machines: 1}\n";
  private static final String NOTIFY = "      notify: ops@example.org\n";
  private static final String DOMAIN = "domain: {name: shop.example.org, zone: Z0123456789ABC}\n";
  private static final String BLUE = "AppBlueEnvironment";
  private static final String GREEN = "AppGreenEnvironment";
  private static final String ALONE = "AppEnvironment";

  @Test
  void everyOptionOfThePlanIsSetOnceAndInOrder() throws IOException {
    Compiled compiled = Compiled.beanstalk("", "");
    Beanstalk beanstalk = compiled.stack().plan().beanstalks().get(0);
    List<String> planned =
        Stream.concat(
                beanstalk.options().stream(), beanstalk.environments().get(0).options().stream())
            .map(o -> o.namespace() + " " + o.name())
            .sorted()
            .toList();

    assertThat(settings(compiled, BLUE).keySet())
        .containsExactlyElementsOf(planned)
        .hasSizeGreaterThan(40);
  }

  @Test
  void whatOnlyTheAccountKnowsIsReferredTo() throws IOException {
    Map<String, Expression> settings = settings(Compiled.beanstalk("", ""), BLUE);

    assertThat(settings)
        .containsEntry("aws:ec2:vpc VPCId", ref("Vpc"))
        .containsEntry(
            "aws:ec2:vpc Subnets",
            new Expression.Join(",", List.of(ref("AppSubnetA"), ref("AppSubnetB"))))
        .containsEntry(
            "aws:ec2:vpc ELBSubnets",
            new Expression.Join(",", List.of(ref("AppEntranceSubnetA"), ref("AppEntranceSubnetB"))))
        .containsEntry(
            "aws:autoscaling:launchconfiguration SecurityGroups",
            attribute("AppSecurityGroup", "GroupId"))
        .containsEntry(
            "aws:elbv2:loadbalancer ManagedSecurityGroup",
            attribute("AppEntranceSecurityGroup", "GroupId"))
        .containsEntry("aws:elbv2:listener:443 SSLCertificateArns", ref("Certificate"))
        .containsEntry(
            "aws:elasticbeanstalk:application:environment DATABASE_HOST",
            attribute("DbInstance", "Endpoint.Address"));
  }

  @Test
  void noSecretIsMoreThanAName() throws IOException {
    Map<String, Expression> settings = settings(Compiled.beanstalk("", ""), BLUE);
    String secrets = "aws:elasticbeanstalk:application:environmentsecrets ";

    assertThat(settings)
        .containsEntry(secrets + "SECRET_KEY", ref("SessionSecret"))
        .containsEntry(
            "aws:elasticbeanstalk:application:environment DB_PASSWORD_ARN",
            attribute("DbInstance", "MasterUserSecret.SecretArn"))
        .doesNotContainKey("aws:elasticbeanstalk:application:environment DATABASE_URL");
    assertThat(String.valueOf(settings.get(secrets + "MAIL_PASSWORD")))
        .contains("parameter/shop/mail");
  }

  /** Secrets Manager finds a secret by its ARN without what it has added, but not by a star. */
  @Test
  void aSecretThatWasThereBeforeIsFoundByItsName() throws IOException {
    Compiled compiled = Compiled.beanstalk("ssm:/shop/mail", "secretsmanager:shop/mail");

    assertThat(
            settings(compiled, BLUE)
                .get("aws:elasticbeanstalk:application:environmentsecrets MAIL_PASSWORD"))
        .isEqualTo(
            Expression.join(
                text("arn:aws:secretsmanager:eu-west-1:"),
                ref("AWS::AccountId"),
                text(":secret:shop/mail")));
  }

  @Test
  void twoEnvironmentsDifferInNamesAndSizesAlone() throws IOException {
    Compiled compiled = Compiled.beanstalk("", "");
    Map<String, Expression> blue = settings(compiled, BLUE);
    Map<String, Expression> green = settings(compiled, GREEN);

    assertThat(compiled.properties(BLUE))
        .containsEntry("EnvironmentName", text("shop-app-blue"))
        .containsEntry("CNAMEPrefix", text("shop-app"));
    assertThat(compiled.properties(GREEN))
        .containsEntry("EnvironmentName", text("shop-app-green"))
        .containsEntry("CNAMEPrefix", text("shop-app-idle"));
    assertThat(blue)
        .containsEntry("aws:autoscaling:asg MinSize", when("AppBlueIsLive", text("2"), text("1")));
    assertThat(green)
        .containsEntry("aws:autoscaling:asg MinSize", when("AppGreenIsLive", text("2"), text("1")));
    blue.keySet().removeIf(name -> name.startsWith("aws:autoscaling:asg "));
    green.keySet().removeIf(name -> name.startsWith("aws:autoscaling:asg "));
    assertThat(blue).isEqualTo(green);
    assertThat(compiled.template().conditions().keySet())
        .containsExactlyInAnyOrder("AppBlueIsLive", "AppGreenIsLive");
  }

  @Test
  void oneEnvironmentNeedsNobodyToSayWhichOneIsReached() throws IOException {
    Compiled compiled = Compiled.beanstalk(TWIN, "");

    assertThat(settings(compiled, ALONE)).containsEntry("aws:autoscaling:asg MinSize", text("2"));
    assertThat(compiled.template().conditions()).isEmpty();
    assertThat(compiled.template().parameters().stream().map(Parameter::id))
        .containsExactly("AppPlatformArn");
  }

  /** Another name of a solution stack would replace the environment, another ARN does not. */
  @Test
  void aPlatformIsGivenByItsArn() throws IOException {
    Compiled compiled = Compiled.beanstalk("", "");
    Parameter platform = compiled.template().parameters().get(0);

    assertThat(compiled.properties(BLUE))
        .containsEntry("PlatformArn", ref("AppPlatformArn"))
        .doesNotContainKey("SolutionStackName");
    assertThat(String.valueOf(platform.body().members().get("Default")))
        .containsPattern(
            "arn:aws:elasticbeanstalk:eu-west-1::platform/Python 3\\.13 running on 64bit Amazon"
                + " Linux 2023/[0-9.]+");
  }

  @Test
  void theDomainFollowsTheNameThatVisitorsReach() throws IOException {
    Compiled compiled = Compiled.beanstalk("", "");

    assertThat(compiled.properties("DomainRecord").get("AliasTarget"))
        .asString()
        .contains("shop-app.eu-west-1.elasticbeanstalk.com", "Z2NYPWQ7DFZAZH");
    assertThat(compiled.attributes("DomainRecord"))
        .containsEntry("DependsOn", Expression.list(BLUE, GREEN));
    assertThat(compiled.ids()).contains("Certificate");
  }

  @Test
  void withoutADomainThereIsNoCertificateAndNoRecord() throws IOException {
    Compiled compiled = Compiled.beanstalk(DOMAIN, "");

    assertThat(compiled.ids()).doesNotContain("Certificate", "DomainRecord");
    assertThat(compiled.template().outputs())
        .anyMatch(
            output ->
                output.id().equals("Url")
                    && output
                        .value()
                        .equals(text("http://shop-app.eu-west-1.elasticbeanstalk.com")));
    assertThat(settings(compiled, BLUE).keySet())
        .noneMatch(name -> name.startsWith("aws:elbv2:listener:443"));
  }

  @Test
  void everyEndOfAConnectionHasARuleAndNothingElseHas() throws IOException {
    assertThat(
            Compiled.beanstalk("", "").ids().stream()
                .filter(id -> id.matches(".*(From|To)[A-Z].*[0-9]")))
        .containsExactlyInAnyOrder(
            "AppEntranceFromInternet443",
            "AppEntranceFromInternet80",
            "AppEntranceToApp80",
            "AppFromAppEntrance80",
            "AppToDb3306",
            "AppToInternet443",
            "AppToInternet587",
            "DbFromApp3306");
  }

  @Test
  void anEnvironmentWaitsForAllThatItsMachinesNeed() throws IOException {
    Compiled compiled = Compiled.beanstalk("", "");
    List<String> needed =
        ((Expression.Items) compiled.attributes(BLUE).get("DependsOn"))
            .items().stream().map(id -> ((Expression.Text) id).text()).toList();

    assertThat(needed)
        .contains("AppInternetRouteA", "AppEntranceInternetRoute", "DbFromApp3306", "S3Endpoint")
        .isSubsetOf(compiled.ids());
  }

  @Test
  void theRoleOfElasticBeanstalkIsForItAloneAndDeletesOldVersionsOnly() throws IOException {
    Compiled compiled = Compiled.beanstalk("", "");

    assertThat(String.valueOf(compiled.properties("AppServiceRole")))
        .contains("elasticbeanstalk.amazonaws.com", "sts:ExternalId", "s3:DeleteObject")
        .doesNotContain("s3:*", "s3:PutObject");
    assertThat(String.valueOf(compiled.properties("AppApplication")))
        .contains("MaxCount=Numeric[value=20]", "DeleteSourceFromS3=Bool[value=true]");
  }

  @Test
  void machinesReadTheirOwnSecretsAndWriteTheirOwnLogs() throws IOException {
    assertThat(String.valueOf(Compiled.beanstalk("", "").properties("AppRole")))
        .contains("SessionSecret", "MasterUserSecret.SecretArn", "parameter/shop/mail")
        .contains("GetAtt[id=AppLogGroup, attribute=Arn]");
    assertThat(Compiled.beanstalk("      logs: [/var/log/app]\n", "").ids())
        .doesNotContain("AppLogGroup");
  }

  @Test
  void theVersionsAreKeptEncryptedAndOutOfReach() throws IOException {
    Compiled compiled = Compiled.beanstalk("", "");

    assertThat(compiled.properties("AppVersions"))
        .containsKeys(
            "BucketEncryption",
            "OwnershipControls",
            "PublicAccessBlockConfiguration",
            "VersioningConfiguration");
    assertThat(String.valueOf(compiled.properties("AppVersionsPolicy")))
        .contains("aws:SecureTransport");
  }

  @Test
  void anAlarmWatchesEachEnvironmentAndSomebodyHearsOfIt() throws IOException {
    Compiled compiled = Compiled.beanstalk("", "");

    for (BeanstalkAlarm alarm : BeanstalkAlarm.of(compiled.stack().plan().beanstalks().get(0))) {
      for (String twin : List.of("Blue", "Green")) {
        String id = "App" + twin + LogicalIds.of(alarm.id()) + "Alarm";
        assertThat(String.valueOf(compiled.properties(id)))
            .contains("EnvironmentName", "Ref[id=App" + twin + "Environment]")
            .contains(alarm.metrics())
            .contains("Ref[id=AppAlarms]");
      }
    }
    assertThat(compiled.properties("AppAlarmsMail"))
        .containsEntry("Endpoint", text("ops@example.org"));
    assertThat(Compiled.beanstalk(NOTIFY, "").ids()).noneMatch(id -> id.contains("Alarm"));
  }

  @Test
  void whatTheTemplateSaysIsWhatCloudFormationTakes() throws IOException {
    for (Compiled compiled : List.of(Compiled.beanstalk("", ""), Compiled.beanstalk(TWIN, ""))) {
      TemplateCheck check = new TemplateCheck(compiled.template());
      List<String> misfits = new ArrayList<>();
      compiled
          .template()
          .resources()
          .forEach(resource -> check.of(resource).forEach(m -> misfits.add(resource.id() + m)));
      assertThat(misfits).isEmpty();
      String text = TemplateEmitter.emit(compiled.template());
      assertThat(ReadTemplate.of(text).sections())
          .isEqualTo(ReadTemplate.sections(compiled.template()));
    }
  }

  private static Map<String, Expression> settings(Compiled compiled, String id) {
    Map<String, Expression> settings = new LinkedHashMap<>();
    for (Expression item :
        ((Expression.Items) compiled.properties(id).get("OptionSettings")).items()) {
      Map<String, Expression> members = ((Members) item).members();
      String namespace = ((Expression.Text) members.get("Namespace")).text();
      String name = ((Expression.Text) members.get("OptionName")).text();
      assertThat(settings.put(namespace + " " + name, members.get("Value"))).isNull();
    }
    return settings;
  }
}
