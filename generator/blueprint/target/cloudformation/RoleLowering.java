package blueprint.target.cloudformation;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineGroup.Permission;
import blueprint.target.cloudformation.Expression.Members;
import java.util.List;

/** The role of a group of machines: exactly the permissions of the plan. */
final class RoleLowering {

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
            .set(
                "AssumeRolePolicyDocument",
                PermissionLowering.document(
                    List.of(PermissionLowering.assume("ec2.amazonaws.com"))));
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
            .with("PolicyDocument", PermissionLowering.document(statements()));
    return role.set("Policies", Expression.list(policy)).set("Tags", stack.tags());
  }

  private static boolean isOpen(Permission permission) {
    return permission instanceof MachineGroup.Allow allow
        && allow.things().stream().anyMatch(MachineGroup.Arn::isOpen);
  }

  private boolean allows(Class<? extends Permission> permission) {
    return group.permissions().stream().anyMatch(permission::isInstance);
  }

  private List<Members> statements() {
    boolean swarm = group.member().isPresent();
    PermissionLowering.Grounds grounds =
        new PermissionLowering.Grounds(
            swarm
                ? path + ".services, " + path + ".registries"
                : path + ".settings, " + path + ".env",
            path + ".services: their journal",
            path + ".scale: a new machine says that it is well",
            String.join(", ", LeaseLowering.paths(List.of(group))));
    return PermissionLowering.statements(
        stack, MachineLowering.logGroupId(group), group.permissions(), grounds);
  }
}
