package blueprint.compile;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.language.JsonTree;
import blueprint.plan.PatchProblem;
import blueprint.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says at the blueprint's line why an override cannot be made. */
final class OverrideDiagnostics {

  private OverrideDiagnostics() {}

  /**
   * Reports problems.
   *
   * @param written the changes for one engine, as the blueprint has them
   */
  static void report(
      Map<String, JsonTree> written, List<PatchProblem> problems, Diagnostics found) {
    List<Map.Entry<String, JsonTree>> overrides =
        new ArrayList<>(new TreeMap<>(written).entrySet());
    for (PatchProblem problem : problems) {
      Map.Entry<String, JsonTree> override = overrides.get(problem.patch());
      found.add(diagnostic(override.getKey(), override.getValue(), problem));
    }
  }

  private static Diagnostic diagnostic(String address, JsonTree tree, PatchProblem problem) {
    Span span = span(tree, problem.path());
    String place = problem.path().isEmpty() ? address : address + "." + problem.path();
    if (problem.reason().isEmpty()) {
      String typed = problem.path().isEmpty() ? address : problem.path();
      return Diagnostic.of(Code.OVERRIDE_MATCHES_NOTHING, span, place)
          .suggesting(Suggestions.hint(typed, problem.candidates()));
    }
    Optional<String> hint =
        problem.candidates().stream().findFirst().map(word -> "did you mean `" + word + "`?");
    return Diagnostic.of(Code.OVERRIDE_INVALID, span, "`" + place + "`: " + problem.reason().get())
        .suggesting(hint);
  }

  private static Span span(JsonTree tree, String path) {
    String first = path.replaceAll("[.\\[].*", "");
    if (tree instanceof JsonTree.Mapping mapping) {
      JsonTree member = mapping.members().get(first);
      return member == null ? tree.span() : member.span();
    }
    return tree.span();
  }
}
