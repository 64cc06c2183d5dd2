package blueprint.compile;

import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Environments.Environment;
import blueprint.source.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A problem that only some environments have says which; one that all have is one problem. */
final class EnvironmentDiagnostics {

  private EnvironmentDiagnostics() {}

  /** The problems of all environments together. */
  static Diagnostics together(Map<Environment, Diagnostics> environments) {
    Map<Diagnostic, List<Environment>> places = new LinkedHashMap<>();
    environments.forEach(
        (environment, found) ->
            found
                .all()
                .forEach(
                    problem ->
                        places.computeIfAbsent(problem, p -> new ArrayList<>()).add(environment)));
    Diagnostics all = new Diagnostics();
    places.forEach(
        (problem, having) ->
            all.add(having.size() == environments.size() ? problem : noting(problem, having)));
    return all;
  }

  private static Diagnostic noting(Diagnostic problem, List<Environment> environments) {
    Diagnostic noted = problem;
    for (Environment environment : environments) {
      if (!environment.writes(problem.span())) {
        YamlNode.Scalar key = environment.key().orElseThrow();
        noted = noted.noting(key.span(), "in the environment `" + key.text() + "`");
      }
    }
    return noted;
  }
}
