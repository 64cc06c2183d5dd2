package blueprint.target.cloudformation;

import blueprint.plan.Beanstalk;
import blueprint.plan.MachineGroup.WriteLogs;
import java.util.ArrayList;
import java.util.List;

/**
 * A program on Elastic Beanstalk: who may talk to it, its environments, where its versions are
 * kept, what it is allowed, and who hears of trouble.
 */
final class BeanstalkLowering {

  private BeanstalkLowering() {}

  static List<Resource> resources(Stack stack, Beanstalk beanstalk) {
    String tier = beanstalk.tier();
    String path = "tiers." + tier;
    List<Resource> resources = new ArrayList<>();
    resources.addAll(
        stack
            .security()
            .resources(
                beanstalk.entrance(),
                tier + " load balancer",
                path,
                "the load balancer, which Elastic Beanstalk makes"));
    resources.addAll(
        stack
            .security()
            .resources(
                tier, tier + " machines", path, "the machines, which Elastic Beanstalk starts"));
    resources.addAll(BeanstalkEnvironmentLowering.resources(stack, beanstalk));
    beanstalk.webAcl().ifPresent(acl -> resources.addAll(WebAclLowering.resources(stack, acl)));
    resources.addAll(BeanstalkVersionsLowering.resources(stack, beanstalk));
    resources.addAll(BeanstalkRoleLowering.resources(stack, beanstalk));
    if (beanstalk.permissions().stream().anyMatch(WriteLogs.class::isInstance)) {
      resources.add(logGroup(stack, beanstalk, path));
    }
    resources.addAll(BeanstalkAlarmLowering.resources(stack, beanstalk));
    return resources;
  }

  /** The logical id of the log group of what the program writes to files. */
  static String logGroupId(Beanstalk beanstalk) {
    return LogicalIds.of(beanstalk.tier(), "LogGroup");
  }

  private static Resource logGroup(Stack stack, Beanstalk beanstalk, String path) {
    Beanstalk.Bundle bundle = beanstalk.bundle();
    return LogGroups.of(stack, logGroupId(beanstalk), bundle.logGroup(), bundle.logDays())
        .from(path + ".logs", "what the program writes to files")
        .readsOf(path, "keep_logs");
  }
}
