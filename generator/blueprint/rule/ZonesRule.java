package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import java.util.ArrayList;
import java.util.List;

/** Load balancers and databases span two zones. */
final class ZonesRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Located<Integer> zones = blueprint.network().zones();
    if (zones.value() > 1 || blueprint.network().existing().isPresent()) {
      return;
    }
    List<String> needy = new ArrayList<>();
    if (blueprint.tiers().values().stream()
        .anyMatch(t -> t.loadBalancer().isPresent() || t.beanstalk().isPresent())) {
      needy.add("load balancers");
    }
    if (blueprint.tiers().values().stream().anyMatch(t -> t.database().isPresent())) {
      needy.add("databases");
    }
    if (!needy.isEmpty()) {
      found.add(Diagnostic.of(Code.ONE_ZONE, zones.span(), String.join(" and ", needy)));
    }
  }
}
