package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.facts.Limit;
import blueprint.language.Blueprint;
import blueprint.language.Name;
import blueprint.language.SwarmTier;
import blueprint.language.Text;
import blueprint.plan.UserDataSize;
import blueprint.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Files for containers: secrets are secret, others are not, and one name is one file. */
final class DeliveryRule implements Rule {

  private record First(Name service, SwarmTier.Delivery file) {}

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Map<String, First> secrets = new HashMap<>();
    Map<String, First> configs = new HashMap<>();
    Containers.each(
        blueprint,
        (tier, swarm, name, service) -> {
          service.secrets().forEach((file, what) -> once(name, file, what, secrets, found));
          service.configs().forEach((file, what) -> once(name, file, what, configs, found));
          service.secrets().forEach((file, what) -> secret(file, what, found));
          service.configs().forEach((file, what) -> config(file, what, found));
          places(service, found);
        });
  }

  /** Upper and lower case do not count: the files lie beside each other in a folder. */
  private static void once(
      Name service,
      String name,
      SwarmTier.Delivery file,
      Map<String, First> seen,
      Diagnostics found) {
    First first = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), new First(service, file));
    if (first != null && !first.file().content().value().equals(file.content().value())) {
      found.add(
          Diagnostic.of(
                  Code.DELIVERED_TWICE,
                  file.content().span(),
                  name,
                  first.service().text(),
                  service.text())
              .noting(first.file().content().span(), "the other one"));
    }
  }

  private static void secret(String name, SwarmTier.Delivery file, Diagnostics found) {
    if (!UserDataSize.isSecret(file.content().value())) {
      found.add(Diagnostic.of(Code.LITERAL_SECRET, file.content().span(), name));
    }
  }

  private static void config(String name, SwarmTier.Delivery file, Diagnostics found) {
    Text text = file.content().value();
    Span span = file.content().span();
    if (UserDataSize.isSecret(text)) {
      found.add(Diagnostic.of(Code.CONFIG_HOLDS_SECRET, span, name));
    }
    int bytes =
        text.parts().stream()
            .filter(Text.Literal.class::isInstance)
            .mapToInt(part -> ((Text.Literal) part).text().getBytes(StandardCharsets.UTF_8).length)
            .sum();
    if (!Limit.SWARM_OBJECT_SIZE.allows(bytes)) {
      found.add(
          Diagnostic.of(
              Code.DELIVERY_TOO_LARGE,
              span,
              name,
              Integer.toString(bytes),
              Integer.toString(Limit.SWARM_OBJECT_SIZE.max())));
    }
  }

  private static void places(SwarmTier.Container service, Diagnostics found) {
    Map<String, String> places = new HashMap<>();
    Deliveries.of(service)
        .forEach(
            delivery -> {
              String other = places.putIfAbsent(delivery.path(), delivery.name());
              if (other != null) {
                found.add(
                    Diagnostic.of(
                        Code.FILE_TWICE, delivery.span(), delivery.path(), delivery.path()));
              }
            });
  }
}
