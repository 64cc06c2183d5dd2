package blueprint.target.cloudformation;

import blueprint.plan.Beanstalk;
import blueprint.plan.Beanstalk.Environment;
import blueprint.plan.Beanstalk.Platform;
import blueprint.target.cloudformation.Expression.Members;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The environment of a program, or the two that change places. */
final class BeanstalkEnvironmentLowering {

  private final Stack stack;
  private final Beanstalk beanstalk;
  private final String path;

  private BeanstalkEnvironmentLowering(Stack stack, Beanstalk beanstalk) {
    this.stack = stack;
    this.beanstalk = beanstalk;
    this.path = "tiers." + beanstalk.tier();
  }

  static List<Resource> resources(Stack stack, Beanstalk beanstalk) {
    BeanstalkEnvironmentLowering lowering = new BeanstalkEnvironmentLowering(stack, beanstalk);
    return beanstalk.environments().stream().map(lowering::environment).toList();
  }

  /** The logical id of an environment. */
  static String id(Beanstalk beanstalk, Environment environment) {
    return LogicalIds.of(
        beanstalk.tier(), environment.id().map(LogicalIds::of).orElse("") + "Environment");
  }

  /** The name that visitors reach, whichever environment has it. */
  static String cname(Stack stack, Beanstalk beanstalk) {
    String prefix = beanstalk.environments().get(0).cname();
    return prefix + "." + stack.plan().region() + ".elasticbeanstalk.com";
  }

  /**
   * What whoever applies says: the platform's version, and which of two environments is reached.
   */
  static List<Parameter> parameters(Stack stack) {
    List<Parameter> parameters = new ArrayList<>();
    for (Beanstalk beanstalk : stack.plan().beanstalks()) {
      BeanstalkEnvironmentLowering lowering = new BeanstalkEnvironmentLowering(stack, beanstalk);
      parameters.add(lowering.platform());
      if (beanstalk.hasTwin()) {
        parameters.add(lowering.live());
      }
    }
    return parameters;
  }

  /** By name: whether visitors reach an environment. */
  static Map<String, Expression> conditions(Stack stack) {
    Map<String, Expression> conditions = new LinkedHashMap<>();
    for (Beanstalk beanstalk : stack.plan().beanstalks()) {
      if (beanstalk.hasTwin()) {
        for (Environment environment : beanstalk.environments()) {
          conditions.put(
              isLive(beanstalk, environment),
              new Expression.Call(
                  Expression.Function.EQUALS,
                  Expression.list(
                      Expression.ref(liveId(beanstalk)),
                      Expression.text(environment.id().orElseThrow()))));
        }
      }
    }
    return conditions;
  }

  /** The condition that visitors reach an environment. */
  static String isLive(Beanstalk beanstalk, Environment environment) {
    return LogicalIds.of(
        beanstalk.tier(), LogicalIds.of(environment.id().orElseThrow()) + "IsLive");
  }

  private static String liveId(Beanstalk beanstalk) {
    return LogicalIds.of(beanstalk.tier(), "Live");
  }

  private static String platformId(Beanstalk beanstalk) {
    return LogicalIds.of(beanstalk.tier(), "PlatformArn");
  }

  private Parameter platform() {
    Platform platform = beanstalk.platform();
    String region = stack.plan().region();
    String arn =
        "arn:aws:elasticbeanstalk:%s::platform/%s/%s"
            .formatted(region, platform.branchName(), platform.version());
    String command =
        "aws elasticbeanstalk list-platform-versions --region "
            + region
            + " --filters 'Type=PlatformBranchName,Operator==,Values="
            + platform.branchName()
            + "' --query 'PlatformSummaryList[0].PlatformArn' --output text";
    return new Parameter(
        platformId(beanstalk),
        new Trace(
            List.of(path + ".platform"),
            "managed updates go on from there; another version here goes to that one",
            List.of("region")),
        platform.title(),
        "Elastic Beanstalk",
        Expression.object()
            .with("Type", "String")
            .with("Default", arn)
            .with("Description", "The platform of a new environment. The newest: " + command));
  }

  private Parameter live() {
    List<String> ids = beanstalk.environments().stream().map(e -> e.id().orElseThrow()).toList();
    return new Parameter(
        liveId(beanstalk),
        new Trace(List.of(path + ".twin"), "", List.of()),
        "Environment of " + beanstalk.tier() + " that visitors reach",
        "Elastic Beanstalk",
        Expression.object()
            .with("Type", "String")
            .with("Default", ids.get(0))
            .with("AllowedValues", Expression.list(ids.toArray(String[]::new)))
            .with(
                "Description",
                "Environment that visitors reach, and that has its full size. Ask AWS before each"
                    + " update: a release changes it."));
  }

  private Resource environment(Environment environment) {
    Members tier = Expression.object().with("Name", "WebServer").with("Type", "Standard");
    return Resource.of(id(beanstalk, environment), "AWS::ElasticBeanstalk::Environment")
        .from(path, what(environment))
        .readsOf(path, "cname", "platform", "twin")
        .reads(places())
        .skip("CKV_AWS_312", "it is turned on below, in the namespace that AWS has for it")
        .dependsOn(BootDependencies.of(stack, beanstalk))
        .set("ApplicationName", BeanstalkVersionsLowering.application(beanstalk))
        .set("EnvironmentName", environment.name())
        .set("CNAMEPrefix", environment.cname())
        .set("Tier", tier)
        .set("PlatformArn", Expression.ref(platformId(beanstalk)))
        .set("OptionSettings", BeanstalkSettings.of(stack, beanstalk, environment))
        .set("Tags", stack.tags());
  }

  private String what(Environment environment) {
    String start = "it starts with a sample of AWS's, and a release brings the program";
    return environment.id().map(id -> id + " of two that change places; " + start).orElse(start);
  }

  private String[] places() {
    return Stream.concat(
            beanstalk.options().stream(),
            beanstalk.environments().stream().flatMap(e -> e.options().stream()))
        .map(Beanstalk.Option::path)
        .filter(place -> !place.equals(path))
        .distinct()
        .sorted()
        .toArray(String[]::new);
  }
}
