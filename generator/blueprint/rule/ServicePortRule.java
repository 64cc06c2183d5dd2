package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.Port;
import blueprint.language.Tier;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service listens where it says, where the load balancer reaches it, and alone. */
final class ServicePortRule implements Rule {

  private static final Pattern BIND =
      Pattern.compile(
          "(?:^|\\s)(?:-b|--bind|--http-socket|--listen)[ =](?:(\\S*?):)?([0-9]{1,5})(?=\\s|$)");

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Machines.each(
        blueprint, (tier, name, service, instances, image) -> bound(name, service, found));
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.instances().stream())
        .forEach(instances -> shared(instances, found));
  }

  private static void bound(Name name, Tier.Service service, Diagnostics found) {
    Matcher bind = BIND.matcher(String.join(" ", service.run().value().words()));
    if (service.port().isEmpty() || !bind.find()) {
      return;
    }
    Located<Port> port = service.port().get();
    if (!bind.group(2).equals(port.toString())) {
      found.add(
          Diagnostic.of(
                  Code.PORT_NOT_LISTENED, port.span(), name.text(), port.toString(), bind.group(2))
              .noting(service.run().span(), "the command"));
    }
    String address = Optional.ofNullable(bind.group(1)).orElse("");
    if (address.startsWith("127.") || address.equals("localhost")) {
      found.add(Diagnostic.of(Code.NOT_REACHABLE, service.run().span(), name.text(), address));
    }
  }

  private static void shared(Tier.Instances instances, Diagnostics found) {
    Map<Integer, Name> ports = new HashMap<>();
    instances
        .services()
        .forEach(
            (name, service) ->
                service
                    .port()
                    .ifPresent(
                        port -> {
                          Name other = ports.putIfAbsent(port.value().number(), name);
                          if (other != null) {
                            found.add(
                                Diagnostic.of(
                                    Code.SAME_PORT_TWICE,
                                    port.span(),
                                    other.text(),
                                    name.text(),
                                    port.toString()));
                          }
                        }));
  }
}
