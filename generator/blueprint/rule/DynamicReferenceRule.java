package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Text;
import blueprint.source.Span;

/**
 * No option of a program is text that CloudFormation would replace: it knows no escape for it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html">dynamic
 *     references</a>
 */
final class DynamicReferenceRule implements Rule {

  private static final String START = "{{resolve:";

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    if (blueprint.engine().value().writesCloudFormation()) {
      Programs.each(blueprint, (tier, program) -> check(program, found));
    }
  }

  private static void check(BeanstalkTier program, Diagnostics found) {
    for (Located<Text> text : program.env().values()) {
      boolean replaced =
          text.value().parts().stream()
              .anyMatch(part -> part instanceof Text.Literal some && isReplaced(some.text()));
      refuse(replaced, text.span(), found);
    }
    for (BeanstalkTier.Option option : program.options()) {
      refuse(isReplaced(option.value().value()), option.value().span(), found);
    }
  }

  private static boolean isReplaced(String text) {
    return text.contains(START);
  }

  private static void refuse(boolean replaced, Span span, Diagnostics found) {
    if (replaced) {
      found.add(Diagnostic.of(Code.DYNAMIC_REFERENCE, span, START));
    }
  }
}
