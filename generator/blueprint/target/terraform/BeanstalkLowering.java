package blueprint.target.terraform;

import blueprint.plan.Beanstalk;
import blueprint.plan.Connection.Tier;
import blueprint.plan.MachineGroup.WriteLogs;
import java.util.ArrayList;
import java.util.List;

/**
 * A program on Elastic Beanstalk: who may talk to it, its environments, where its versions are
 * kept, what it is allowed, and who hears of trouble.
 */
final class BeanstalkLowering {

  private final Stack stack;
  private final Beanstalk beanstalk;
  private final String path;

  private BeanstalkLowering(Stack stack, Beanstalk beanstalk) {
    this.stack = stack;
    this.beanstalk = beanstalk;
    this.path = "tiers." + beanstalk.tier();
  }

  static List<Block> blocks(Stack stack, Beanstalk beanstalk) {
    return new BeanstalkLowering(stack, beanstalk).blocks();
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        group(beanstalk.entrance(), beanstalk.tier() + " load balancer")
            .from(path, "the load balancer, which Elastic Beanstalk makes"));
    blocks.addAll(stack.security().rulesOf(beanstalk.entrance()));
    blocks.add(
        group(beanstalk.tier(), beanstalk.tier() + " machines")
            .from(path, "the machines, which Elastic Beanstalk starts"));
    blocks.addAll(stack.security().rulesOf(beanstalk.tier()));
    blocks.addAll(BeanstalkEnvironmentLowering.blocks(stack, beanstalk));
    beanstalk.webAcl().ifPresent(acl -> blocks.addAll(WebAclLowering.blocks(acl)));
    blocks.addAll(BeanstalkVersionsLowering.blocks(beanstalk));
    blocks.addAll(BeanstalkRoleLowering.blocks(stack, beanstalk));
    beanstalk.permissions().stream()
        .filter(WriteLogs.class::isInstance)
        .forEach(permission -> blocks.add(logGroup()));
    blocks.addAll(BeanstalkAlarmLowering.blocks(beanstalk));
    return blocks;
  }

  private Block group(String end, String members) {
    Block group = stack.security().group(new Tier(end), end, members);
    String reason = "Elastic Beanstalk attaches it, as the settings of the environment say";
    return group.with(Body.EMPTY.skip("CKV2_AWS_5", reason).with(group.body()));
  }

  private Block logGroup() {
    String label = Labels.of(beanstalk.tier());
    String name = beanstalk.bundle().logGroup();
    return LogGroups.of(label, name, beanstalk.bundle().logDays(), "keep_logs")
        .from(path + ".logs", "what the program writes to files")
        .readsOf(path, "keep_logs");
  }
}
