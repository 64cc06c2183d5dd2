package blueprint.target.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineLoweringTest {

  @Test
  void aFixedNumberOfMachinesHasRoomForOneMoreWhileTheyAreReplaced() {
    MachineParts parts = MachineParts.machines("scale: {min: 2, max: 2}");

    assertThat(parts.text("AppAutoScalingGroup"))
        .contains("MinSize: \"2\"", "# One more than run", "MaxSize: \"3\"")
        .contains("MinInstancesInService: 2\n")
        .contains("Count: 2\n")
        .doesNotContain("  DesiredCapacity:");
    assertThat(parts.ids("AutoScaling::ScalingPolicy")).isEmpty();
  }

  @Test
  void machinesThatAreScaledKeepTheirMost() {
    MachineParts parts = MachineParts.machines("scale: {min: 2, max: 4, cpu: 70}");

    assertThat(parts.text("AppAutoScalingGroup"))
        .contains("MaxSize: \"4\"", "MinInstancesInService: 2\n")
        .doesNotContain("One more");
    assertThat(parts.text("AppCpuScaling"))
        .contains("TargetValue: 70", "AutoScalingGroupName: !Ref AppAutoScalingGroup");
  }

  @Test
  void nobodyWaitsForTheFirstMachineOfAGroupThatMayBeEmpty() {
    MachineParts parts = MachineParts.machines("scale: {min: 0, max: 2}");

    assertThat(parts.text("AppAutoScalingGroup"))
        .doesNotContain("CreationPolicy", "ResourceSignal:")
        .contains("MinInstancesInService: 0\n", "WaitOnResourceSignals: true");
  }

  @Test
  void aNewImageReplacesTheMachines() {
    MachineParts parts = MachineParts.usual();

    assertThat(parts.text("AppLaunchTemplate")).contains("ImageId: !Ref WebImageId");
    assertThat(parts.text("AppAutoScalingGroup"))
        .contains("Version: !GetAtt AppLaunchTemplate.LatestVersionNumber");
    assertThat(parts.template().parameters())
        .filteredOn(parameter -> parameter.id().equals("WebImageId"))
        .singleElement()
        .satisfies(
            parameter -> {
              assertThat(parameter.group()).isEqualTo("Machine images");
              assertThat(parameter.body().members()).doesNotContainKey("Default");
              assertThat(parameter.body().members().get("Description"))
                  .asString()
                  .contains("Values=web-0123456789ab");
            });
  }

  @Test
  void theRoleAllowsWhatThePlanSaysAndNothingElse() {
    MachineParts parts =
        MachineParts.with(
            """
            secrets:
              key: {generate: 40}
              mail: {from: "secretsmanager:shop/mail"}
              licence: {from: "ssm:/shop/licence"}
            """,
            """
            env: {KEY: "${secret.key}", MAIL: "${secret.mail}", LICENCE: "${secret.licence}",
              PASSWORD: "${db.password}"}
            """);

    assertThat(parts.text("AppRole"))
        .contains(
            "Fn::GetAtt: [DbInstance, MasterUserSecret.SecretArn]",
            "!Ref KeySecret",
            ":secret:shop/mail-??????",
            ":parameter/shop/licence",
            "!GetAtt AppLogGroup.Arn",
            "!Ref AWS::StackId")
        .doesNotContain("Resource: \"*\"", "dynamodb", "PutParameter", "RoleName");
  }

  @Test
  void machinesThatReadNoSecretMayReadNone() {
    assertThat(MachineParts.usual().text("AppRole"))
        .contains("logs:PutLogEvents", "cloudformation:SignalResource")
        .doesNotContain("secretsmanager", "ssm:GetParameter", "dynamodb");
  }

  @Test
  void aGeneratedSecretOutlivesItsStack() {
    MachineParts parts =
        MachineParts.with("secrets: {key: {generate: 40}}\n", "env: {KEY: \"${secret.key}\"}");

    assertThat(parts.text("KeySecret"))
        .contains("DeletionPolicy: Retain", "UpdateReplacePolicy: Retain")
        .contains("Name: shop/key", "PasswordLength: 40", "ExcludePunctuation: true")
        .doesNotContain("  SecretString:");
  }

  @Test
  void aSecretThatIsThereIsNotMade() {
    MachineParts parts =
        MachineParts.with(
            "secrets: {mail: {from: \"secretsmanager:shop/mail\"}}\n",
            "env: {MAIL: \"${secret.mail}\"}");

    assertThat(parts.ids("SecretsManager::Secret")).isEmpty();
  }

  @Test
  void oneTableHoldsTheLeasesOfAllAndNoneWhereNothingNeedsOne() {
    MachineParts parts =
        MachineParts.of(
            """
            blueprint: 1
            name: shop
            region: eu-west-1
            engine: cloudformation
            images:
              web:
                from: ubuntu-22.04
                recipe:
                  - packages: [nginx]
                  - user: {name: web, system: true}
            tiers:
              one:
                instances:
                  image: web
                  services:
                    site: {run: /usr/sbin/nginx, user: web, singleton: true}
              two:
                instances:
                  image: web
                  services:
                    site: {run: /usr/sbin/nginx, user: web, singleton: true}
            """);

    assertThat(parts.ids("DynamoDB::Table")).containsExactly("LeaseTable");
    assertThat(MachineParts.usual().ids("DynamoDB::Table")).isEmpty();
  }

  @Test
  void machinesWaitForTheirWayToTheWorld() {
    assertThat(MachineParts.usual().text("AppAutoScalingGroup"))
        .contains("- AppInternetRouteA\n", "- AppSubnetARoutes\n", "- LbListener80\n")
        .contains("- AppFromLb8080\n", "- DbFromApp5432\n", "- S3Endpoint\n");
  }

  @Test
  void machinesThatNobodyAsksAreJudgedByEc2() {
    MachineParts parts =
        MachineParts.of(
            """
            blueprint: 1
            name: shop
            region: eu-west-1
            engine: cloudformation
            images:
              web:
                from: ubuntu-22.04
                recipe:
                  - packages: [nginx]
                  - user: {name: web, system: true}
            tiers:
              work:
                instances:
                  image: web
                  services:
                    site: {run: /usr/sbin/nginx, user: web}
            """);

    assertThat(parts.text("WorkAutoScalingGroup"))
        .contains("HealthCheckType: EC2")
        .doesNotContain("TargetGroupARNs");
  }
}
