package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Limit;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.Tier;
import blueprint.plan.Names;
import blueprint.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names fit where AWS takes them, and collide with nothing. */
final class NameRule implements Rule {

  private static final Map<String, String> RESERVED_TIERS =
      Map.of(
          "secret", "`${secret.…}` refers to secrets",
          "main", "the network is called so",
          "nat", "the subnets of NAT gateways are called so",
          "endpoints", "the way to AWS services is called so",
          "flow-logs", "the network's log group is called so");

  /** What parts of a tier are called; a tier of that name would be taken for one. */
  private static final List<String> PARTS =
      List.of("-access-logs", "-assume", "-entrance", "-managers", "-workers");

  private static final Set<String> RESERVED_SERVICES = Set.of("logs", "settings");

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Located<Name> stack = blueprint.name();
    if (stack.value().text().startsWith("internal")
        || stack.value().text().matches("(aws|ssm)(-.*)?")) {
      found.add(
          Diagnostic.of(
              Code.RESERVED_NAME,
              stack.span(),
              stack.value().text(),
              "names in the account would begin with a word that AWS keeps for itself"));
    }
    blueprint.tiers().forEach((name, tier) -> check(stack.value(), name, tier, found));
    blueprint.tiers().forEach((name, tier) -> parts(blueprint, name, tier, found));
    services(blueprint, found);
  }

  private static void parts(Blueprint blueprint, Name name, Tier tier, Diagnostics found) {
    for (String part : PARTS) {
      String whole = name.text().substring(0, Math.max(0, name.text().length() - part.length()));
      if (name.text().endsWith(part) && blueprint.tiers().containsKey(new Name(whole))) {
        String reason = "a part of `" + whole + "` is called so";
        found.add(Diagnostic.of(Code.RESERVED_NAME, tier.span(), name.text(), reason));
      }
    }
  }

  /** Units of the machine itself are called so, and targets carry both names joined. */
  private static void services(Blueprint blueprint, Diagnostics found) {
    Map<String, String> targets = new HashMap<>();
    Containers.each(
        blueprint,
        (tier, swarm, name, service) -> target(tier, name, service.span(), targets, found));
    blueprint
        .tiers()
        .forEach(
            (tier, whole) ->
                whole.instances().map(Tier.Instances::services).orElse(Map.of()).entrySet().stream()
                    .forEach(
                        service ->
                            check(tier, service.getKey(), service.getValue(), targets, found)));
  }

  private static void check(
      Name tier,
      Name service,
      Tier.Service written,
      Map<String, String> targets,
      Diagnostics found) {
    if (RESERVED_SERVICES.contains(service.text())) {
      String reason = "a unit that every machine has is called so";
      found.add(Diagnostic.of(Code.RESERVED_NAME, written.span(), service.text(), reason));
    }
    target(tier, service, written.span(), targets, found);
  }

  private static void target(
      Name tier, Name service, Span span, Map<String, String> targets, Diagnostics found) {
    String path = tier + "." + service;
    String target = Names.target(tier.text(), service.text());
    String other = targets.putIfAbsent(target, path);
    if (other != null) {
      found.add(Diagnostic.of(Code.NAMES_COLLIDE, span, other, path, target));
    }
  }

  private static void check(Name stack, Name name, Tier tier, Diagnostics found) {
    String reason = RESERVED_TIERS.get(name.text());
    if (reason != null) {
      found.add(Diagnostic.of(Code.RESERVED_NAME, tier.span(), name.text(), reason));
    }
    String full = Names.tier(stack.text(), name.text());
    if (tier.loadBalancer().isPresent()) {
      fits(full, Limit.LOAD_BALANCER_NAME, "the load balancer", name, tier, found);
    }
    if (tier.instances().isPresent()) {
      fits(full + "-", Limit.ROLE_NAME_PREFIX, "the machines' role", name, tier, found);
    }
    if (tier.swarm().isPresent()) {
      String managers = Names.tier(stack.text(), Names.part(name.text(), "managers"));
      fits(managers + "-", Limit.ROLE_NAME_PREFIX, "the managers' role", name, tier, found);
    }
    tier.beanstalk().ifPresent(program -> program(full, name, tier, program, found));
    if (tier.database().isPresent()) {
      fits(full, Limit.DATABASE_IDENTIFIER, "the database", name, tier, found);
    }
  }

  private static void program(
      String full, Name name, Tier tier, BeanstalkTier program, Diagnostics found) {
    boolean twin = program.twin().isPresent();
    fits(full + "-service-", Limit.ROLE_NAME_PREFIX, "the service role", name, tier, found);
    String environment = twin ? Names.part(full, "green") : full;
    fits(environment, Limit.BEANSTALK_ENVIRONMENT, "the environment", name, tier, found);
    String cname = program.cname().map(Located::value).orElse(full);
    String longest = twin ? Names.idle(cname) : cname;
    fits(longest, Limit.CNAME_PREFIX, "the environment's address", name, tier, found);
  }

  private static void fits(
      String full, Limit limit, String what, Name name, Tier tier, Diagnostics found) {
    if (full.length() > limit.max()) {
      found.add(
          Diagnostic.of(
              Code.NAME_TOO_LONG,
              tier.span(),
              name.text(),
              what,
              full,
              Integer.toString(full.length()),
              Integer.toString(limit.max())));
    }
  }
}
