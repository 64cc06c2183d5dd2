package blueprint.rule;

import blueprint.facts.BeanstalkFacts;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.source.Span;
import java.util.Optional;

/** Visits every program that Elastic Beanstalk runs. */
final class Programs {

  /** What is done with a program. */
  interface Visitor {
    void visit(Name tier, BeanstalkTier program);
  }

  private Programs() {}

  static void each(Blueprint blueprint, Visitor visitor) {
    blueprint
        .tiers()
        .forEach((name, tier) -> tier.beanstalk().ifPresent(b -> visitor.visit(name, b)));
  }

  /** The platform of a program, where it is known. */
  static Optional<BeanstalkFacts.Platform> platform(BeanstalkTier program) {
    return Optional.ofNullable(BeanstalkFacts.platforms().get(program.platform().value()));
  }

  /** Whether a value was written at a key of a mapping, and is not what counts otherwise. */
  static boolean isWritten(Located<?> value, Span mapping) {
    return !value.span().equals(mapping);
  }
}
