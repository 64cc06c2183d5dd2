package blueprint.target.terraform;

import blueprint.plan.MachineGroup;
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
      blocks.add(sessionManager(label, path));
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
    PermissionLowering.Grounds grounds =
        new PermissionLowering.Grounds(
            places(),
            path + ".services: their journal",
            String.join(", ", LeaseLowering.paths(List.of(group))));
    return PermissionLowering.add(stack, group.tier(), group.permissions(), grounds, policy);
  }

  /** Where the blueprint names secrets. */
  private String places() {
    return group.member().isPresent()
        ? path + ".services, " + path + ".registries"
        : path + ".settings, " + path + ".env";
  }

  /** What lets people open a shell on a machine with the role. */
  static Block sessionManager(String label, String path) {
    return Block.resource("aws_iam_role_policy_attachment", label + "_session_manager")
        .from(path, "a shell through Session Manager, with no SSH port and no key pair")
        .set("role", Expression.reference("aws_iam_role." + label + ".name"))
        .set("policy_arn", "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
  }
}
