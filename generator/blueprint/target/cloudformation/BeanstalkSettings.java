package blueprint.target.cloudformation;

import blueprint.plan.Beanstalk;
import blueprint.plan.Beanstalk.Environment;
import blueprint.plan.Beanstalk.Option;
import blueprint.plan.Beanstalk.Setting;
import blueprint.plan.OptionGroup;
import blueprint.plan.Secret;
import blueprint.plan.Value;
import blueprint.target.cloudformation.Expression.Members;
import java.util.ArrayList;
import java.util.List;

/**
 * The options that are set here, grouped by namespace. What belongs to the program is in its own
 * repository.
 */
final class BeanstalkSettings {

  private final Stack stack;
  private final Beanstalk beanstalk;
  private final Environment environment;

  private BeanstalkSettings(Stack stack, Beanstalk beanstalk, Environment environment) {
    this.stack = stack;
    this.beanstalk = beanstalk;
    this.environment = environment;
  }

  /** The options of an environment. */
  static Expression of(Stack stack, Beanstalk beanstalk, Environment environment) {
    return new BeanstalkSettings(stack, beanstalk, environment).all();
  }

  private Expression all() {
    List<Members> all = new ArrayList<>();
    for (OptionGroup group : OptionGroup.of(beanstalk, environment)) {
      List<Members> some = new ArrayList<>();
      for (Option option : group.options()) {
        some.add(
            Expression.object()
                .with("Namespace", option.namespace())
                .with("OptionName", option.name())
                .with("Value", own(option)));
      }
      some.set(0, some.get(0).noting("Namespace", group.heading()));
      all.addAll(some);
    }
    return Expression.list(all);
  }

  /** What is set for each environment; of two, the one that visitors reach has other sizes. */
  private Expression own(Option option) {
    Expression value = expression(option.value());
    return environment.idleOptions().stream()
        .filter(idle -> beanstalk.hasTwin() && isSame(idle, option))
        .map(idle -> expression(idle.value()))
        .filter(idle -> !idle.equals(value))
        .<Expression>map(
            idle ->
                Expression.when(
                    BeanstalkEnvironmentLowering.isLive(beanstalk, environment), value, idle))
        .findFirst()
        .orElse(value);
  }

  private static boolean isSame(Option one, Option other) {
    return one.namespace().equals(other.namespace()) && one.name().equals(other.name());
  }

  private Expression expression(Setting setting) {
    return setting.fold(new Values());
  }

  /** A setting as an expression. */
  private final class Values implements Beanstalk.Cases<Expression> {

    @Override
    public Expression live(Value value) {
      List<Expression> parts =
          value.parts().stream().map(part -> ValuesLowering.words(stack, part)).toList();
      if (parts.isEmpty()) {
        return Expression.text("");
      }
      return parts.size() == 1 ? parts.get(0) : new Expression.Join("", parts);
    }

    @Override
    public Expression networkId() {
      return stack.network().vpcId();
    }

    @Override
    public Expression subnets(String tier) {
      return new Expression.Join(",", stack.network().subnetIds(tier).items());
    }

    @Override
    public Expression securityGroup(String tier) {
      return SecurityLowering.groupId(tier);
    }

    @Override
    public Expression instanceProfile() {
      return Expression.ref(BeanstalkRoleLowering.profile(beanstalk));
    }

    @Override
    public Expression serviceRole() {
      return Expression.attribute(BeanstalkRoleLowering.service(beanstalk), "Arn");
    }

    @Override
    public Expression certificate() {
      return beanstalk
          .certificate()
          .<Expression>map(Expression::text)
          .orElseGet(DomainLowering::certificate);
    }

    /** Without the six characters that AWS adds to a name: Secrets Manager finds it by the rest. */
    @Override
    public Expression secretArn(String name) {
      return stack.plan().secret(name) instanceof Secret.Stored stored
          ? new Expression.Join("", SecretLowering.secretArn(stack, stored.accountName()))
          : SecretLowering.arn(stack, name);
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
