package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Port;
import blueprint.language.Tier;
import blueprint.source.Span;
import java.util.HashMap;
import java.util.Map;

/** Each port has one listener, and each listener one thing to do. */
final class ListenerRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint.tiers().values().stream()
        .flatMap(tier -> tier.loadBalancer().stream())
        .forEach(loadBalancer -> check(loadBalancer, found));
    Programs.each(
        blueprint,
        (tier, program) -> program.allow().forEach(range -> HostBits.check(range, found)));
  }

  private static void check(Tier.LoadBalancer loadBalancer, Diagnostics found) {
    boolean https = loadBalancer.listen().stream().anyMatch(l -> l.https().isPresent());
    Map<Integer, Span> ports = new HashMap<>();
    for (Tier.Listen listen : loadBalancer.listen()) {
      Located<Port> port = listen.port();
      Span first = ports.putIfAbsent(port.value().number(), port.span());
      if (first != null) {
        found.add(
            Diagnostic.of(Code.TWO_LISTENERS_ON_ONE_PORT, port.span(), port.toString())
                .noting(first, "the first one"));
      }
      if (listen.to().isPresent() == listen.redirect().isPresent()) {
        found.add(Diagnostic.of(Code.LISTENER_WITHOUT_ACTION, port.span(), port.toString()));
      }
      boolean sentOn = listen.redirect().isPresent() && listen.to().isEmpty();
      if (sentOn && (!https || listen.https().isPresent())) {
        found.add(Diagnostic.of(Code.REDIRECT_WITHOUT_HTTPS, port.span(), port.toString()));
      }
      boolean open = listen.http().isPresent() && listen.redirect().isEmpty();
      if (open && !loadBalancer.internal().value()) {
        found.add(Diagnostic.of(Code.UNENCRYPTED_LISTENER, port.span(), port.toString()));
      }
    }
    loadBalancer.allow().forEach(range -> HostBits.check(range, found));
  }
}
