package blueprint.rule;

import blueprint.language.Located;
import blueprint.language.SwarmTier;
import blueprint.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the files of a container are. */
final class Deliveries {

  /** A file, and where the container finds it. */
  record Delivered(String name, String path, Span span) {}

  private Deliveries() {}

  static List<Delivered> of(SwarmTier.Container service) {
    List<Delivered> all = new ArrayList<>();
    add(service.secrets(), "/run/secrets/", all);
    add(service.configs(), "/run/configs/", all);
    return all;
  }

  private static void add(
      Map<String, SwarmTier.Delivery> files, String folder, List<Delivered> all) {
    files.forEach(
        (name, file) ->
            all.add(
                new Delivered(
                    name,
                    file.path().map(Located::value).orElse(folder + name),
                    file.content().span())));
  }
}
