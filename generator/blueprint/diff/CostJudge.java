package blueprint.diff;

import blueprint.facts.Facts;
import blueprint.inventory.Inventory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;

/** What is paid by the hour whether it is used or not, as far as prices are known. */
final class CostJudge {

  private static final Set<String> GATEWAYS = Set.of("aws_nat_gateway", "AWS::EC2::NatGateway");
  private static final BigDecimal HOURS_A_MONTH = new BigDecimal(730);

  private CostJudge() {}

  static List<Finding> judge(String region, Inventory before, Inventory after, Cause cause) {
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
