package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Engine;
import blueprint.language.JsonTree;
import blueprint.source.Position;
import blueprint.source.Span;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** What is written for an engine has an effect only with that engine. */
final class OtherEngineRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Engine engine = blueprint.engine().value();
    if (!engine.writesTerraform()) {
      overrides(blueprint.overrides().terraform(), engine, Engine.TERRAFORM, found);
      blueprint
          .terraform()
          .ifPresent(t -> found.add(Diagnostic.of(Code.STATE_WITHOUT_TERRAFORM, t.span())));
    }
    if (!engine.writesCloudFormation()) {
      overrides(blueprint.overrides().cloudformation(), engine, Engine.CLOUDFORMATION, found);
      return;
    }
    blueprint
        .account()
        .ifPresent(a -> found.add(Diagnostic.of(Code.ACCOUNT_UNCHECKED, a.span(), a.value())));
  }

  /** One problem for all of them, at the first. */
  private static void overrides(
      Map<String, JsonTree> overrides, Engine engine, Engine meant, Diagnostics found) {
    overrides.values().stream()
        .map(JsonTree::span)
        .min(
            Comparator.comparing(
                Span::start, Comparator.comparing(Position::line).thenComparing(Position::column)))
        .ifPresent(
            first ->
                found.add(
                    Diagnostic.of(
                        Code.OVERRIDE_OF_OTHER_ENGINE, first, word(meant), word(engine))));
  }

  private static String word(Engine engine) {
    return engine.name().toLowerCase(Locale.ROOT);
  }
}
