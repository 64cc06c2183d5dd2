package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.SwarmTier;
import blueprint.plan.UserDataSize;
import java.util.Set;
import java.util.stream.Collectors;

/** Registries that are logged in to are used, and their passwords are not written out. */
final class RegistryRule implements Rule {

  private static final String HUB = "docker.io";

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.swarm().stream())
        .forEach(swarm -> check(swarm, found));
  }

  private static void check(SwarmTier swarm, Diagnostics found) {
    Set<String> hosts =
        swarm.services().values().stream()
            .flatMap(service -> service.image().stream())
            .map(image -> host(image.value()))
            .collect(Collectors.toSet());
    swarm
        .registries()
        .forEach(
            (host, login) -> {
              if (!hosts.contains(host)) {
                found.add(Diagnostic.of(Code.UNUSED_REGISTRY, login.span(), host));
              }
              if (!UserDataSize.isSecret(login.password().value())) {
                found.add(Diagnostic.of(Code.LITERAL_SECRET, login.password().span(), "password"));
              }
            });
  }

  /** What stands before the first slash is a host where it has a dot or a port. */
  private static String host(String image) {
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    return first.contains(".") || first.contains(":") ? first : HUB;
  }
}
