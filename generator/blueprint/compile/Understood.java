package blueprint.compile;

import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.SyntaxDiagnostics;
import blueprint.language.Blueprint;
import blueprint.language.BlueprintReader;
import blueprint.language.Environments;
import blueprint.language.Environments.Environment;
import blueprint.plan.Plan;
import blueprint.plan.Planner;
import blueprint.rule.Rules;
import blueprint.source.SourceReader;
import blueprint.source.YamlNode;
import blueprint.source.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of which each environment's meaning is known, or what keeps it from being known.
 *
 * @param found what is wrong with the file as a whole
 */
record Understood(String file, Diagnostics found, List<Meaning> environments) {

  /** What one environment means; without a plan when there are errors. */
  record Meaning(
      Environment environment,
      String folder,
      Diagnostics found,
      Optional<Blueprint> blueprint,
      Companions companions,
      Optional<Plan> plan) {}

  /**
   * Reads a file.
   *
   * @param only the environment that is wanted; all when empty
   */
  static Understood of(SourceReader.Decoded decoded, Optional<String> only) {
    return of(decoded, only, Companions::of);
  }

  /**
   * The same of a text that may lie nowhere, such as an earlier one: files beside it are unread.
   */
  static Understood alone(SourceReader.Decoded decoded) {
    return of(decoded, Optional.empty(), (file, blueprint, found) -> Companions.NONE);
  }

  /** Finds the files that a blueprint names. */
  private interface Finder {
    Companions of(String file, Blueprint blueprint, Diagnostics found);
  }

  private static Understood of(
      SourceReader.Decoded decoded, Optional<String> only, Finder companions) {
    Diagnostics found = new Diagnostics();
    String file = decoded.file().name();
    List<Meaning> meanings = new ArrayList<>();
    tree(decoded, found)
        .ifPresent(
            root ->
                Environments.of(root, only, found)
                    .forEach(
                        environment -> meanings.add(meaning(file, root, environment, companions))));
    List<Blueprint> blueprints = meanings.stream().flatMap(m -> m.blueprint().stream()).toList();
    Rules.checkTogether(blueprints, found);
    return new Understood(file, found, List.copyOf(meanings));
  }

  private static Optional<YamlNode> tree(SourceReader.Decoded decoded, Diagnostics found) {
    if (decoded.problem().isPresent()) {
      found.add(SyntaxDiagnostics.of(decoded.problem().get()));
      return Optional.empty();
    }
    YamlReader.Document document = YamlReader.read(decoded.file());
    document.problems().stream()
        .limit(Diagnostics.MOST)
        .forEach(problem -> found.add(SyntaxDiagnostics.of(problem)));
    return found.hasErrors() ? Optional.empty() : document.root();
  }

  private static Meaning meaning(
      String file, YamlNode root, Environment environment, Finder finder) {
    Diagnostics found = new Diagnostics();
    Optional<Blueprint> blueprint = BlueprintReader.read(environment.tree(), found);
    blueprint.ifPresent(b -> Rules.check(b, found));
    Companions companions = blueprint.map(b -> finder.of(file, b, found)).orElse(Companions.NONE);
    Optional<Plan> plan =
        found.hasErrors()
            ? Optional.empty()
            : blueprint.map(b -> Planner.plan(b, companions.texts()));
    String folder = blueprint.map(b -> Environments.folder(root, b, environment)).orElse("");
    return new Meaning(environment, folder, found, blueprint, companions, plan);
  }

  /** Whether anything can be emitted. */
  boolean hasPlan() {
    return environments.stream().anyMatch(meaning -> meaning.plan().isPresent());
  }

  /** All that is wrong, with the file and with each environment. */
  Diagnostics problems() {
    Diagnostics all = new Diagnostics();
    all.addAll(found);
    Map<Environment, Diagnostics> each = new LinkedHashMap<>();
    environments.forEach(meaning -> each.put(meaning.environment(), meaning.found()));
    all.addAll(EnvironmentDiagnostics.together(each));
    return all;
  }
}
