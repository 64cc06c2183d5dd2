package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.source.Span;
import java.util.List;
import java.util.Optional;

/** No two environments of a service live under one name, or in one state. */
final class SeparateEnvironments {

  private SeparateEnvironments() {}

  static void check(List<Blueprint> environments, Diagnostics found) {
    for (int second = 1; second < environments.size(); second++) {
      for (int first = 0; first < second; first++) {
        check(environments.get(first), environments.get(second), found);
      }
    }
  }

  private static void check(Blueprint first, Blueprint second, Diagnostics found) {
    String name = second.name().value().text();
    if (name.equals(first.name().value().text()) && mayShareAccount(first, second)) {
      add(Code.ENVIRONMENTS_SHARE_NAME, first, second, second.name().span(), name, found);
    }
    Optional<String> state = state(second);
    if (state.isPresent() && state.equals(state(first))) {
      Span place = second.terraform().orElseThrow().span();
      add(Code.ENVIRONMENTS_SHARE_STATE, first, second, place, state.get(), found);
    }
  }

  private static void add(
      Code code, Blueprint first, Blueprint second, Span place, String what, Diagnostics found) {
    found.add(Diagnostic.of(code, place, name(first), name(second), what));
  }

  private static String name(Blueprint blueprint) {
    return blueprint.environments().keySet().stream().findFirst().map(Name::text).orElseThrow();
  }

  private static boolean mayShareAccount(Blueprint first, Blueprint second) {
    Optional<String> account = first.account().map(Located::value);
    return account.isEmpty()
        || second.account().isEmpty()
        || account.equals(second.account().map(Located::value));
  }

  private static Optional<String> state(Blueprint blueprint) {
    return blueprint
        .terraform()
        .flatMap(Blueprint.Terraform::s3)
        .map(
            s3 ->
                "s3://"
                    + s3.bucket().value()
                    + "/"
                    + s3.key()
                        .map(Located::value)
                        .orElse(blueprint.name().value() + "/terraform.tfstate"));
  }
}
