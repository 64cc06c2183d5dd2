package blueprint.target.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MachineLoweringTest {

  private static final String IMAGE = "      image: web\n";
  private static final String SERVICE =
      "        site: {run: /usr/sbin/nginx, user: web, port: 8080}\n";
  private static final String SECRETS =
      """
      secrets:
        session-key: {generate: 50}
        mail: {from: "secretsmanager:prod/mail"}
        token: {from: "ssm:/prod/token"}
      """;

  @Test
  void aGroupOfFixedSizeHasNoScalingPolicy() {
    Lowered lowered = machines("scale: {min: 2, max: 2}");

    assertThat(lowered.addresses()).doesNotContain("aws_autoscaling_policy.app_cpu");
    assertThat(lowered.text("aws_autoscaling_group.app"))
        .contains("min_size            = 2", "min_elb_capacity          = 2")
        .doesNotContain("desired_capacity");
  }

  @Test
  void aGroupThatMayGrowFollowsItsUse() {
    Lowered lowered = machines("scale: {min: 0, max: 6, cpu: 60}");

    assertThat(lowered.text("aws_autoscaling_policy.app_cpu"))
        .contains("policy_type            = \"TargetTrackingScaling\"")
        .contains("target_value = 60")
        .contains("ASGAverageCPUUtilization");
    assertThat(lowered.text("aws_autoscaling_group.app")).doesNotContain("min_elb_capacity");
  }

  @Test
  void machinesThatNobodyAsksHowTheyAreAreAskedByEc2() {
    Lowered lowered =
        Lowered.replacing(
            "",
            "to: app}]\n",
            """
            to: other}]
              other:
                instances:
                  subnet: 10.0.250.0/24
                  image: web
                  services:
            """
                + SERVICE);

    assertThat(lowered.text("aws_autoscaling_group.app"))
        .contains("health_check_type         = \"EC2\"")
        .doesNotContain("target_group_arns", "min_elb_capacity");
  }

  @Test
  void aNewMachineIsHealthyBeforeAnOldOneGoes() {
    assertThat(Lowered.with("").text("aws_autoscaling_group.app"))
        .contains("version = aws_launch_template.app.latest_version")
        .containsPattern(
            "instance_maintenance_policy \\{\\s+min_healthy_percentage = 100\\s+max_healthy_percentage = 200")
        .contains("auto_rollback          = true");
  }

  @Test
  void metadataTakesASessionAndTheDiskIsEncrypted() {
    assertThat(machines("disk: 40GB").text("aws_launch_template.app"))
        .contains("http_tokens                 = \"required\"")
        .contains("http_put_response_hop_limit = 1")
        .containsPattern("volume_size +  ?= 40")
        .contains("device_name = \"/dev/sda1\"")
        .containsPattern("encrypted +  ?= true")
        .contains("templatefile(\"${path.module}/files/app-user-data.yaml\"")
        .doesNotContain("key_name");
  }

  @Test
  void theImageIsFoundByItsExactNameAndOnlyInThisAccount() {
    assertThat(Lowered.with("").text("data.aws_ami.web"))
        .contains("owners = [\"self\"]")
        .contains("values = [\"web-0123456789ab\"]")
        .doesNotContain("most_recent");
  }

  @Test
  void aSecretIsNamedByItsArnAndReadableByTheMachinesThatNeedIt() {
    Lowered lowered =
        Lowered.replacing(
            SECRETS,
            IMAGE,
            IMAGE
                + """
                      env:
                        URL: ${db.url}
                        KEY: ${secret.session-key}
                      settings:
                        file: /srv/settings.json
                        json: {list: [1, {token: "${secret.token}"}], mail: "x ${secret.mail} y"}
                """);

    assertThat(lowered.file("app.tf"))
        .contains("at    = [\"list\", 1, \"token\"]")
        .contains("{ secret = data.aws_secretsmanager_secret.mail.arn }")
        .contains("key = \"password\", encode = \"url\"")
        .contains("token = null", "mail = null");
    assertThat(lowered.text("data.aws_iam_policy_document.app"))
        .contains("actions = [\"secretsmanager:GetSecretValue\"]")
        .contains("aws_db_instance.db.master_user_secret[0].secret_arn,")
        .contains("actions   = [\"ssm:GetParameter\"]")
        .contains(":parameter/prod/token\"]")
        .doesNotContain("\"*\"");
    assertThat(lowered.text("aws_autoscaling_group.app"))
        .contains("aws_secretsmanager_secret_version.session_key,");
  }

  @Test
  void settingsThatAreTooLargeAreCutOverAFixedNumberOfParameters() {
    Lowered lowered = settings("${db.host}");
    int parameters = lowered.plan().machineGroups().get(0).settings().orElseThrow().parameters();

    assertThat(parameters).isGreaterThan(10);
    assertThat(lowered.text("aws_ssm_parameter.app_settings"))
        .contains("count = " + parameters + "\n")
        .contains("name  = \"/shop/app/settings/${count.index}\"");
    assertThat(lowered.file("app.tf"))
        .contains("app_settings_length = ceil(length(local.app_settings) / " + parameters + ")")
        .contains("parameters = aws_ssm_parameter.app_settings[*].name")
        .doesNotContain("replace(");
    assertThat(lowered.text("data.aws_iam_policy_document.app")).contains("/shop/app/settings/*");
  }

  @Test
  void noParameterHoldsTheBracesThatParameterStoreTakesForItsOwn() {
    assertThat(settings("{{user}}").file("app.tf"))
        .contains("app_settings = replace(jsonencode({")
        .contains("}), \"{{\", \"{\\\\u007b\")");
  }

  @Test
  void leasesAreOfAnImagesServiceAndInOneTable() {
    Lowered lowered =
        Lowered.replacing(
            "",
            SERVICE,
            SERVICE
                + """
                        beat: {run: /usr/sbin/nginx -g x, user: web, singleton: true}
                  jobs:
                    instances:
                      subnet: 10.0.250.0/24
                      image: web
                      services:
                        tick: {run: /usr/sbin/nginx -g y, user: web, singleton: true}
                """);

    assertThat(lowered.addresses()).containsOnlyOnce("aws_dynamodb_table.leases");
    assertThat(lowered.file("app.tf"))
        .contains("beat = { table = aws_dynamodb_table.leases.name, key = \"web/beat\" }")
        .contains("  # tiers.app.services.beat.singleton\n  statement");
    assertThat(lowered.file("jobs.tf"))
        .contains("key = \"web/tick\"")
        .contains("  # tiers.jobs.services.tick.singleton\n  statement")
        .doesNotContain("data \"aws_ami\"");
    assertThat(lowered.text("data.aws_iam_policy_document.jobs"))
        .contains("[\"dynamodb:DeleteItem\", \"dynamodb:GetItem\", \"dynamodb:PutItem\"]");
  }

  private static Lowered machines(String key) {
    return Lowered.replacing("", IMAGE, IMAGE + "      " + key + "\n");
  }

  private static Lowered settings(String text) {
    String many =
        IntStream.range(0, 200)
            .mapToObj(i -> "key" + i + ": \"" + "x".repeat(80) + (i == 0 ? text : "") + "\"")
            .collect(Collectors.joining(", "));
    return machines("settings: {file: /srv/settings.json, json: {" + many + "}}");
  }
}
