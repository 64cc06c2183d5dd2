package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Image;
import blueprint.language.Located;
import blueprint.language.Step;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The files of a recipe can lie beside each other, on the machine and in the output, which may be
 * on a file system that does not tell upper case from lower.
 */
final class RecipeFileRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    String stack = blueprint.name().value().text();
    for (Image image : blueprint.images().values()) {
      Map<String, String> earlier = new LinkedHashMap<>();
      for (Step step : image.recipe()) {
        if (step instanceof Step.File file) {
          check(file.file(), stack, earlier, found);
        }
      }
    }
  }

  private static void check(
      Located<String> file, String stack, Map<String, String> earlier, Diagnostics found) {
    String path = file.value();
    if (path.endsWith("/")) {
      found.add(Diagnostic.of(Code.FILE_IS_FOLDER, file.span(), path));
      return;
    }
    if (path.startsWith("/usr/local/lib/" + stack + "/")
        || path.startsWith("/etc/systemd/system/" + stack + "-")) {
      found.add(Diagnostic.of(Code.FILE_TAKEN, file.span(), path));
    }
    String key = path.toLowerCase(Locale.ROOT);
    String same = earlier.get(key);
    if (same != null) {
      found.add(Diagnostic.of(Code.FILE_TWICE, file.span(), path, same));
      return;
    }
    earlier.forEach(
        (otherKey, other) -> {
          if (key.startsWith(otherKey + "/")) {
            found.add(Diagnostic.of(Code.FILE_WITHIN_FILE, file.span(), path, other));
          } else if (otherKey.startsWith(key + "/")) {
            found.add(Diagnostic.of(Code.FILE_WITHIN_FILE, file.span(), other, path));
          }
        });
    earlier.put(key, path);
  }
}
