package blueprint.diff;

import blueprint.facts.Facts;
import blueprint.inventory.Inventory;
import blueprint.inventory.Part;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is paid by the hour whether it is used or not, as far as prices are known. */
final class CostJudge {

  private static final Set<String> GATEWAYS = Set.of("aws_nat_gateway", "AWS::EC2::NatGateway");
  private static final Set<String> FIREWALLS = Set.of("aws_wafv2_web_acl", "AWS::WAFv2::WebACL");
  private static final Pattern RULE =
      Pattern.compile("(rule|Rules)\\[[^\\]]*]\\.(priority|Priority)");
  private static final BigDecimal HOURS_A_MONTH = new BigDecimal(730);

  private CostJudge() {}

  static List<Finding> judge(String region, Inventory before, Inventory after, Cause cause) {
    List<Finding> findings = new ArrayList<>(gateways(region, before, after, cause));
    findings.addAll(firewalls(before, after, cause));
    return findings;
  }

  private static List<Finding> firewalls(Inventory before, Inventory after, Cause cause) {
    int more = firewalls(after).size() - firewalls(before).size();
    BigDecimal month = firewallMonth(after).subtract(firewallMonth(before));
    if (more == 0) {
      return List.of();
    }
    String words =
        Math.abs(more)
            + (more > 0 ? " more" : " fewer")
            + " web application firewall"
            + (Math.abs(more) == 1 ? "" : "s")
            + ": about "
            + month.abs()
            + " USD a month "
            + (more > 0 ? "more" : "less")
            + ", without the requests";
    return List.of(Finding.of(Finding.Kind.COST, words, cause));
  }

  private static List<Part> firewalls(Inventory inventory) {
    return inventory.resources().stream().filter(p -> FIREWALLS.contains(p.type())).toList();
  }

  private static BigDecimal firewallMonth(Inventory inventory) {
    Facts.FirewallPrice price = Facts.firewallPrice();
    BigDecimal month = BigDecimal.ZERO;
    for (Part firewall : firewalls(inventory)) {
      long rules =
          firewall.attributes().keySet().stream()
              .filter(path -> RULE.matcher(path).matches())
              .count();
      month =
          month
              .add(new BigDecimal(price.month()))
              .add(new BigDecimal(price.ruleMonth()).multiply(BigDecimal.valueOf(rules)));
    }
    return month;
  }

  private static List<Finding> gateways(
      String region, Inventory before, Inventory after, Cause cause) {
    long more = gateways(after) - gateways(before);
    if (more == 0) {
      return List.of();
    }
    String words =
        Math.abs(more)
            + (more > 0 ? " more" : " fewer")
            + " NAT gateway"
            + (Math.abs(more) == 1 ? "" : "s");
    String price =
        Facts.natPrice(region)
            .map(
                p ->
                    new BigDecimal(p.hour())
                        .add(new BigDecimal(p.addressHour()))
                        .multiply(HOURS_A_MONTH)
                        .multiply(BigDecimal.valueOf(Math.abs(more)))
                        .setScale(0, RoundingMode.HALF_UP))
            .map(
                month ->
                    ": about "
                        + month
                        + " USD a month "
                        + (more > 0 ? "more" : "less")
                        + ", without what they carry")
            .orElse("");
    return List.of(Finding.of(Finding.Kind.COST, words + price, cause));
  }

  private static long gateways(Inventory inventory) {
    return inventory.resources().stream().filter(p -> GATEWAYS.contains(p.type())).count();
  }
}
