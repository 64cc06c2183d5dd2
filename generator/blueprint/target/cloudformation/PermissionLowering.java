package blueprint.target.cloudformation;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineGroup.Permission;
import blueprint.plan.Secret;
import blueprint.target.cloudformation.Expression.Members;
import java.util.ArrayList;
import java.util.List;

/** What machines are allowed, as the statements of a policy. */
final class PermissionLowering {

  private static final String POLICY_VERSION = "2012-10-17";

  /**
   * Where the blueprint asks for it; each stands above its statement.
   *
   * @param secrets the places that name secrets
   * @param logs what is written to the log group
   * @param report who says that it is well
   * @param leases what is held by leases
   */
  record Grounds(String secrets, String logs, String report, String leases) {}

  private final Stack stack;
  private final String logGroup;
  private final Grounds grounds;
  private final List<Expression> secrets = new ArrayList<>();
  private final List<Expression> parameters = new ArrayList<>();
  private final List<Members> others = new ArrayList<>();

  private PermissionLowering(Stack stack, String logGroup, Grounds grounds) {
    this.stack = stack;
    this.logGroup = logGroup;
    this.grounds = grounds;
  }

  /**
   * A statement for each kind of permission.
   *
   * @param logGroup the logical id of the log group that is written to
   */
  static List<Members> statements(
      Stack stack, String logGroup, List<Permission> permissions, Grounds grounds) {
    PermissionLowering lowering = new PermissionLowering(stack, logGroup, grounds);
    permissions.forEach(lowering::sort);
    return lowering.statements();
  }

  /** A policy document. */
  static Members document(List<Members> statements) {
    return Expression.object()
        .with("Version", POLICY_VERSION)
        .with("Statement", Expression.list(statements));
  }

  /** The statement by which a service of AWS takes a role. */
  static Members assume(String service) {
    return Expression.object()
        .with("Effect", "Allow")
        .with("Principal", Expression.object().with("Service", service))
        .with("Action", "sts:AssumeRole");
  }

  /** A statement that allows something, with its reason above. */
  static Members allow(String id, String note, Expression actions, List<Expression> resources) {
    return Expression.object()
        .with("Sid", id)
        .noting("Sid", note)
        .with("Effect", "Allow")
        .with("Action", actions)
        .with("Resource", resources.size() == 1 ? resources.get(0) : Expression.list(resources));
  }

  private void sort(Permission permission) {
    if (permission instanceof MachineGroup.ReadDatabasePassword password) {
      secrets.add(DatabaseLowering.secretArn(stack.plan().database(password.tier())));
    } else if (permission instanceof MachineGroup.ReadSecret secret) {
      boolean parameter = stack.plan().secret(secret.name()) instanceof Secret.Parameter;
      (parameter ? parameters : secrets).add(SecretLowering.arn(stack, secret.name()));
    } else if (permission instanceof MachineGroup.ReadParameters read) {
      parameters.add(
          new Expression.Join("", SecretLowering.parameterArn(stack, read.path() + "/*")));
    } else if (permission instanceof MachineGroup.WriteLogs) {
      others.add(writeLogs());
    } else if (permission instanceof MachineGroup.ReportToStack) {
      others.add(reportToStack());
    } else if (permission instanceof MachineGroup.HoldLeases) {
      others.add(holdLeases());
    } else if (permission instanceof MachineGroup.Allow allow) {
      others.add(statement(allow));
    }
  }

  private List<Members> statements() {
    List<Members> statements = new ArrayList<>();
    if (!secrets.isEmpty()) {
      statements.add(
          allow(
              "ReadSecrets",
              grounds.secrets() + ": the secrets that they name",
              Expression.text("secretsmanager:GetSecretValue"),
              secrets));
    }
    if (!parameters.isEmpty()) {
      statements.add(
          allow(
              "ReadParameters",
              grounds.secrets() + ": the parameters that they name",
              Expression.text("ssm:GetParameter"),
              parameters));
    }
    statements.addAll(others);
    return statements;
  }

  /** Logs' own ARN ends in {@code :*}, as the permission wants it. */
  private Members writeLogs() {
    return allow(
        "WriteLogs",
        grounds.logs(),
        Expression.list("logs:CreateLogStream", "logs:PutLogEvents"),
        List.of(Expression.attribute(logGroup, "Arn")));
  }

  private Members reportToStack() {
    return allow(
        "ReportToStack",
        grounds.report(),
        Expression.text("cloudformation:SignalResource"),
        List.of(Expression.ref("AWS::StackId")));
  }

  private Members holdLeases() {
    return allow(
        "HoldLeases",
        grounds.leases(),
        Expression.list("dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"),
        List.of(LeaseLowering.tableArn()));
  }

  private static Members statement(MachineGroup.Allow allow) {
    return allow(
        allow.id(),
        allow.note(),
        allow.actions().size() == 1
            ? Expression.text(allow.actions().get(0))
            : Expression.list(allow.actions().toArray(String[]::new)),
        allow.things().stream().map(PermissionLowering::arn).toList());
  }

  private static Expression arn(MachineGroup.Arn arn) {
    return arn.end()
        .<Expression>map(
            end ->
                new Expression.Join(
                    "",
                    List.of(
                        Expression.text(arn.start()),
                        Expression.ref("AWS::AccountId"),
                        Expression.text(end))))
        .orElseGet(() -> Expression.text(arn.start()));
  }
}
