package blueprint.language;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.facts.Limit;
import blueprint.source.Span;
import blueprint.source.YamlNode;
import blueprint.source.YamlNode.Entry;
import blueprint.source.YamlNode.Mapping;
import blueprint.source.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The environments of a blueprint: each is a blueprint of its own, made of what all share with the
 * environment's changes laid over it, and each node keeps the place where it was written.
 *
 * <p>Unless an environment says otherwise, it is called {@code <name>-<environment>}, so that two
 * of them can live in one account, and everything in it carries the tag {@code Environment}.
 */
public final class Environments {

  private static final String KEY = "environments";

  private Environments() {}

  /**
   * One environment.
   *
   * @param key where its name is written; empty for a blueprint without environments
   * @param change what is written below its name
   * @param tree the blueprint that it makes
   */
  public record Environment(Optional<Scalar> key, Optional<YamlNode> change, YamlNode tree) {

    /** The environment's name; empty for a blueprint without environments. */
    public Optional<String> name() {
      return key.map(Scalar::text);
    }

    /** Whether something at this place is part of what the environment changes. */
    public boolean writes(Span place) {
      return key.filter(name -> name.span().equals(place)).isPresent()
          || change.filter(node -> holds(node, place)).isPresent();
    }

    private static boolean holds(YamlNode node, Span place) {
      return node.span().equals(place)
          || node.fold(
              scalar -> false,
              list -> list.items().stream().anyMatch(item -> holds(item, place)),
              mapping ->
                  mapping.entries().stream()
                      .anyMatch(
                          entry ->
                              entry.key().span().equals(place) || holds(entry.value(), place)));
    }
  }

  /**
   * The environments that a tree holds, in the order in which they are written; the tree itself
   * when it names none.
   *
   * @param only the one that is wanted; all when empty
   */
  public static List<Environment> of(YamlNode root, Optional<String> only, Diagnostics found) {
    Optional<Entry> written = root instanceof Mapping shared ? shared.entry(KEY) : Optional.empty();
    if (written.isEmpty()
        || !(written.get().value() instanceof Mapping environments)
        || environments.entries().isEmpty()
        || environments.entries().size() > Limit.ENVIRONMENTS.max()) {
      only.ifPresent(name -> unknown(name, root.span(), List.of(), found));
      return List.of(new Environment(Optional.empty(), Optional.empty(), root));
    }
    Scalar key = written.get().key();
    Mapping shared = without((Mapping) root, KEY);
    List<String> names = environments.entries().stream().map(e -> e.key().text()).toList();
    only.filter(name -> !names.contains(name))
        .ifPresent(name -> unknown(name, key.span(), names, found));
    return environments.entries().stream()
        .filter(environment -> only.isEmpty() || only.get().equals(environment.key().text()))
        .map(
            e ->
                new Environment(
                    Optional.of(e.key()), Optional.of(e.value()), laidOver(shared, key, e, found)))
        .toList();
  }

  /**
   * Where an environment's files go: the service's name, and below it the environment's.
   *
   * @param root the tree that the environment was made of
   * @param blueprint the environment, read
   */
  public static String folder(YamlNode root, Blueprint blueprint, Environment environment) {
    String own = blueprint.name().value().text();
    Optional<YamlNode> shared =
        root instanceof Mapping mapping
            ? mapping.entry("name").map(Entry::value)
            : Optional.empty();
    String service =
        shared
            .filter(name -> name instanceof Scalar scalar && Form.NAME.fits(scalar.text()))
            .map(name -> ((Scalar) name).text())
            .orElse(own);
    return environment.name().map(name -> service + "/" + name).orElse(own);
  }

  private static void unknown(String name, Span place, List<String> names, Diagnostics found) {
    Optional<String> hint =
        names.isEmpty()
            ? Optional.of("it has no `environments:` at all; leave the choice out")
            : Suggestions.hint(name, names);
    found.add(Diagnostic.of(Code.UNKNOWN_ENVIRONMENT, place, name).suggesting(hint));
  }

  private static YamlNode laidOver(
      Mapping shared, Scalar key, Entry environment, Diagnostics found) {
    if (!(environment.value() instanceof Mapping change)) {
      Mapping refused = new Mapping(List.of(environment), environment.value().span());
      return with(shared, new Entry(key, refused));
    }
    change
        .entry(KEY)
        .ifPresent(
            nested -> found.add(Diagnostic.of(Code.NESTED_ENVIRONMENTS, nested.key().span(), KEY)));
    Mapping merged = new Merge(found).blueprint(shared, without(change, KEY));
    if (change.entry("name").isEmpty()) {
      merged = named(merged, environment.key());
    }
    Entry empty = new Entry(environment.key(), new Mapping(List.of(), change.span()));
    return with(
        tagged(merged, environment.key()), new Entry(key, new Mapping(List.of(empty), key.span())));
  }

  private static Mapping named(Mapping blueprint, Scalar environment) {
    Optional<Entry> name = blueprint.entry("name");
    if (name.isEmpty()
        || !(name.get().value() instanceof Scalar service)
        || !Form.NAME.fits(service.text())
        || !Form.NAME.fits(environment.text())) {
      return blueprint;
    }
    String full = service.text() + "-" + environment.text();
    Scalar value = new Scalar(full, true, environment.span());
    return with(blueprint, new Entry(name.get().key(), value));
  }

  private static Mapping tagged(Mapping blueprint, Scalar environment) {
    Span here = environment.span();
    Optional<Entry> written = blueprint.entry("tags");
    YamlNode tags = written.map(Entry::value).orElse(new Mapping(List.of(), here));
    if (!(tags instanceof Mapping mapping) || mapping.entry("Environment").isPresent()) {
      return blueprint;
    }
    Scalar value = new Scalar(environment.text(), false, here);
    Entry tag = new Entry(new Scalar("Environment", true, here), value);
    Scalar key = written.map(Entry::key).orElse(new Scalar("tags", true, here));
    return with(blueprint, new Entry(key, with(mapping, tag)));
  }

  private static Mapping without(Mapping mapping, String key) {
    List<Entry> entries =
        mapping.entries().stream().filter(entry -> !entry.key().text().equals(key)).toList();
    return new Mapping(entries, mapping.span());
  }

  /** The mapping with an entry in place of the one with its key, or at its end. */
  private static Mapping with(Mapping mapping, Entry entry) {
    List<Entry> entries = new ArrayList<>(mapping.entries());
    int at = 0;
    while (at < entries.size() && !entries.get(at).key().text().equals(entry.key().text())) {
      at++;
    }
    if (at < entries.size()) {
      entries.set(at, entry);
    } else {
      entries.add(entry);
    }
    return new Mapping(entries, mapping.span());
  }
}
