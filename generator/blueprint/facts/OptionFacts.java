package blueprint.facts;

import blueprint.facts.Facts.Retirement;
import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads {@code beanstalk-options.json}: what can be set at an environment, and to what. */
public final class OptionFacts {

  private static final String LOGS = "aws:elasticbeanstalk:cloudwatch:logs";
  private static final JsonValue ROOT = load();

  private OptionFacts() {}

  /** The namespaces that there are; {@code *} at the end of one stands for a name. */
  public static List<String> namespaces() {
    return List.copyOf(ROOT.at("/namespaces/entries").names());
  }

  /** Whether options of a namespace can be set. */
  public static boolean isNamespace(String namespace) {
    return entry(namespace).isPresent();
  }

  /** The names of a namespace's options; empty where any name is one, and where there are none. */
  public static List<String> options(String namespace) {
    return entry(namespace)
        .map(entry -> List.copyOf(entry.path("options").names()))
        .orElse(List.of());
  }

  /** The languages that a namespace is for; empty where it is for all. */
  public static List<String> languages(String namespace) {
    return entry(namespace).map(entry -> texts(entry.path("platforms"))).orElse(List.of());
  }

  /** Whether a namespace takes a name as an option. */
  public static boolean isOption(String namespace, String name) {
    return entry(namespace)
        .filter(e -> e.path("any").asBoolean() || !e.path("options").path(name).isMissing())
        .isPresent();
  }

  /** The words that an option takes; empty where it takes more than words. */
  public static List<String> words(String namespace, String name) {
    return option(namespace, name).map(option -> texts(option.path("values"))).orElse(List.of());
  }

  /** What an option does not take of a value, in words that finish "is not"; empty for nothing. */
  public static Optional<String> refusal(String namespace, String name, String value) {
    return option(namespace, name).flatMap(option -> refusal(option, value));
  }

  private static Optional<String> refusal(JsonValue option, String value) {
    List<String> words = texts(option.path("values"));
    if (!words.isEmpty()) {
      return words.contains(value) ? Optional.empty() : Optional.of("one of " + list(words));
    }
    JsonValue min = option.path("min");
    if (!min.isMissing()) {
      JsonValue max = option.path("max");
      boolean fits =
          value.matches("[0-9]{1,9}")
              && Integer.parseInt(value) >= min.asInt()
              && Integer.parseInt(value) <= max.asInt();
      return fits
          ? Optional.empty()
          : Optional.of("a number from " + min.asInt() + " to " + max.asInt());
    }
    JsonValue form = option.path("matches");
    return form.isMissing() || value.matches(form.asText())
        ? Optional.empty()
        : Optional.of("of a form such as `" + option.path("like").asText() + "`");
  }

  private static String list(List<String> words) {
    return "`" + String.join("`, `", words) + "`";
  }

  /** Why an option, or all of its namespace, is not to be set any more. */
  public static Optional<Retirement> retired(String namespace, String name) {
    JsonValue spaces = ROOT.at("/retired_namespaces/entries");
    JsonValue one = ROOT.at("/retired_options/entries").path(namespace + " " + name);
    JsonValue all =
        spaces.names().stream()
            .filter(pattern -> matches(pattern, namespace))
            .findFirst()
            .map(spaces::path)
            .orElse(one);
    return all.isMissing()
        ? Optional.empty()
        : Optional.of(new Retirement(all.path("reason").asText(), all.path("successor").asText()));
  }

  /** The shortest retention of logs that it offers, in days, that is not shorter than wanted. */
  public static int logRetention(int days) {
    List<Integer> offered = new ArrayList<>();
    words(LOGS, "RetentionInDays").forEach(value -> offered.add(Integer.valueOf(value)));
    return offered.stream()
        .filter(value -> value >= days)
        .findFirst()
        .orElse(offered.get(offered.size() - 1));
  }

  private static Optional<JsonValue> option(String namespace, String name) {
    return entry(namespace)
        .map(entry -> entry.path("options").path(name))
        .filter(option -> !option.isMissing());
  }

  private static Optional<JsonValue> entry(String namespace) {
    JsonValue entries = ROOT.at("/namespaces/entries");
    return entries.names().stream()
        .filter(pattern -> matches(pattern, namespace))
        .findFirst()
        .map(entries::path);
  }

  private static boolean matches(String pattern, String namespace) {
    if (!pattern.endsWith("*")) {
      return pattern.equals(namespace);
    }
    String start = pattern.substring(0, pattern.length() - 1);
    return (namespace + ":").startsWith(start);
  }

  private static List<String> texts(JsonValue array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return List.copyOf(texts);
  }

  private static JsonValue load() {
    try (InputStream in = OptionFacts.class.getResourceAsStream("beanstalk-options.json")) {
      return JsonReader.read(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
