package blueprint.plan;

import blueprint.facts.Facts;
import blueprint.language.Firewall;
import blueprint.language.FirewallMode;
import blueprint.language.Located;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Plans web application firewalls. */
final class WebAclPlanner {

  private WebAclPlanner() {}

  /**
   * The firewall in front of something.
   *
   * @param subject what it protects, as an engine's names for its parts begin
   * @param path where the blueprint says so
   */
  static WebAcl plan(String stack, String subject, String path, Firewall firewall) {
    TreeSet<String> counted = new TreeSet<>();
    firewall.count().forEach(rule -> counted.add(rule.value()));
    List<WebAcl.Group> groups =
        Facts.firewallGroups().stream()
            .map(
                group ->
                    new WebAcl.Group(
                        group.name(),
                        group.word(),
                        group.why(),
                        counted.stream().filter(group.rules()::contains).toList()))
            .toList();
    return new WebAcl(
        subject,
        Names.tier(stack, subject),
        path,
        firewall.mode().value() == FirewallMode.BLOCK,
        firewall.rate().map(Located::value).map(OptionalInt::of).orElseGet(OptionalInt::empty),
        groups,
        Names.firewallLogGroup(stack, subject),
        Facts.logRetention(firewall.logs().value().days()));
  }
}
