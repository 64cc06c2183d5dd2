package blueprint.target.terraform;

import blueprint.plan.Beanstalk;
import blueprint.plan.MachineGroup.RemoteShell;
import java.util.ArrayList;
import java.util.List;

/** What a run says about programs on Elastic Beanstalk, to people and to whoever releases. */
final class BeanstalkOutputs {

  private final Stack stack;
  private final Beanstalk beanstalk;

  private BeanstalkOutputs(Stack stack, Beanstalk beanstalk) {
    this.stack = stack;
    this.beanstalk = beanstalk;
  }

  static List<Block> blocks(Stack stack) {
    List<Block> outputs = new ArrayList<>();
    for (Beanstalk beanstalk : stack.plan().beanstalks()) {
      outputs.addAll(new BeanstalkOutputs(stack, beanstalk).blocks());
    }
    return outputs;
  }

  /** Where visitors find a program; the place that says so stands in the block. */
  static Block url(Stack stack, Beanstalk beanstalk) {
    String scheme = beanstalk.https() ? "https://" : "http://";
    boolean named = stack.plan().domain().isPresent();
    String host =
        stack
            .plan()
            .domain()
            .map(domain -> domain.name())
            .orElseGet(() -> BeanstalkEnvironmentLowering.cname(stack, beanstalk));
    String tier = "tiers." + beanstalk.tier();
    return Block.output("url")
        .from(named ? List.of("domain", tier) : List.of(tier), "")
        .readsOf(tier, "cname", "certificate")
        .set("description", "Where " + stack.plan().name() + " answers.")
        .set("value", scheme + host);
  }

  private List<Block> blocks() {
    List<Block> outputs = new ArrayList<>();
    outputs.add(
        output("cname", "Name of AWS's that visitors reach, also without the domain.")
            .readsOf("tiers." + beanstalk.tier(), "cname")
            .set("value", BeanstalkEnvironmentLowering.cname(stack, beanstalk)));
    outputs.add(
        output("application", "Application that its versions belong to.")
            .set("value", BeanstalkVersionsLowering.application(beanstalk, "name")));
    outputs.add(
        output("versions_bucket", "Bucket with the source of each version.")
            .set("value", BeanstalkVersionsLowering.bucket(beanstalk, "id")));
    outputs.add(environments());
    if (beanstalk.permissions().stream().anyMatch(RemoteShell.class::isInstance)) {
      outputs.add(shell());
    }
    return outputs;
  }

  private Block environments() {
    String address = BeanstalkEnvironmentLowering.address(beanstalk);
    return beanstalk.hasTwin()
        ? output("environments", "Environments that change places.")
            .set("value", Expression.code("{ for id, one in " + address + " : id => one.name }"))
        : output("environment", "Environment that it runs in.")
            .set("value", Expression.reference(address + ".name"));
  }

  private Block shell() {
    String which = beanstalk.hasTwin() ? "[var." + BeanstalkSettings.live(beanstalk) + "]" : "";
    Expression.Code name =
        Expression.code(BeanstalkEnvironmentLowering.address(beanstalk) + which + ".name");
    Expression.Code region = Expression.reference("local.region");
    return output(
            "shell",
            "Opens a shell on a machine of " + beanstalk.tier() + " through Session Manager.")
        .set(
            "value",
            Expression.template(
                "aws ssm start-session --region ",
                region,
                " --target \"$(aws elasticbeanstalk describe-environment-resources --region ",
                region,
                " --environment-name ",
                name,
                " --query 'EnvironmentResources.Instances[0].Id' --output text)\""));
  }

  private Block output(String what, String description) {
    return Block.output(Labels.of(beanstalk.tier()) + "_" + what)
        .from("tiers." + beanstalk.tier())
        .set("description", description);
  }
}
