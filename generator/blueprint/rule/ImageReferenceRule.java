package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.language.Blueprint;
import blueprint.language.Name;
import blueprint.language.Tier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tiers start from images that exist, and images are used. */
final class ImageReferenceRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    List<String> images = blueprint.images().keySet().stream().map(Name::text).toList();
    Set<Name> used = new HashSet<>();
    for (Tier tier : blueprint.tiers().values()) {
      tier.image()
          .ifPresent(
              image -> {
                used.add(image.value());
                if (!images.contains(image.value().text())) {
                  found.add(
                      Diagnostic.of(Code.UNKNOWN_IMAGE, image.span(), image.value().text())
                          .suggesting(Suggestions.hint(image.value().text(), images)));
                }
              });
    }
    blueprint
        .images()
        .forEach(
            (name, image) -> {
              if (!used.contains(name)) {
                found.add(Diagnostic.of(Code.UNUSED_IMAGE, image.span(), name.text()));
              }
            });
  }
}
