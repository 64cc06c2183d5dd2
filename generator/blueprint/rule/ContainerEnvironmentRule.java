package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.SwarmTier;
import blueprint.language.Text;
import java.util.List;
import java.util.Optional;

/** Variables of containers hold what is known now, and name files where they are. */
final class ContainerEnvironmentRule implements Rule {

  private static final List<String> FOLDERS = List.of("/run/secrets/", "/run/configs/");

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    boolean database =
        blueprint.tiers().values().stream().anyMatch(tier -> tier.database().isPresent());
    Containers.each(
        blueprint,
        (tier, swarm, name, service) ->
            service
                .env()
                .forEach((variable, text) -> check(variable, text, service, database, found)));
  }

  private static void check(
      String variable,
      Located<Text> text,
      SwarmTier.Container service,
      boolean database,
      Diagnostics found) {
    Optional<Text.Reference> live =
        text.value().references().stream().filter(reference -> isLive(reference)).findFirst();
    if (live.isPresent()) {
      found.add(Diagnostic.of(Code.LIVE_ENVIRONMENT, text.span(), variable, live.get().toString()));
    }
    if (text.value().parts().size() != 1
        || !(text.value().parts().get(0) instanceof Text.Literal literal)) {
      return;
    }
    if (database && literal.text().contains(".rds.amazonaws.com")) {
      found.add(Diagnostic.of(Code.ADDRESS_WRITTEN, text.span(), variable));
    }
    path(variable, literal.text(), text, service, found);
  }

  private static void path(
      String variable,
      String written,
      Located<Text> text,
      SwarmTier.Container service,
      Diagnostics found) {
    List<Deliveries.Delivered> files = Deliveries.of(service);
    if (!written.startsWith("/") || files.stream().anyMatch(f -> f.path().equals(written))) {
      return;
    }
    Optional<Deliveries.Delivered> meant =
        files.stream().filter(file -> written.endsWith("/" + file.name())).findFirst();
    if (meant.isPresent()) {
      found.add(
          Diagnostic.of(
                  Code.DELIVERED_ELSEWHERE, text.span(), variable, written, meant.get().path())
              .noting(meant.get().span(), "the file"));
    } else if (FOLDERS.stream().anyMatch(written::startsWith)) {
      found.add(Diagnostic.of(Code.NOT_DELIVERED, text.span(), variable, written));
    }
  }

  /** A database's name, user and port are known; its address and its password are not. */
  private static boolean isLive(Text.Reference reference) {
    return !List.of("name", "user", "port").contains(reference.attribute())
        || reference.owner().equals("secret");
  }
}
