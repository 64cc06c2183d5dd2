package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;

/** Whoever visits a program knows by which name, and whether with encryption. */
final class ProgramDomainRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Programs.each(
        blueprint,
        (tier, program) -> {
          boolean here = blueprint.leadsTo(tier);
          if (here || program.certificate().isPresent() || program.internal().value()) {
            return;
          }
          if (blueprint.domain().isPresent()) {
            String other = blueprint.atDomain().orElseThrow().text();
            found.add(Diagnostic.of(Code.DOMAIN_ELSEWHERE, program.span(), other, tier.text()));
          } else {
            found.add(Diagnostic.of(Code.UNENCRYPTED_PROGRAM, program.span(), tier.text()));
          }
        });
  }
}
