package blueprint.plan;

import blueprint.facts.Facts;
import blueprint.plan.Network.Nat;
import blueprint.plan.Network.Own;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What NAT gateways cost and what they are for.
 *
 * @param why what there is, and its price
 * @param otherwise what the other choice would change
 */
public record NatComment(String why, String otherwise) {

  private static final BigDecimal HOURS_A_MONTH = new BigDecimal(730);

  /**
   * What is to be said.
   *
   * @param tiers those whose machines go through the gateways
   */
  public static NatComment of(String region, Own network, List<String> tiers) {
    String price =
        Facts.natPrice(region).map(p -> price(region, p)).orElse("paid by the hour and by the GB");
    String who = tiers.size() == 1 ? "the " + tiers.get(0) + " tier loses" : "all machines lose";
    if (network.zones().size() == 1) {
      return new NatComment(
          "one gateway, " + price + ".",
          "The network has one zone: if it fails, so does all that needs it.");
    }
    return network.nat() == Nat.SINGLE
        ? new NatComment(
            "one gateway for all zones, " + price + ".",
            "If zone a fails, "
                + who
                + " the internet; `nat: per_zone` avoids that at this price per zone.")
        : new NatComment(
            "a gateway in each zone, each " + price + ".",
            "If a zone fails, the others keep the internet; `nat: single` saves the price of the others.");
  }

  private static String price(String region, Facts.NatPrice price) {
    BigDecimal month =
        new BigDecimal(price.hour())
            .add(new BigDecimal(price.addressHour()))
            .multiply(HOURS_A_MONTH)
            .setScale(0, RoundingMode.HALF_UP);
    return "about %s USD a month plus %s USD per GB (%s, %s)"
        .formatted(month, price.gigabyte(), region, price.asOf().substring(0, 4));
  }
}
