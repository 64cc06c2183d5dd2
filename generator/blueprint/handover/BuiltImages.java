package blueprint.handover;

import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A service's image: which one runs, and which one was built last on this computer.
 *
 * @param runs the beginning of its digest, as the manager has written it; empty when not known
 * @param built the same of what was built; empty when nothing was built here
 */
record BuiltImages(String runs, String built) {

  /** Of a digest: as many characters as a manager writes down. */
  private static final int LENGTH = 12;

  /**
   * The images by service, of what a manager has noted and of what lies in a generated folder.
   *
   * @throws IOException if the file in the folder cannot be read
   */
  static Map<String, BuiltImages> of(JsonValue noted, Path folder) throws IOException {
    Map<String, BuiltImages> images = new TreeMap<>();
    for (String service : noted.names()) {
      String runs = Lines.clean(noted.path(service).asText());
      images.put(Lines.clean(service), new BuiltImages(runs, ""));
    }
    JsonValue services = built(folder);
    for (String service : services.names()) {
      String runs = images.getOrDefault(service, new BuiltImages("", "")).runs();
      String image = services.path(service).path("image").asText();
      String digest = image.substring(image.lastIndexOf(':') + 1);
      String built = digest.substring(0, Math.min(LENGTH, digest.length()));
      images.put(Lines.clean(service), new BuiltImages(runs, Lines.clean(built)));
    }
    return images;
  }

  /** What was built, by service; nothing where nobody can read it. */
  private static JsonValue built(Path folder) throws IOException {
    Path file = folder.resolve("swarm/images.json");
    String text = Files.exists(file) ? Files.readString(file) : "{}";
    try {
      return JsonReader.read(text).path("services");
    } catch (IOException e) {
      return JsonReader.read("{}");
    }
  }

  /** Whether another one runs than was built; where none was built here, nobody can tell. */
  boolean differs() {
    return !built.isEmpty() && !built.equals(runs);
  }

  /** In words: {@code 0123456789ab, built since: fedcba987654}. */
  String words() {
    String running = runs.isEmpty() ? "none" : runs;
    return differs() ? running + ", built since: " + built : running;
  }
}
