package blueprint.plan;

import blueprint.facts.Facts;
import java.math.BigDecimal;

/** What a web application firewall does and what it costs, in one line. */
public final class WebAclComment {

  /** Why nothing is refused. */
  public static final String COUNTS_ONLY =
      "the blueprint says `count`, to see first what would be refused";

  private WebAclComment() {}

  /** {@code refuses what its rules match; about 8 USD a month ...}. */
  public static String of(WebAcl acl) {
    Facts.FirewallPrice price = Facts.firewallPrice();
    BigDecimal month =
        new BigDecimal(price.month())
            .add(new BigDecimal(price.ruleMonth()).multiply(BigDecimal.valueOf(acl.rules())));
    String does = acl.blocks() ? "refuses what its rules match" : "counts what its rules match";
    return "%s; %s USD a month plus %s USD per million requests (%s)"
        .formatted(does, month, price.millionRequests(), price.asOf().substring(0, 4));
  }
}
