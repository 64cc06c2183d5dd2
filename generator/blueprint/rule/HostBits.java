package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Cidr;
import blueprint.language.Located;

/** AWS clears bits behind the prefix by itself, which makes every later plan show a difference. */
final class HostBits {

  private HostBits() {}

  static void check(Located<Cidr> range, Diagnostics found) {
    Cidr cidr = range.value();
    if (!cidr.equals(cidr.network())) {
      found.add(
          Diagnostic.of(
              Code.CIDR_HOST_BITS, range.span(), cidr.toString(), cidr.network().toString()));
    }
  }
}
