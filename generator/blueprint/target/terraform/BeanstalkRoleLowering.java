package blueprint.target.terraform;

import blueprint.plan.Beanstalk;
import blueprint.plan.MachineGroup.RemoteShell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The role of Elastic Beanstalk, and that of the machines that it starts. */
final class BeanstalkRoleLowering {

  private static final String MANAGED = "arn:aws:iam::aws:policy/";

  private final Stack stack;
  private final Beanstalk beanstalk;
  private final String path;
  private final String machines;
  private final String service;

  private BeanstalkRoleLowering(Stack stack, Beanstalk beanstalk) {
    this.stack = stack;
    this.beanstalk = beanstalk;
    this.path = "tiers." + beanstalk.tier();
    this.machines = Labels.of(beanstalk.tier());
    this.service = service(beanstalk);
  }

  static List<Block> blocks(Stack stack, Beanstalk beanstalk) {
    return new BeanstalkRoleLowering(stack, beanstalk).blocks();
  }

  /** The label of the role that Elastic Beanstalk takes. */
  static String service(Beanstalk beanstalk) {
    return Labels.of(beanstalk.tier()) + "_service";
  }

  /** The addresses of what the roles are allowed; without it nothing starts, and nothing ends. */
  static List<String> policies(Stack stack, Beanstalk beanstalk) {
    return new BeanstalkRoleLowering(stack, beanstalk)
        .blocks().stream()
            .filter(block -> block.labels().get(0).startsWith("aws_iam_role_policy"))
            .flatMap(block -> block.names().stream())
            .toList();
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        role(service, "-service-", "Elastic Beanstalk, for " + stack.name(beanstalk.tier()))
            .from(path, "Elastic Beanstalk itself: it watches, and updates the platform"));
    blocks.add(assume(service, "elasticbeanstalk.amazonaws.com", externalId()));
    blocks.add(managed(service, "health", "service-role/AWSElasticBeanstalkEnhancedHealth"));
    blocks.add(managed(service, "updates", "AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy"));
    blocks.add(inline(service, "delete-versions"));
    blocks.add(deleteVersions());
    blocks.add(
        role(machines, "-", stack.plan().name() + " " + beanstalk.tier() + " machines").from(path));
    blocks.add(assume(machines, "ec2.amazonaws.com", Body.EMPTY));
    blocks.add(managed(machines, "web", "AWSElasticBeanstalkWebTier"));
    if (beanstalk.permissions().stream().anyMatch(RemoteShell.class::isInstance)) {
      blocks.add(RoleLowering.sessionManager(machines, path));
    }
    blocks.addAll(permissions());
    blocks.add(
        Block.resource("aws_iam_instance_profile", machines)
            .from(path)
            .set("name_prefix", prefix("-"))
            .set("role", Expression.reference("aws_iam_role." + machines + ".name")));
    return blocks;
  }

  private Block role(String label, String end, String description) {
    return Block.resource("aws_iam_role", label)
        .set("name_prefix", prefix(end))
        .set("description", description)
        .set(
            "assume_role_policy",
            Expression.reference("data.aws_iam_policy_document." + label + "_assume.json"));
  }

  private String prefix(String end) {
    return stack.name(beanstalk.tier()) + end;
  }

  private Block assume(String label, String principal, Body condition) {
    return Block.data("aws_iam_policy_document", label + "_assume")
        .from(path)
        .block(
            "statement",
            Body.EMPTY
                .set("actions", Expression.list("sts:AssumeRole"))
                .block("principals", PrivateBucket.principals("Service", principal))
                .with(condition));
  }

  private static Body externalId() {
    return Body.EMPTY.block(
        "condition",
        Body.EMPTY
            .set("test", "StringEquals")
            .set("variable", "sts:ExternalId")
            .set("values", Expression.list("elasticbeanstalk")));
  }

  private Block managed(String role, String what, String policy) {
    return Block.resource("aws_iam_role_policy_attachment", role + "_" + what)
        .from(path, "as AWS documents it for Elastic Beanstalk, and keeps it up to date")
        .set("role", Expression.reference("aws_iam_role." + role + ".name"))
        .set("policy_arn", MANAGED + policy);
  }

  private Block inline(String label, String name) {
    return Block.resource("aws_iam_role_policy", label)
        .from(path)
        .set("name", name)
        .set("role", Expression.reference("aws_iam_role." + label + ".id"))
        .set("policy", Expression.reference("data.aws_iam_policy_document." + label + ".json"));
  }

  private Block deleteVersions() {
    return Block.data("aws_iam_policy_document", service)
        .from(path + ".keep", "an update fetches the source of a version, which goes with it")
        .block(
            "statement",
            Body.EMPTY
                .set("sid", "DeleteVersions")
                .set("actions", Expression.list("s3:DeleteObject", "s3:GetObject"))
                .set(
                    "resources",
                    Expression.list(
                        Expression.template(
                            BeanstalkVersionsLowering.bucket(beanstalk, "arn"), "/*"))));
  }

  /** What the plan allows beside all that; a policy says something, or there is none. */
  private List<Block> permissions() {
    PermissionLowering.Grounds grounds =
        new PermissionLowering.Grounds(path + ".env", path + ".logs: what is in them", "");
    Block policy =
        PermissionLowering.add(
            stack,
            beanstalk.tier(),
            beanstalk.permissions(),
            grounds,
            Block.data("aws_iam_policy_document", machines).from(path).readsOf(path, "env"));
    return policy.body().elements().isEmpty()
        ? List.of()
        : Stream.of(inline(machines, "run-" + beanstalk.tier()), policy).toList();
  }
}
