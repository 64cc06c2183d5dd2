package blueprint.facts;

import blueprint.facts.Facts.Retirement;
import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads {@code beanstalk.json}: what Elastic Beanstalk runs, and where. */
public final class BeanstalkFacts {

  private static final JsonValue ROOT = load();

  private BeanstalkFacts() {}

  /**
   * A branch of a platform that new environments can have.
   *
   * @param language what it is for: {@code python}
   * @param title as AWS calls it: {@code Python 3.13}
   * @param system what it runs on
   * @param version a release that was current on the day of the facts
   * @param port where it looks for the program, unless told otherwise
   */
  public record Platform(String language, String title, String system, String version, int port) {

    /** Whether its own server can be given a module and a callable. */
    public boolean isPython() {
      return language.equals("python");
    }

    /** Whether it runs a container, whose image says all about the program. */
    public boolean isContainer() {
      return language.equals("docker");
    }
  }

  /** The day of these facts. */
  public static String asOf() {
    return ROOT.path("as_of").asText();
  }

  /** The branches, as {@code eb} calls them, those of a language together and the newest first. */
  public static Map<String, Platform> platforms() {
    JsonValue platforms = ROOT.path("platforms");
    JsonValue ports = ROOT.path("ports");
    Map<String, Platform> all = new LinkedHashMap<>();
    platforms
        .path("entries")
        .properties()
        .forEach(
            entry -> {
              JsonValue node = entry.getValue();
              String language = node.path("language").asText();
              JsonValue port = ports.path("entries").path(language);
              all.put(
                  entry.getKey(),
                  new Platform(
                      language,
                      node.path("title").asText(),
                      platforms.path("system").asText(),
                      node.path("version").asText(),
                      (port.isMissing() ? ports.path("else") : port).asInt()));
            });
    return all;
  }

  /** Why a branch can have no new environments any more. */
  public static Optional<Retirement> retiredPlatform(String branch) {
    JsonValue node = ROOT.at("/retired_platforms/entries").path(branch);
    return node.isMissing()
        ? Optional.empty()
        : Optional.of(
            new Retirement(node.path("reason").asText(), node.path("successor").asText()));
  }

  /** The hosted zone of {@code <region>.elasticbeanstalk.com}; empty where there is none. */
  public static Optional<String> hostedZone(String region) {
    JsonValue zone = ROOT.at("/hosted_zones/entries").path(region);
    return zone.isMissing() ? Optional.empty() : Optional.of(zone.asText());
  }

  /** What was called otherwise on the first Amazon Linux: old names with new ones. */
  public static Map<String, String> moved() {
    Map<String, String> moved = new LinkedHashMap<>();
    ROOT.at("/moved/entries")
        .properties()
        .forEach(entry -> moved.put(entry.getKey(), entry.getValue().asText()));
    return moved;
  }

  /** What machines of a type are built on: {@code arm64} or {@code x86_64}. */
  public static String architecture(String type) {
    String family = type.replaceFirst("\\..*", "");
    return family.matches(ROOT.at("/arm/families").asText()) ? "arm64" : "x86_64";
  }

  private static JsonValue load() {
    try (InputStream in = BeanstalkFacts.class.getResourceAsStream("beanstalk.json")) {
      return JsonReader.read(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
