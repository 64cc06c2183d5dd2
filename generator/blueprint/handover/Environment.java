package blueprint.handover;

import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import blueprint.pipeline.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The variables of this process, and which of them a tool may see: those of a list. What would
 * change the meaning of a command is refused rather than kept back, so that nobody wonders.
 */
public final class Environment {

  private static final JsonValue LISTS = lists();

  private final Map<String, String> inherited;
  private final Set<String> allowed;

  /**
   * @param allowed names of variables that every tool may see, whatever they mean
   */
  public Environment(Map<String, String> inherited, Set<String> allowed) {
    this.inherited = new TreeMap<>(inherited);
    this.allowed = Set.copyOf(allowed);
  }

  /** A variable that is not passed on. */
  public record Refused(String name, String because) {}

  /** What is set, means something to a tool, and has not been allowed. */
  public List<Refused> refused() {
    List<Refused> found = new ArrayList<>();
    inherited.forEach(
        (name, value) -> {
          if (!value.isEmpty() && !allowed.contains(name)) {
            for (JsonValue entry : LISTS.path("refused")) {
              if (fits(name, entry.path("name").asText())) {
                found.add(new Refused(name, entry.path("because").asText()));
                return;
              }
            }
          }
        });
    return found;
  }

  /**
   * What a tool finds.
   *
   * @param fixed what it finds in any case
   */
  Map<String, String> of(Tool tool, Map<String, String> fixed) {
    Map<String, String> seen = new TreeMap<>();
    inherited.forEach(
        (name, value) -> {
          if (allowed.contains(name)
              || isListed(name, LISTS.path("passes").path("every tool"))
              || isListed(name, LISTS.path("passes").path(tool.program()))) {
            seen.put(name, value);
          }
        });
    seen.putAll(fixed);
    return seen;
  }

  /** The values that no log may hold. */
  List<String> secrets() {
    List<String> values = new ArrayList<>();
    inherited.forEach(
        (name, value) -> {
          if (isListed(name, LISTS.path("secret"))) {
            values.add(value);
          }
        });
    return values;
  }

  /** A variable; empty when it is not set. */
  public String value(String name) {
    return inherited.getOrDefault(name, "");
  }

  private static boolean isListed(String name, JsonValue patterns) {
    for (JsonValue pattern : patterns) {
      if (fits(name, pattern.asText())) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(String name, String pattern) {
    String expression = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
    return Pattern.matches(expression, name);
  }

  private static JsonValue lists() {
    try (InputStream in =
        Objects.requireNonNull(Environment.class.getResourceAsStream("environment.json"))) {
      return JsonReader.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
