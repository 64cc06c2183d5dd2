package blueprint.target.cloudformation;

import blueprint.plan.Secret;
import java.util.List;

/** Secrets: made in the account, or found there. */
final class SecretLowering {

  private SecretLowering() {}

  static List<Resource> resources(Stack stack) {
    return stack.plan().secrets().stream()
        .filter(Secret.Generated.class::isInstance)
        .map(secret -> generated(stack, (Secret.Generated) secret))
        .toList();
  }

  /** What a machine asks for: an ARN, or the name of a secret that was there before. */
  static List<Expression> place(Stack stack, String name) {
    Secret secret = stack.plan().secret(name);
    if (secret instanceof Secret.Generated) {
      return List.of(Expression.ref(id(name)));
    }
    return secret instanceof Secret.Stored stored
        ? List.of(Expression.text(stored.accountName()))
        : parameterArn(stack, ((Secret.Parameter) secret).path());
  }

  /** What a machine's role may read of a secret. */
  static Expression arn(Stack stack, String name) {
    Secret secret = stack.plan().secret(name);
    if (secret instanceof Secret.Generated) {
      return Expression.ref(id(name));
    }
    return new Expression.Join(
        "",
        secret instanceof Secret.Stored stored
            ? secretArns(stack, stored.accountName())
            : parameterArn(stack, ((Secret.Parameter) secret).path()));
  }

  /** The ARN of a parameter; the path begins with a slash. */
  static List<Expression> parameterArn(Stack stack, String path) {
    return arn(stack, "ssm", "parameter" + path);
  }

  /** AWS adds six characters to the name. */
  private static List<Expression> secretArns(Stack stack, String name) {
    return arn(stack, "secretsmanager", "secret:" + name + "-??????");
  }

  /** The ARN of a secret that was there before, but for the six characters that AWS adds. */
  static List<Expression> secretArn(Stack stack, String name) {
    return arn(stack, "secretsmanager", "secret:" + name);
  }

  private static List<Expression> arn(Stack stack, String service, String resource) {
    return List.of(
        Expression.text("arn:aws:" + service + ":" + stack.plan().region() + ":"),
        Expression.ref("AWS::AccountId"),
        Expression.text(":" + resource));
  }

  private static String id(String name) {
    return LogicalIds.of(name, "Secret");
  }

  private static Resource generated(Stack stack, Secret.Generated secret) {
    String name = secret.accountName();
    return Resource.of(id(secret.name()), "AWS::SecretsManager::Secret")
        .from("secrets." + secret.name(), "another length makes another value")
        .skip("CKV_AWS_149", "encrypted with the key Secrets Manager owns in this account")
        .skip("AwsSolutions-SMG4", "only the program that uses it can know how to change it")
        .attribute("DeletionPolicy", Expression.text("Retain"))
        .attribute("UpdateReplacePolicy", Expression.text("Retain"))
        .set("Name", name)
        .set("Description", "Made for " + name)
        .set(
            "GenerateSecretString",
            Expression.object()
                .with("PasswordLength", secret.length())
                .with("ExcludePunctuation", true))
        .set("Tags", stack.tags(name));
  }
}
