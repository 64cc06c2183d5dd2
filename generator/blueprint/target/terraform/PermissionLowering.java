package blueprint.target.terraform;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineGroup.Permission;
import blueprint.plan.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What machines are allowed, as the statements of a policy. */
final class PermissionLowering {

  /**
   * Where the blueprint asks for it; each stands above its statement.
   *
   * @param secrets the places that name secrets
   * @param logs what is written to the log group
   * @param leases what is held by leases
   */
  record Grounds(String secrets, String logs, String leases) {}

  private final Stack stack;
  private final String tier;
  private final List<Expression> secrets = new ArrayList<>();
  private final List<Expression> parameters = new ArrayList<>();
  private final List<MachineGroup.Allow> allowed = new ArrayList<>();
  private Optional<Body> logs = Optional.empty();
  private Optional<Body> leases = Optional.empty();

  private PermissionLowering(Stack stack, String tier) {
    this.stack = stack;
    this.tier = tier;
  }

  /** The policy with a statement for each kind of permission. */
  static Block add(
      Stack stack, String tier, List<Permission> permissions, Grounds grounds, Block policy) {
    PermissionLowering lowering = new PermissionLowering(stack, tier);
    permissions.forEach(lowering::sort);
    return lowering.statements(grounds, policy);
  }

  private void sort(Permission permission) {
    if (permission instanceof MachineGroup.ReadDatabasePassword password) {
      secrets.add(DatabaseLowering.secretArn(stack.plan().database(password.tier())));
    } else if (permission instanceof MachineGroup.ReadSecret secret) {
      boolean parameter = stack.plan().secret(secret.name()) instanceof Secret.Parameter;
      (parameter ? parameters : secrets).add(SecretLowering.arn(stack, secret.name()));
    } else if (permission instanceof MachineGroup.ReadParameters read) {
      parameters.add(
          Expression.template(
              "arn:aws:ssm:" + stack.plan().region() + ":",
              Stack.account(),
              ":parameter" + read.path() + "/*"));
    } else if (permission instanceof MachineGroup.WriteLogs) {
      logs = Optional.of(writeLogs());
    } else if (permission instanceof MachineGroup.HoldLeases) {
      leases = Optional.of(holdLeases());
    } else if (permission instanceof MachineGroup.Allow allow) {
      allowed.add(allow);
    }
  }

  private Block statements(Grounds grounds, Block start) {
    Block policy = start;
    if (!secrets.isEmpty()) {
      policy =
          policy
              .note(grounds.secrets() + ": the secrets that they name")
              .block("statement", read("ReadSecrets", "secretsmanager:GetSecretValue", secrets));
    }
    if (!parameters.isEmpty()) {
      policy =
          policy
              .note(grounds.secrets() + ": the parameters that they name")
              .block("statement", read("ReadParameters", "ssm:GetParameter", parameters));
    }
    if (logs.isPresent()) {
      policy = policy.note(grounds.logs()).block("statement", logs.get());
    }
    if (leases.isPresent()) {
      policy = policy.note(grounds.leases()).block("statement", leases.get());
    }
    for (MachineGroup.Allow allow : allowed) {
      policy = policy.note(allow.note()).block("statement", statement(allow));
    }
    return policy;
  }

  private static Body statement(MachineGroup.Allow allow) {
    return Body.EMPTY
        .set("sid", allow.id())
        .set("actions", Expression.list(allow.actions().toArray(String[]::new)))
        .set(
            "resources",
            Expression.list(allow.things().stream().map(PermissionLowering::arn).toList()));
  }

  private static Expression arn(MachineGroup.Arn arn) {
    return arn.end()
        .<Expression>map(end -> Expression.template(arn.start(), Stack.account(), end))
        .orElseGet(() -> Expression.text(arn.start()));
  }

  private static Body read(String sid, String action, List<Expression> resources) {
    return Body.EMPTY
        .set("sid", sid)
        .set("actions", Expression.list(action))
        .set("resources", Expression.list(resources));
  }

  private Body writeLogs() {
    return Body.EMPTY
        .set("sid", "WriteLogs")
        .set("actions", Expression.list("logs:CreateLogStream", "logs:PutLogEvents"))
        .set(
            "resources",
            Expression.list(
                Expression.template(
                    Expression.reference("aws_cloudwatch_log_group." + Labels.of(tier) + ".arn"),
                    ":*")));
  }

  private static Body holdLeases() {
    return Body.EMPTY
        .set("sid", "HoldLeases")
        .set(
            "actions",
            Expression.list("dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"))
        .set("resources", Expression.list(LeaseLowering.tableArn()));
  }
}
