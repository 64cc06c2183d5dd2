package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.SwarmTier;
import blueprint.language.Text;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Services reach each other under names and at ports that there are. */
final class ServiceLinkRule implements Rule {

  private static final Pattern LINK =
      Pattern.compile("\\bhttps?://([a-z][a-z0-9-]*)(?::([0-9]{1,5}))?(?=[/?#\\s]|$)");

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Containers.each(
        blueprint,
        (tier, swarm, name, service) ->
            service.env().forEach((variable, text) -> check(variable, text, swarm, found)));
  }

  private static void check(
      String variable, Located<Text> text, SwarmTier swarm, Diagnostics found) {
    for (Text.Part part : text.value().parts()) {
      if (part instanceof Text.Literal literal) {
        Matcher link = LINK.matcher(literal.text());
        while (link.find()) {
          check(variable, link, text, swarm, found);
        }
      }
    }
  }

  private static void check(
      String variable, Matcher link, Located<Text> text, SwarmTier swarm, Diagnostics found) {
    String host = link.group(1);
    if (host.equals("localhost")) {
      return;
    }
    SwarmTier.Container service = swarm.services().get(new Name(host));
    if (service == null) {
      List<String> names = swarm.services().keySet().stream().map(Name::text).toList();
      found.add(
          Diagnostic.of(Code.UNKNOWN_HOST, text.span(), variable, host)
              .suggesting(Suggestions.hint(host, names)));
    } else if (service.port().isPresent() && link.group(2) != null) {
      String port = service.port().get().toString();
      if (!port.equals(link.group(2))) {
        found.add(
            Diagnostic.of(Code.LINK_PORT, text.span(), variable, link.group(2), host, port)
                .noting(service.port().get().span(), "where it listens"));
      }
    }
  }
}
