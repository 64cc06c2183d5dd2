package blueprint.target.cloudformation;

import blueprint.plan.Beanstalk;
import blueprint.plan.MachineGroup.RemoteShell;
import blueprint.target.cloudformation.Expression.Members;
import java.util.ArrayList;
import java.util.List;

/** The role of Elastic Beanstalk, and that of the machines that it starts. */
final class BeanstalkRoleLowering {

  private static final String MANAGED = "arn:aws:iam::aws:policy/";
  private static final String KEPT_UP = "AWS documents it for Elastic Beanstalk, and keeps it up";

  private final Stack stack;
  private final Beanstalk beanstalk;
  private final String path;

  private BeanstalkRoleLowering(Stack stack, Beanstalk beanstalk) {
    this.stack = stack;
    this.beanstalk = beanstalk;
    this.path = "tiers." + beanstalk.tier();
  }

  static List<Resource> resources(Stack stack, Beanstalk beanstalk) {
    BeanstalkRoleLowering lowering = new BeanstalkRoleLowering(stack, beanstalk);
    return List.of(lowering.serviceRole(), lowering.machines(), lowering.instanceProfile());
  }

  /** The logical id of the role that Elastic Beanstalk takes. */
  static String service(Beanstalk beanstalk) {
    return LogicalIds.of(beanstalk.tier(), "ServiceRole");
  }

  /** The logical id of the profile with the machines' role. */
  static String profile(Beanstalk beanstalk) {
    return LogicalIds.of(beanstalk.tier(), "InstanceProfile");
  }

  private static String role(Beanstalk beanstalk) {
    return LogicalIds.of(beanstalk.tier(), "Role");
  }

  private Resource serviceRole() {
    Members condition =
        Expression.object()
            .with("StringEquals", Expression.object().with("sts:ExternalId", "elasticbeanstalk"));
    Members assume =
        PermissionLowering.assume("elasticbeanstalk.amazonaws.com").with("Condition", condition);
    Members versions =
        PermissionLowering.allow(
            "DeleteVersions",
            path + ".keep: an update fetches the source of a version, which goes with it",
            Expression.list("s3:DeleteObject", "s3:GetObject"),
            List.of(
                Expression.sub(
                    Expression.attribute(BeanstalkVersionsLowering.bucket(beanstalk), "Arn"),
                    "/*")));
    return Resource.of(service(beanstalk), "AWS::IAM::Role")
        .from(path, "Elastic Beanstalk itself: it watches, and updates the platform")
        .readsOf(path, "keep")
        .skip("AwsSolutions-IAM4", KEPT_UP)
        .skip("AwsSolutions-IAM5", "all versions of the one bucket")
        .set("Description", "Elastic Beanstalk, for " + stack.name(beanstalk.tier()))
        .set("AssumeRolePolicyDocument", PermissionLowering.document(List.of(assume)))
        .set(
            "ManagedPolicyArns",
            Expression.list(
                MANAGED + "service-role/AWSElasticBeanstalkEnhancedHealth",
                MANAGED + "AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy"))
        .set("Policies", policies("delete-versions", List.of(versions)))
        .set("Tags", stack.tags());
  }

  private Resource machines() {
    List<String> managed = new ArrayList<>(List.of(MANAGED + "AWSElasticBeanstalkWebTier"));
    if (beanstalk.permissions().stream().anyMatch(RemoteShell.class::isInstance)) {
      managed.add(MANAGED + "AmazonSSMManagedInstanceCore");
    }
    PermissionLowering.Grounds grounds =
        new PermissionLowering.Grounds(path + ".env", path + ".logs: what is in them", "", "");
    List<Members> statements =
        PermissionLowering.statements(
            stack, BeanstalkLowering.logGroupId(beanstalk), beanstalk.permissions(), grounds);
    Resource role =
        Resource.of(role(beanstalk), "AWS::IAM::Role")
            .from(path)
            .readsOf(path, "env", "logs")
            .skip("AwsSolutions-IAM4", KEPT_UP);
    if (!statements.isEmpty()) {
      role =
          role.skip(
              "AwsSolutions-IAM5",
              "AWS knows no narrower form; each statement says what it is for");
    }
    role =
        role.set("Description", stack.plan().name() + " " + beanstalk.tier() + " machines")
            .set(
                "AssumeRolePolicyDocument",
                PermissionLowering.document(
                    List.of(PermissionLowering.assume("ec2.amazonaws.com"))))
            .set("ManagedPolicyArns", Expression.list(managed.toArray(String[]::new)))
            .noting(
                "ManagedPolicyArns",
                "What AWS documents for machines of Elastic Beanstalk; and a shell through Session"
                    + " Manager, with no SSH port and no key pair.");
    if (!statements.isEmpty()) {
      role = role.set("Policies", policies("run-" + beanstalk.tier(), statements));
    }
    return role.set("Tags", stack.tags());
  }

  private static Expression policies(String name, List<Members> statements) {
    return Expression.list(
        Expression.object()
            .with("PolicyName", name)
            .with("PolicyDocument", PermissionLowering.document(statements)));
  }

  private Resource instanceProfile() {
    return Resource.of(profile(beanstalk), "AWS::IAM::InstanceProfile")
        .from(path)
        .set("Roles", Expression.list(Expression.ref(role(beanstalk))));
  }
}
