package blueprint.explain;

import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The causes that are known, from {@code causes.json}: the first that fits is the one. */
public final class Causes {

  private static final List<Cause> ALL = load();

  private Causes() {}

  /** All of them, the narrower before the wider. */
  public static List<Cause> all() {
    return ALL;
  }

  /** The cause of a message; white space and case in it do not matter. */
  static Optional<Cause> of(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return ALL.stream().filter(cause -> cause.fits(lower)).findFirst();
  }

  private static List<Cause> load() {
    try (InputStream in =
        Objects.requireNonNull(Causes.class.getResourceAsStream("causes.json"), "causes.json")) {
      List<Cause> causes = new ArrayList<>();
      for (JsonValue cause : JsonReader.read(in).path("causes")) {
        causes.add(
            new Cause(
                cause.path("id").asText(),
                texts(cause.path("says")).stream().map(s -> s.toLowerCase(Locale.ROOT)).toList(),
                cause.path("cause").asText(),
                cause.path("next").asText(),
                texts(cause.path("keys")),
                cause.path("source").asText()));
      }
      return List.copyOf(causes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(JsonValue list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
