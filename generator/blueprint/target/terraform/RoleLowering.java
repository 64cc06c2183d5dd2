package blueprint.target.terraform;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineGroup.Permission;
import java.util.ArrayList;
import java.util.List;

/** The role of a group of machines: exactly the permissions of the plan. */
final class RoleLowering {

  private final Stack stack;
  private final MachineGroup group;
  private final String path;
  private final String label;

  private RoleLowering(Stack stack, MachineGroup group) {
    this.stack = stack;
    this.group = group;
    this.path = "tiers." + group.tier();
    this.label = Labels.of(group.id());
  }

  static List<Block> blocks(Stack stack, MachineGroup group) {
    return new RoleLowering(stack, group).blocks();
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(role());
    blocks.add(assume());
    blocks.add(rolePolicy());
    blocks.add(policy());
    if (group.permissions().stream().anyMatch(MachineGroup.RemoteShell.class::isInstance)) {
      blocks.add(sessionManager());
    }
    blocks.add(
        Block.resource("aws_iam_instance_profile", label)
            .from(path)
            .set("name_prefix", group.name() + "-")
            .set("role", Expression.reference("aws_iam_role." + label + ".name")));
    return blocks;
  }

  private Block role() {
    return Block.resource("aws_iam_role", label)
        .from(path)
        .set("name_prefix", group.name() + "-")
        .set("description", stack.plan().name() + " " + group.words())
        .set(
            "assume_role_policy",
            Expression.reference("data.aws_iam_policy_document." + label + "_assume.json"));
  }

  private Block assume() {
    Body principals =
        Body.EMPTY.set("type", "Service").set("identifiers", Expression.list("ec2.amazonaws.com"));
    return Block.data("aws_iam_policy_document", label + "_assume")
        .from(path)
        .block(
            "statement",
            Body.EMPTY
                .set("actions", Expression.list("sts:AssumeRole"))
                .block("principals", principals));
  }

  private Block rolePolicy() {
    return Block.resource("aws_iam_role_policy", label)
        .from(path)
        .set("name", "run-" + group.id())
        .set("role", Expression.reference("aws_iam_role." + label + ".id"))
        .set("policy", Expression.reference("data.aws_iam_policy_document." + label + ".json"));
  }

  private Block policy() {
    Block policy =
        Block.data("aws_iam_policy_document", label)
            .from(path)
            .readsOf(path, "settings", "env", "services", "registries", "deploy");
    List<Expression> secrets = new ArrayList<>();
    List<Expression> parameters = new ArrayList<>();
    List<MachineGroup.Allow> allowed = new ArrayList<>();
    List<Body> others = new ArrayList<>();
    for (Permission permission : group.permissions()) {
      if (permission instanceof MachineGroup.ReadDatabasePassword password) {
        secrets.add(DatabaseLowering.secretArn(stack.plan().database(password.tier())));
      } else if (permission instanceof MachineGroup.ReadSecret secret) {
        boolean parameter =
            stack.plan().secret(secret.name()) instanceof blueprint.plan.Secret.Parameter;
        (parameter ? parameters : secrets).add(SecretLowering.arn(stack, secret.name()));
      } else if (permission instanceof MachineGroup.ReadParameters read) {
        parameters.add(
            Expression.template(
                "arn:aws:ssm:" + stack.plan().region() + ":",
                Stack.account(),
                ":parameter" + read.path() + "/*"));
      } else if (permission instanceof MachineGroup.WriteLogs) {
        others.add(writeLogs());
      } else if (permission instanceof MachineGroup.HoldLeases) {
        others.add(holdLeases());
      } else if (permission instanceof MachineGroup.Allow allow) {
        allowed.add(allow);
      }
    }
    if (!secrets.isEmpty()) {
      policy =
          policy
              .note(places() + ": the secrets that they name")
              .block("statement", read("ReadSecrets", "secretsmanager:GetSecretValue", secrets));
    }
    if (!parameters.isEmpty()) {
      policy =
          policy
              .note(places() + ": the parameters that they name")
              .block("statement", read("ReadParameters", "ssm:GetParameter", parameters));
    }
    policy = policy.note(path + ".services: their journal").block("statement", others.get(0));
    if (others.size() > 1) {
      policy =
          policy
              .note(String.join(", ", LeaseLowering.paths(List.of(group))))
              .block("statement", others.get(1));
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
        .set("resources", Expression.list(allow.things().stream().map(RoleLowering::arn).toList()));
  }

  private static Expression arn(MachineGroup.Arn arn) {
    return arn.end()
        .<Expression>map(end -> Expression.template(arn.start(), Stack.account(), end))
        .orElseGet(() -> Expression.text(arn.start()));
  }

  /** Where the blueprint names secrets. */
  private String places() {
    return group.member().isPresent()
        ? path + ".services, " + path + ".registries"
        : path + ".settings, " + path + ".env";
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
                    Expression.reference(
                        "aws_cloudwatch_log_group." + Labels.of(group.tier()) + ".arn"),
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

  private Block sessionManager() {
    return Block.resource("aws_iam_role_policy_attachment", label + "_session_manager")
        .from(path, "a shell through Session Manager, with no SSH port and no key pair")
        .set("role", Expression.reference("aws_iam_role." + label + ".name"))
        .set("policy_arn", "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
  }
}
