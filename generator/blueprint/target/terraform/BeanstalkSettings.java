package blueprint.target.terraform;

import blueprint.plan.Beanstalk;
import blueprint.plan.Beanstalk.Environment;
import blueprint.plan.Beanstalk.Option;
import blueprint.plan.Beanstalk.Setting;
import blueprint.plan.OptionGroup;
import blueprint.plan.Value;

/**
 * The options that are set here, grouped by namespace. What belongs to the program is in its own
 * repository.
 */
final class BeanstalkSettings {

  private final Stack stack;
  private final Beanstalk beanstalk;

  private BeanstalkSettings(Stack stack, Beanstalk beanstalk) {
    this.stack = stack;
    this.beanstalk = beanstalk;
  }

  /** The variable that says which of two environments visitors reach. */
  static String live(Beanstalk beanstalk) {
    return Labels.of(beanstalk.tier()) + "_live";
  }

  /** An environment with its options. */
  static Block add(Stack stack, Beanstalk beanstalk, Block environment) {
    return new BeanstalkSettings(stack, beanstalk).add(environment);
  }

  private Block add(Block environment) {
    Block block = environment;
    for (OptionGroup group : OptionGroup.of(beanstalk, first())) {
      block = block.line().note(group.heading());
      for (Option option : group.options()) {
        block =
            block.block(
                "setting",
                Body.EMPTY
                    .set("namespace", group.namespace())
                    .set("name", option.name())
                    .set("value", own(option)));
      }
    }
    return block;
  }

  private Environment first() {
    return beanstalk.environments().get(0);
  }

  /** What is set for each environment; of two, the one that visitors reach has other sizes. */
  private Expression own(Option option) {
    Expression value = expression(option.value());
    return first().idleOptions().stream()
        .filter(idle -> beanstalk.hasTwin() && isSame(idle, option))
        .map(idle -> expression(idle.value()))
        .filter(idle -> !idle.equals(value))
        .<Expression>map(idle -> eitherOf(value, idle))
        .findFirst()
        .orElse(value);
  }

  private static boolean isSame(Option one, Option other) {
    return one.namespace().equals(other.namespace()) && one.name().equals(other.name());
  }

  private Expression eitherOf(Expression live, Expression idle) {
    return Expression.code(
        "each.key == var.%s ? %s : %s"
            .formatted(
                live(beanstalk), HclExpressions.write(live, 0), HclExpressions.write(idle, 0)));
  }

  private Expression expression(Setting setting) {
    return setting.fold(new Values());
  }

  /** A setting as an expression. */
  private final class Values implements Beanstalk.Cases<Expression> {

    @Override
    public Expression live(Value value) {
      return JsonLowering.text(value, part -> ValuesLowering.part(stack, part));
    }

    @Override
    public Expression networkId() {
      return stack.network().vpcId();
    }

    /** In order, since AWS answers in order. */
    @Override
    public Expression subnets(String tier) {
      return Expression.call(
          "join", Expression.text(","), Expression.call("sort", stack.network().subnetIds(tier)));
    }

    @Override
    public Expression securityGroup(String tier) {
      return SecurityLowering.groupId(tier);
    }

    @Override
    public Expression instanceProfile() {
      return Expression.reference(
          "aws_iam_instance_profile." + Labels.of(beanstalk.tier()) + ".name");
    }

    @Override
    public Expression serviceRole() {
      return Expression.reference(
          "aws_iam_role." + BeanstalkRoleLowering.service(beanstalk) + ".arn");
    }

    @Override
    public Expression certificate() {
      return beanstalk
          .certificate()
          .<Expression>map(Expression::text)
          .orElseGet(DomainLowering::certificate);
    }

    @Override
    public Expression secretArn(String name) {
      return SecretLowering.arn(stack, name);
    }

    @Override
    public Expression databaseSecretArn(String tier) {
      return DatabaseLowering.secretArn(stack.plan().database(tier));
    }

    @Override
    public Expression firewall() {
      return WebAclLowering.arn(beanstalk.tier());
    }
  }
}
