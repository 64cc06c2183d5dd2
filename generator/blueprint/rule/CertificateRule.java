package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Tier;
import java.util.List;

/** Whoever speaks HTTPS has a certificate, and nobody else. */
final class CertificateRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    for (Tier tier : blueprint.tiers().values()) {
      for (Tier.Listen listen :
          tier.loadBalancer().map(Tier.LoadBalancer::listen).orElse(List.of())) {
        boolean certificate = listen.certificate().isPresent();
        if (listen.https().isPresent() && !certificate && blueprint.domain().isEmpty()) {
          found.add(
              Diagnostic.of(
                  Code.HTTPS_WITHOUT_CERTIFICATE, listen.port().span(), listen.port().toString()));
        }
        if (listen.http().isPresent() && certificate) {
          found.add(
              Diagnostic.of(
                  Code.CERTIFICATE_WITHOUT_HTTPS, listen.certificate().orElseThrow().span()));
        }
      }
    }
  }
}
