package blueprint.target.cloudformation;

import blueprint.plan.Beanstalk;
import blueprint.plan.Beanstalk.Environment;
import blueprint.plan.MachineGroup.RemoteShell;
import java.util.ArrayList;
import java.util.List;

/** What a stack says about programs on Elastic Beanstalk, to people and to whoever releases. */
final class BeanstalkOutputs {

  private final Stack stack;
  private final Beanstalk beanstalk;

  private BeanstalkOutputs(Stack stack, Beanstalk beanstalk) {
    this.stack = stack;
    this.beanstalk = beanstalk;
  }

  static List<Output> of(Stack stack) {
    List<Output> outputs = new ArrayList<>();
    for (Beanstalk beanstalk : stack.plan().beanstalks()) {
      outputs.addAll(new BeanstalkOutputs(stack, beanstalk).outputs());
    }
    return outputs;
  }

  /** Where visitors find a program. */
  static Output url(Stack stack, Beanstalk beanstalk) {
    String scheme = beanstalk.https() ? "https://" : "http://";
    String tier = "tiers." + beanstalk.tier();
    boolean named = stack.plan().domain().isPresent();
    String host =
        stack
            .plan()
            .domain()
            .map(domain -> domain.name())
            .orElseGet(() -> BeanstalkEnvironmentLowering.cname(stack, beanstalk));
    Trace trace =
        new Trace(
            named ? List.of("domain", tier) : List.of(tier),
            "",
            List.of(tier + ".cname", tier + ".certificate"));
    String description = "Where " + stack.plan().name() + " answers.";
    return new Output("Url", trace, description, Expression.text(scheme + host));
  }

  private List<Output> outputs() {
    List<Output> outputs = new ArrayList<>();
    outputs.add(
        output(
            "Cname",
            "Name of AWS's that visitors reach, also without the domain.",
            Expression.text(BeanstalkEnvironmentLowering.cname(stack, beanstalk)),
            "cname"));
    outputs.add(
        output(
            "ApplicationName",
            "Application that its versions belong to.",
            BeanstalkVersionsLowering.application(beanstalk)));
    outputs.add(
        output(
            "VersionsBucket",
            "Bucket with the source of each version.",
            Expression.ref(BeanstalkVersionsLowering.bucket(beanstalk))));
    beanstalk.environments().forEach(environment -> outputs.add(environment(environment)));
    if (beanstalk.permissions().stream().anyMatch(RemoteShell.class::isInstance)) {
      outputs.add(shell());
    }
    return outputs;
  }

  private Output environment(Environment environment) {
    return output(
        environment.id().map(LogicalIds::of).orElse("") + "EnvironmentName",
        environment
            .id()
            .map(id -> "Environment that changes places with its twin: " + id + ".")
            .orElse("Environment that it runs in."),
        Expression.ref(BeanstalkEnvironmentLowering.id(beanstalk, environment)));
  }

  private Output shell() {
    Environment first = beanstalk.environments().get(0);
    Expression name = Expression.ref(BeanstalkEnvironmentLowering.id(beanstalk, first));
    for (Environment other : beanstalk.environments().subList(1, beanstalk.environments().size())) {
      name =
          Expression.when(
              BeanstalkEnvironmentLowering.isLive(beanstalk, first),
              name,
              Expression.ref(BeanstalkEnvironmentLowering.id(beanstalk, other)));
    }
    Expression region = Expression.ref("AWS::Region");
    return output(
        "Shell",
        "Opens a shell on a machine of " + beanstalk.tier() + " through Session Manager.",
        Expression.join(
            Expression.text("aws ssm start-session --region "),
            region,
            Expression.text(
                " --target \"$(aws elasticbeanstalk describe-environment-resources --region "),
            region,
            Expression.text(" --environment-name "),
            name,
            Expression.text(" --query 'EnvironmentResources.Instances[0].Id' --output text)\"")));
  }

  private Output output(String what, String description, Expression value, String... reads) {
    String tier = "tiers." + beanstalk.tier();
    List<String> more = List.of(reads).stream().map(key -> tier + "." + key).toList();
    return new Output(
        LogicalIds.of(beanstalk.tier(), what),
        new Trace(List.of(tier), "", more),
        description,
        value);
  }
}
