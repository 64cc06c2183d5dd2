package blueprint.target.cloudformation;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineGroup.Permission;
import blueprint.plan.Secret;
import blueprint.target.cloudformation.Expression.Members;
import java.util.ArrayList;
import java.util.List;

/** The role of a group of machines: exactly the permissions of the plan. */
final class RoleLowering {

  private static final String POLICY_VERSION = "2012-10-17";

  private final Stack stack;
  private final MachineGroup group;
  private final String path;

  private RoleLowering(Stack stack, MachineGroup group) {
    this.stack = stack;
    this.group = group;
    this.path = "tiers." + group.tier();
  }

  static List<Resource> resources(Stack stack, MachineGroup group) {
    return new RoleLowering(stack, group).resources();
  }

  /** The logical id of the profile by which machines have the role. */
  static String profile(MachineGroup group) {
    return LogicalIds.of(group.id(), "InstanceProfile");
  }

  private List<Resource> resources() {
    String id = LogicalIds.of(group.id(), "Role");
    Resource profile =
        Resource.of(profile(group), "AWS::IAM::InstanceProfile")
            .from(path)
            .set("Roles", Expression.list(Expression.ref(id)));
    return List.of(role(id), profile);
  }

  private Resource role(String id) {
    Resource role =
        Resource.of(id, "AWS::IAM::Role")
            .from(path)
            .readsOf(path, "settings", "env", "services", "registries", "deploy");
    boolean shell = allows(MachineGroup.RemoteShell.class);
    if (shell) {
      role = role.skip("AwsSolutions-IAM4", "AWS keeps up itself what Session Manager needs");
    }
    if (allows(MachineGroup.ReadParameters.class)) {
      role = role.skip("AwsSolutions-IAM5", "all parameters of one path");
    } else if (group.permissions().stream().anyMatch(RoleLowering::isOpen)) {
      role =
          role.skip(
              "AwsSolutions-IAM5",
              "AWS knows no narrower form; each statement says what it is for");
    }
    role =
        role.set("Description", stack.plan().name() + " " + group.words())
            .set("AssumeRolePolicyDocument", document(List.of(assume())));
    if (shell) {
      role =
          role.set(
                  "ManagedPolicyArns",
                  Expression.list("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"))
              .noting(
                  "ManagedPolicyArns",
                  "A shell through Session Manager, with no SSH port and no key pair.");
    }
    Expression policy =
        Expression.object()
            .with("PolicyName", "run-" + group.id())
            .with("PolicyDocument", document(statements()));
    return role.set("Policies", Expression.list(policy)).set("Tags", stack.tags());
  }

  private static boolean isOpen(Permission permission) {
    return permission instanceof MachineGroup.Allow allow
        && allow.things().stream().anyMatch(MachineGroup.Arn::isOpen);
  }

  private boolean allows(Class<? extends Permission> permission) {
    return group.permissions().stream().anyMatch(permission::isInstance);
  }

  private static Members document(List<Members> statements) {
    return Expression.object()
        .with("Version", POLICY_VERSION)
        .with("Statement", Expression.list(statements));
  }

  private static Members assume() {
    return Expression.object()
        .with("Effect", "Allow")
        .with("Principal", Expression.object().with("Service", "ec2.amazonaws.com"))
        .with("Action", "sts:AssumeRole");
  }

  private List<Members> statements() {
    List<Expression> secrets = new ArrayList<>();
    List<Expression> parameters = new ArrayList<>();
    List<Members> others = new ArrayList<>();
    for (Permission permission : group.permissions()) {
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
    List<Members> statements = new ArrayList<>();
    String places =
        group.member().isPresent()
            ? path + ".services, " + path + ".registries: "
            : path + ".settings, " + path + ".env: ";
    if (!secrets.isEmpty()) {
      statements.add(
          allow(
              "ReadSecrets",
              places + "the secrets that they name",
              Expression.text("secretsmanager:GetSecretValue"),
              secrets));
    }
    if (!parameters.isEmpty()) {
      statements.add(
          allow(
              "ReadParameters",
              places + "the parameters that they name",
              Expression.text("ssm:GetParameter"),
              parameters));
    }
    statements.addAll(others);
    return statements;
  }

  /** Logs' own ARN ends in {@code :*}, as the permission wants it. */
  private Members writeLogs() {
    Expression logGroup = Expression.attribute(MachineLowering.logGroupId(group), "Arn");
    return allow(
        "WriteLogs",
        path + ".services: their journal",
        Expression.list("logs:CreateLogStream", "logs:PutLogEvents"),
        List.of(logGroup));
  }

  private Members reportToStack() {
    return allow(
        "ReportToStack",
        path + ".scale: a new machine says that it is well",
        Expression.text("cloudformation:SignalResource"),
        List.of(Expression.ref("AWS::StackId")));
  }

  private Members holdLeases() {
    return allow(
        "HoldLeases",
        String.join(", ", LeaseLowering.paths(List.of(group))),
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
        allow.things().stream().map(RoleLowering::arn).toList());
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

  private static Members allow(
      String id, String note, Expression actions, List<Expression> resources) {
    return Expression.object()
        .with("Sid", id)
        .noting("Sid", note)
        .with("Effect", "Allow")
        .with("Action", actions)
        .with("Resource", resources.size() == 1 ? resources.get(0) : Expression.list(resources));
  }
}
