package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.facts.BeanstalkFacts;
import blueprint.facts.Facts;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Located;

/** A platform is one that new environments can have, in a region that has Elastic Beanstalk. */
final class PlatformRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Programs.each(
        blueprint,
        (tier, program) -> {
          check(program.platform(), found);
          region(blueprint.region().value(), program, found);
        });
  }

  private static void check(Located<String> platform, Diagnostics found) {
    String branch = platform.value();
    if (BeanstalkFacts.platforms().containsKey(branch)) {
      return;
    }
    BeanstalkFacts.retiredPlatform(branch)
        .ifPresentOrElse(
            retired ->
                found.add(
                    Diagnostic.of(
                        Code.RETIRED_PLATFORM,
                        platform.span(),
                        branch,
                        retired.reason(),
                        retired.successor())),
            () ->
                found.add(
                    Diagnostic.of(
                            Code.INVALID_VALUE, platform.span(), branch, "a platform that is known")
                        .suggesting(
                            Suggestions.hint(branch, BeanstalkFacts.platforms().keySet()))));
  }

  private static void region(String region, BeanstalkTier program, Diagnostics found) {
    if (Facts.regions().contains(region) && BeanstalkFacts.hostedZone(region).isEmpty()) {
      found.add(Diagnostic.of(Code.BEANSTALK_NOT_THERE, program.span(), region));
    }
  }
}
