package blueprint.target.terraform;

import blueprint.plan.Secret;
import java.util.ArrayList;
import java.util.List;

/** Secrets: made in the account without passing through the state, or found there. */
final class SecretLowering {

  private SecretLowering() {}

  static List<Block> blocks(Stack stack) {
    List<Block> blocks = new ArrayList<>();
    for (Secret secret : stack.plan().secrets()) {
      if (secret instanceof Secret.Generated generated) {
        blocks.addAll(generated(generated));
      } else if (secret instanceof Secret.Stored stored) {
        blocks.add(
            Block.data("aws_secretsmanager_secret", Labels.of(stored.name()))
                .from("secrets." + stored.name(), "its name only, never its value")
                .set("name", stored.accountName()));
      }
    }
    return blocks;
  }

  /** The ARN of a secret, by which a machine's role may read it. */
  static Expression arn(Stack stack, String name) {
    Secret secret = stack.plan().secret(name);
    if (secret instanceof Secret.Parameter parameter) {
      return Expression.template(
          "arn:aws:ssm:" + stack.plan().region() + ":",
          Stack.account(),
          ":parameter" + parameter.path());
    }
    String start = secret instanceof Secret.Stored ? "data." : "";
    return Expression.reference(start + "aws_secretsmanager_secret." + Labels.of(name) + ".arn");
  }

  private static List<Block> generated(Secret.Generated secret) {
    String label = Labels.of(secret.name());
    String path = "secrets." + secret.name();
    Block itself =
        Block.resource("aws_secretsmanager_secret", label)
            .from(path)
            .skip("CKV_AWS_149", "encrypted with the key Secrets Manager owns in this account")
            .skip("CKV2_AWS_57", "only the program that uses it can know how to change it")
            .set("name", secret.accountName())
            .set("description", "Made for " + secret.accountName())
            .line()
            .set("tags", Stack.named(secret.accountName()))
            .block("lifecycle", Body.EMPTY.set("prevent_destroy", true));
    Block random =
        Block.ephemeral("aws_secretsmanager_random_password", label)
            .from(path + ".generate", "never in the plan or the state")
            .set("password_length", secret.length())
            .set("exclude_punctuation", true);
    Block version =
        Block.resource("aws_secretsmanager_secret_version", label)
            .from(path + ".generate", "written once; a higher version writes a new value")
            .set("secret_id", Expression.reference("aws_secretsmanager_secret." + label + ".id"))
            .set(
                "secret_string_wo",
                Expression.reference(
                    "ephemeral.aws_secretsmanager_random_password." + label + ".random_password"))
            .set("secret_string_wo_version", 1);
    return List.of(itself, random, version);
  }
}
