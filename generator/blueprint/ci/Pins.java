package blueprint.ci;

import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import blueprint.text.YamlWriter.Noted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Exactly which actions and machines a pipeline uses; which tools, {@code Facts} says. */
final class Pins {

  private static final JsonValue ROOT = load();

  private Pins() {}

  /** An action by the commit of its release, with the version behind it. */
  static Noted action(String name) {
    JsonValue action = ROOT.path("actions").path(name);
    return new Noted(name + "@" + action.path("commit").asText(), action.path("version").asText());
  }

  /** The machines that run jobs at GitHub. */
  static String machine() {
    return ROOT.at("/machine/label").asText();
  }

  private static JsonValue load() {
    try (InputStream in = Pins.class.getResourceAsStream("pins.json")) {
      return JsonReader.read(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
