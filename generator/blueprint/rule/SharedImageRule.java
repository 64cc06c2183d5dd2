package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.Tier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tiers that share an image agree on what its services are. */
final class SharedImageRule implements Rule {

  private record Use(Name tier, Tier.Service service) {}

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Map<String, Use> seen = new HashMap<>();
    Machines.each(
        blueprint,
        (tier, name, service, instances, image) -> {
          String imageName = instances.image().value().text();
          Use other = seen.putIfAbsent(imageName + "/" + name, new Use(tier, service));
          if (other != null && !same(other.service(), service)) {
            found.add(
                Diagnostic.of(
                    Code.SERVICE_NAME_TAKEN,
                    service.span(),
                    imageName,
                    other.tier().text(),
                    tier.text(),
                    name.text()));
          }
        });
  }

  private static boolean same(Tier.Service one, Tier.Service other) {
    return one.run().value().equals(other.run().value())
        && one.user().value().equals(other.user().value())
        && one.stopTimeout().value().seconds() == other.stopTimeout().value().seconds()
        && one.singleton().value().equals(other.singleton().value())
        && one.directory().map(Located::value).equals(other.directory().map(Located::value))
        && texts(one.writes()).equals(texts(other.writes()));
  }

  private static List<String> texts(List<Located<String>> values) {
    return values.stream().map(Located::value).toList();
  }
}
