package blueprint.plan;

import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Name;

/** Plans a program that Elastic Beanstalk runs: which option the engine sets, and which travels. */
final class BeanstalkPlanner {

  private final String tier;

  BeanstalkPlanner(Blueprint blueprint, ValueBinder values, Name tier, BeanstalkTier written) {
    this.tier = tier.text();
  }

  Beanstalk plan() {
    throw new IllegalStateException(tier);
  }
}
