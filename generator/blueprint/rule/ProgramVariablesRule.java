package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Limit;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.Text;

/** A program's environment variables fit, and none is the platform's. */
final class ProgramVariablesRule implements Rule {

  private static final String OURS = "it is set here";

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Programs.each(
        blueprint,
        (tier, program) -> {
          taken(program, found);
          size(blueprint, tier, program, found);
        });
  }

  private static void taken(BeanstalkTier program, Diagnostics found) {
    program
        .env()
        .forEach(
            (name, text) -> {
              if (name.equals("MAINTENANCE")) {
                add(text, name, OURS, "write `maintenance:`", found);
              } else if (name.equals("WEB_ACL_ARN")) {
                add(text, name, OURS, "take another name", found);
              } else if (name.equals("PORT")) {
                String why = "by it the proxy would look for the program elsewhere";
                add(text, name, why, "let the program listen where `run` says", found);
              } else if (VariableSizes.needed(program).contains(name)) {
                String why = "the machines find a secret or an address by it";
                add(text, name, why, "take another name", found);
              }
            });
  }

  private static void add(
      Located<Text> text, String name, String why, String hint, Diagnostics found) {
    found.add(Diagnostic.of(Code.VARIABLE_TAKEN, text.span(), name, why, hint));
  }

  private static void size(
      Blueprint blueprint, Name tier, BeanstalkTier program, Diagnostics found) {
    int bytes = VariableSizes.most(blueprint, program);
    int most = Limit.BEANSTALK_VARIABLES.max();
    if (bytes > most) {
      found.add(
          Diagnostic.of(
              Code.VARIABLES_TOO_LARGE, program.span(), tier.text(), "" + bytes, "" + most));
    }
  }
}
