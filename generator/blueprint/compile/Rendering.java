package blueprint.compile;

import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.BlueprintReader;
import blueprint.language.Defaults;
import blueprint.language.Environments.Environment;
import blueprint.rule.Rules;
import blueprint.source.Span;
import blueprint.source.YamlNode;
import blueprint.source.YamlNode.Entry;
import blueprint.source.YamlNode.Mapping;
import blueprint.source.YamlNode.Scalar;
import blueprint.text.YamlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One environment as a blueprint of its own, with all defaults, and beside each value where it
 * comes from. It compiles to the same files.
 */
final class Rendering {

  private final Environment environment;

  private Rendering(Environment environment) {
    this.environment = environment;
  }

  static String of(Environment environment) {
    YamlNode tree = environment.tree();
    Mapping whole = (Mapping) Defaults.fillIn(tree, withoutMeaning(tree));
    List<Entry> entries =
        whole.entries().stream()
            .filter(entry -> !entry.key().text().equals("environments"))
            .toList();
    return YamlWriter.write(new Rendering(environment).mapping(new Mapping(entries, whole.span())));
  }

  /** The places of defaults that beside other keys would be refused. */
  private static Set<Span> withoutMeaning(YamlNode tree) {
    Diagnostics found = new Diagnostics();
    BlueprintReader.read(Defaults.fillIn(tree, Set.of()), found)
        .ifPresent(blueprint -> Rules.check(blueprint, found));
    return found.sorted().stream()
        .map(Diagnostic::span)
        .filter(Defaults::isDefault)
        .collect(Collectors.toSet());
  }

  private Map<YamlWriter.AnyKey, Object> mapping(Mapping mapping) {
    Map<YamlWriter.AnyKey, Object> values = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      values.put(new YamlWriter.AnyKey(entry.key().text()), value(entry.value()));
    }
    return values;
  }

  private Object value(YamlNode node) {
    return node.fold(
        this::scalar,
        list ->
            list.items().isEmpty()
                ? new YamlWriter.Noted(List.of(), origin(list.span()))
                : list.items().stream().map(this::value).toList(),
        mapping ->
            mapping.entries().isEmpty()
                ? new YamlWriter.Noted(Map.of(), origin(mapping.span()))
                : mapping(mapping));
  }

  private Object scalar(Scalar scalar) {
    Object text = scalar.text();
    if (scalar.isNull()) {
      text = YamlWriter.AsTyped.NOTHING;
    } else if (scalar.plain() && YamlWriter.AsTyped.fits(scalar.text())) {
      text = new YamlWriter.AsTyped(scalar.text());
    }
    return new YamlWriter.Noted(text, origin(scalar.span()));
  }

  private String origin(Span place) {
    if (Defaults.isDefault(place)) {
      return "default";
    }
    String line = "line " + place.start().line();
    return environment.writes(place)
        ? environment.name().map(name -> name + ", " + line).orElse(line)
        : line;
  }
}
