package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.BeanstalkFacts;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import java.util.List;

/** The machines of an environment are of one architecture. */
final class ArchitectureRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Programs.each(blueprint, (tier, program) -> check(program.types(), found));
  }

  private static void check(List<Located<String>> types, Diagnostics found) {
    Located<String> first = types.get(0);
    String architecture = BeanstalkFacts.architecture(first.value());
    types.stream()
        .filter(type -> !BeanstalkFacts.architecture(type.value()).equals(architecture))
        .findFirst()
        .ifPresent(
            other ->
                found.add(
                    Diagnostic.of(
                            Code.MIXED_ARCHITECTURES, other.span(), first.value(), other.value())
                        .noting(first.span(), "the first type")));
  }
}
