package blueprint.target.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SecretLoweringTest {

  private static final Lowered LOWERED =
      Lowered.replacing(
          """
          secrets:
            session-key: {generate: 50}
            mail: {from: "secretsmanager:prod/mail"}
            token: {from: "ssm:/prod/token"}
          """,
          "image: web\n",
          """
          image: web
                env: {A: '${secret.session-key}', B: '${secret.mail}', C: '${secret.token}'}
          """);

  @Test
  void aGeneratedValueNeverReachesTheState() {
    assertThat(LOWERED.text("ephemeral.aws_secretsmanager_random_password.session_key"))
        .contains("password_length     = 50");
    assertThat(LOWERED.text("aws_secretsmanager_secret_version.session_key"))
        .contains("secret_string_wo ")
        .contains("secret_string_wo_version = 1")
        .doesNotContain("secret_string ");
    assertThat(LOWERED.text("aws_secretsmanager_secret.session_key"))
        .contains("name        = \"shop/session-key\"")
        .contains("prevent_destroy = true");
  }

  @Test
  void ofAStoredOneOnlyTheNameIsRead() {
    assertThat(LOWERED.text("data.aws_secretsmanager_secret.mail")).contains("\"prod/mail\"");
    assertThat(LOWERED.addresses())
        .noneMatch(address -> address.startsWith("data.aws_secretsmanager_secret_version"))
        .noneMatch(address -> address.startsWith("data.aws_ssm_parameter"));
  }
}
