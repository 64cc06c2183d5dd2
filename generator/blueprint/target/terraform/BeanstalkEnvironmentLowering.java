package blueprint.target.terraform;

import blueprint.plan.Beanstalk;
import blueprint.plan.Beanstalk.Environment;
import blueprint.plan.Beanstalk.Platform;
import java.util.ArrayList;
import java.util.List;

/**
 * The environment of a program, or the two that change places: one block, so that they differ in
 * nothing but their names and their sizes.
 */
final class BeanstalkEnvironmentLowering {

  private final Stack stack;
  private final Beanstalk beanstalk;
  private final String path;
  private final String label;

  private BeanstalkEnvironmentLowering(Stack stack, Beanstalk beanstalk) {
    this.stack = stack;
    this.beanstalk = beanstalk;
    this.path = "tiers." + beanstalk.tier();
    this.label = Labels.of(beanstalk.tier());
  }

  static List<Block> blocks(Stack stack, Beanstalk beanstalk) {
    BeanstalkEnvironmentLowering lowering = new BeanstalkEnvironmentLowering(stack, beanstalk);
    return List.of(lowering.platform(), lowering.environment());
  }

  /** The address of the environment, or of both. */
  static String address(Beanstalk beanstalk) {
    return "aws_elastic_beanstalk_environment." + Labels.of(beanstalk.tier());
  }

  /** The name of the environment; of two, in a block that is made for each of them. */
  static Expression.Code eachName(Beanstalk beanstalk) {
    return Expression.reference(
        beanstalk.hasTwin() ? "each.value.name" : address(beanstalk) + ".name");
  }

  /** The name that visitors reach, whichever environment has it. */
  static String cname(Stack stack, Beanstalk beanstalk) {
    String prefix = beanstalk.environments().get(0).cname();
    return prefix + "." + stack.plan().region() + ".elasticbeanstalk.com";
  }

  private Block platform() {
    Platform platform = beanstalk.platform();
    String name =
        "^%s v[0-9.]+ running %s$"
            .formatted(literally(platform.system()), literally(platform.title()));
    return Block.data("aws_elastic_beanstalk_solution_stack", label)
        .from(path + ".platform", "the newest version, for an environment that is made")
        .set("most_recent", true)
        .set("name_regex", name);
  }

  private static String literally(String text) {
    return text.replaceAll("[^A-Za-z0-9 ]", "\\\\$0");
  }

  private Block environment() {
    Block block =
        Block.resource("aws_elastic_beanstalk_environment", label)
            .from(path, what())
            .readsOf(path, "cname", "platform", "twin")
            .reads(places())
            .skip("CKV_AWS_312", "it is turned on below, in the namespace that AWS has for it");
    block =
        names(block)
            .set("application", BeanstalkVersionsLowering.application(beanstalk, "name"))
            .set("tier", "WebServer")
            .set(
                "solution_stack_name",
                Expression.reference(
                    "data.aws_elastic_beanstalk_solution_stack." + label + ".name"))
            .line()
            .note("All machines may have to be replaced, some at a time.")
            .set("wait_for_ready_timeout", "60m");
    block = BeanstalkSettings.add(stack, beanstalk, block);
    return dependencies(lifecycle(block));
  }

  private String what() {
    return beanstalk.hasTwin()
        ? "two that change places; they start with a sample of AWS's, and a release brings the program"
        : "it starts with a sample of AWS's, and a release brings the program";
  }

  private String[] places() {
    return java.util.stream.Stream.concat(
            beanstalk.options().stream(),
            beanstalk.environments().stream().flatMap(e -> e.options().stream()))
        .map(Beanstalk.Option::path)
        .filter(place -> !place.equals(path))
        .distinct()
        .sorted()
        .toArray(String[]::new);
  }

  private Block names(Block block) {
    Environment first = beanstalk.environments().get(0);
    if (!beanstalk.hasTwin()) {
      return block.set("name", first.name()).set("cname_prefix", first.cname());
    }
    Expression.Members cnames = Expression.object().lines();
    for (Environment environment : beanstalk.environments()) {
      cnames = cnames.with(environment.id().orElseThrow(), environment.cname());
    }
    String id = first.id().orElseThrow();
    String start = first.name().substring(0, first.name().length() - id.length());
    return block
        .note(
            "By name, what is in front of .%s.elasticbeanstalk.com at first."
                .formatted(stack.plan().region()))
        .set("for_each", cnames)
        .line()
        .set("name", Expression.template(start, Expression.reference("each.key")))
        .set("cname_prefix", Expression.reference("each.value"));
  }

  private Block lifecycle(Block block) {
    Block noted =
        block
            .line()
            .note(
                "Managed updates bring the platform up to date, in the hours that are theirs. To go to")
            .note(
                "another branch of it: aws elasticbeanstalk update-environment --solution-stack-name ...");
    if (!beanstalk.hasTwin()) {
      return noted.block("lifecycle", ignoring("solution_stack_name"));
    }
    return noted
        .note("A release that goes well exchanges the names in front of the domain.")
        .block("lifecycle", ignoring("cname_prefix", "solution_stack_name"));
  }

  private static Body ignoring(String... attributes) {
    List<Expression> all = new ArrayList<>();
    for (String attribute : attributes) {
      all.add(Expression.reference(attribute));
    }
    return Body.EMPTY.set("ignore_changes", Expression.list(all));
  }

  private Block dependencies(Block block) {
    List<Expression> needed =
        BootDependencies.of(stack, beanstalk).stream()
            .<Expression>map(Expression::reference)
            .toList();
    return block
        .line()
        .note(
            "Machines need their way, their rules, their rights and their secrets when they start, and")
        .note("Elastic Beanstalk its role until they are gone.")
        .set("depends_on", Expression.list(needed).lines());
  }
}
