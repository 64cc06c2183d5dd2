package blueprint.compile;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Limit;
import blueprint.language.Blueprint;
import blueprint.language.Name;
import blueprint.source.Span;
import blueprint.target.cloudformation.Unfit;
import blueprint.target.terraform.SameAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says at the blueprint's line why an engine would not take what it is given. */
final class UnfitDiagnostics {

  private UnfitDiagnostics() {}

  static void report(Blueprint blueprint, SameAddress same, Diagnostics found) {
    sameName(blueprint, same.address(), same.paths(), found);
  }

  static void report(Blueprint blueprint, Unfit unfit, Diagnostics found) {
    if (unfit instanceof Unfit.SameId same) {
      sameName(blueprint, same.id(), same.paths(), found);
    } else if (unfit instanceof Unfit.TooLarge large) {
      found.add(
          Diagnostic.of(
              Code.TEMPLATE_TOO_LARGE,
              blueprint.engine().span(),
              amount(large.limit(), large.amount()),
              String.format(Locale.ROOT, "%,d", large.limit().max()),
              parts(large.parts())));
    }
  }

  /** Said at the later of the places, and once, though each engine has a name of its own for it. */
  private static void sameName(
      Blueprint blueprint, String name, List<String> paths, Diagnostics found) {
    List<String> places =
        paths.stream().sorted(Comparator.comparing(path -> span(blueprint, path).start())).toList();
    String first = places.isEmpty() ? "" : places.get(0);
    String last = places.isEmpty() ? "" : places.get(places.size() - 1);
    Diagnostic problem =
        Diagnostic.of(Code.NAMES_COLLIDE, span(blueprint, last), first, last, name);
    boolean said =
        found.all().stream()
            .anyMatch(
                other ->
                    other.code() == Code.NAMES_COLLIDE
                        && other.span().equals(problem.span())
                        && other.arguments().subList(0, 2).equals(List.of(first, last)));
    if (!said) {
      found.add(problem);
    }
  }

  /** The place of a path's first two words, which name a tier or a secret. */
  private static Span span(Blueprint blueprint, String path) {
    String[] words = path.split("\\.", 3);
    Optional<Name> name = Optional.of(words).filter(w -> w.length > 1).map(w -> new Name(w[1]));
    return switch (words[0]) {
      case "tiers" -> name.map(blueprint.tiers()::get).orElseThrow().span();
      case "secrets" -> name.map(blueprint.secrets()::get).orElseThrow().span();
      default -> blueprint.engine().span();
    };
  }

  private static String amount(Limit limit, int amount) {
    boolean counted = limit.unit().equals("entries");
    String what = counted ? limit.what().replaceFirst(" of a template$", "") : limit.unit();
    return String.format(Locale.ROOT, "%,d %s", amount, what);
  }

  private static String parts(Map<String, Integer> parts) {
    List<Map.Entry<String, Integer>> largest =
        parts.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
            .toList();
    return largest.stream()
        .map(part -> String.format(Locale.ROOT, "`%s` %,d", part.getKey(), part.getValue()))
        .collect(Collectors.joining(", "));
  }
}
