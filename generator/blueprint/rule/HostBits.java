package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.IpRange;
import blueprint.language.Located;

/** AWS clears bits behind the prefix by itself, which makes every later plan show a difference. */
final class HostBits {

  private HostBits() {}

  static void check(Located<? extends IpRange> range, Diagnostics found) {
    IpRange cidr = range.value();
    if (!cidr.equals(cidr.network())) {
      found.add(
          Diagnostic.of(
              Code.CIDR_HOST_BITS, range.span(), cidr.toString(), cidr.network().toString()));
    }
  }
}
