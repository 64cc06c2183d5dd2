package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.ServiceReference;
import blueprint.language.Text;
import blueprint.language.Tier;
import blueprint.source.Span;
import java.util.List;
import java.util.Optional;

/** References lead somewhere, and databases are used. */
final class ReferenceRule implements Rule {

  private static final List<String> DATABASE =
      List.of("host", "name", "password", "port", "url", "user");
  private static final List<String> LOAD_BALANCER = List.of("host", "url");

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint
        .tiers()
        .forEach(
            (name, tier) ->
                tier.instances()
                    .ifPresent(
                        instances ->
                            Texts.each(
                                instances,
                                (text, span) ->
                                    check(
                                        blueprint,
                                        new User(name, Optional.empty()),
                                        text,
                                        span,
                                        found))));
    blueprint
        .tiers()
        .forEach(
            (name, tier) ->
                tier.swarm()
                    .ifPresent(
                        swarm ->
                            Texts.each(
                                swarm,
                                (service, text, span) ->
                                    check(blueprint, new User(name, service), text, span, found))));
    Programs.each(
        blueprint,
        (name, program) ->
            program
                .env()
                .values()
                .forEach(
                    text ->
                        check(
                            blueprint,
                            new User(name, Optional.empty()),
                            text.value(),
                            text.span(),
                            found)));
    blueprint
        .overrides()
        .all()
        .forEach(tree -> Texts.each(tree, (text, span) -> literal(text, span, found)));
    blueprint
        .tiers()
        .forEach((name, tier) -> tier.database().ifPresent(d -> users(blueprint, name, d, found)));
  }

  /** An override is written as it is: it could refer to the very block that it changes. */
  private static void literal(Text text, Span span, Diagnostics found) {
    Optional<String> hint = Optional.of("write the value itself, and a dollar as `$$`");
    text.references()
        .forEach(
            reference ->
                found.add(
                    Diagnostic.of(
                            Code.OVERRIDE_INVALID,
                            span,
                            "`" + reference + "`: overrides refer to nothing")
                        .suggesting(hint)));
  }

  private static void check(
      Blueprint blueprint, User user, Text text, Span span, Diagnostics found) {
    text.references().stream()
        .distinct()
        .forEach(reference -> check(blueprint, user, reference, span, found));
  }

  private static void check(
      Blueprint blueprint, User user, Text.Reference reference, Span span, Diagnostics found) {
    if (found.isFull()) {
      return;
    }
    if (reference.owner().equals("secret")) {
      List<String> secrets = blueprint.secrets().keySet().stream().map(Name::text).toList();
      if (!secrets.contains(reference.attribute())) {
        Optional<String> near =
            Suggestions.nearest(reference.attribute(), secrets)
                .map(s -> "did you mean `${secret." + s + "}`?");
        found.add(Diagnostic.of(Code.UNKNOWN_SECRET, span, reference.attribute()).suggesting(near));
      }
      return;
    }
    Tier tier = blueprint.tiers().get(new Name(reference.owner()));
    List<String> attributes =
        tier == null
            ? List.of()
            : tier.database().isPresent()
                ? DATABASE
                : tier.loadBalancer().isPresent() || tier.beanstalk().isPresent()
                    ? LOAD_BALANCER
                    : List.of();
    if (attributes.contains(reference.attribute())) {
      used(user, reference, tier == null ? Optional.empty() : tier.database(), span, found);
      return;
    }
    List<String> tiers = blueprint.tiers().keySet().stream().map(Name::text).toList();
    Optional<String> hint =
        tier == null
            ? Suggestions.nearest(reference.owner(), tiers)
                .map(
                    near ->
                        "did you mean `" + new Text.Reference(near, reference.attribute()) + "`?")
                .or(() -> Suggestions.hint(reference.owner(), tiers))
            : attributes.isEmpty()
                ? Optional.of("machines have no attributes; databases and load balancers do")
                : Suggestions.hint(reference.attribute(), attributes);
    found.add(Diagnostic.of(Code.UNKNOWN_REFERENCE, span, reference.toString()).suggesting(hint));
  }

  /** Whoever knows where a database is may also connect to it. */
  private static void used(
      User user,
      Text.Reference reference,
      Optional<Tier.Database> database,
      Span span,
      Diagnostics found) {
    boolean missing =
        database.isPresent()
            && database.get().usedBy().stream().noneMatch(used -> user.isOf(used.value()));
    if (missing) {
      found.add(
          Diagnostic.of(Code.DATABASE_CLOSED, span, user.toString(), reference.owner())
              .noting(database.get().span(), "the database"));
    }
  }

  /** Machines are let in, not programs; only a swarm hands values to single services. */
  private static void service(Tier tier, String named, Name service, Span span, Diagnostics found) {
    if (tier.swarm().isEmpty()) {
      found.add(Diagnostic.of(Code.WHOLE_TIER_USES, span, named + "." + service, named));
      return;
    }
    if (!tier.swarm().get().services().containsKey(service)) {
      List<String> names = tier.swarm().get().services().keySet().stream().map(Name::text).toList();
      found.add(
          Diagnostic.of(Code.UNKNOWN_SERVICE, span, named, service.text())
              .suggesting(Suggestions.hint(service.text(), names)));
    }
  }

  /** Who writes a reference: a tier, or a service of a swarm. */
  private record User(Name tier, Optional<Name> service) {
    boolean isOf(ServiceReference used) {
      boolean mine =
          used.service().isEmpty() || service.isEmpty() || used.service().equals(service);
      return used.tier().equals(tier) && mine;
    }

    @Override
    public String toString() {
      return tier + service.map(name -> "." + name).orElse("");
    }
  }

  private static void users(
      Blueprint blueprint, Name name, Tier.Database database, Diagnostics found) {
    if (database.usedBy().isEmpty()) {
      found.add(Diagnostic.of(Code.UNUSED_DATABASE, database.span(), name.text()));
    }
    for (Located<ServiceReference> user : database.usedBy()) {
      String named = user.value().tier().text();
      Tier tier = blueprint.tiers().get(user.value().tier());
      if (tier == null) {
        List<String> names = blueprint.tiers().keySet().stream().map(Name::text).toList();
        found.add(
            Diagnostic.of(Code.UNKNOWN_TIER, user.span(), named)
                .suggesting(Suggestions.hint(named, names)));
      } else if (!tier.isMachines()) {
        found.add(Diagnostic.of(Code.WRONG_TIER_KIND, user.span(), named, "a tier of machines"));
      } else if (user.value().service().isPresent()) {
        service(tier, named, user.value().service().get(), user.span(), found);
      }
    }
  }
}
