package blueprint.target.cloudformation;

import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import blueprint.node.NodeEndedException;
import blueprint.node.NodeMissingException;
import blueprint.node.NodeProgram;
import blueprint.node.TemporaryFolderException;
import blueprint.text.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Has aws-cdk-lib make templates out of L1 constructs, in Node, until it is closed, and holds what
 * it makes against the model.
 */
public final class CdkSynthesizer implements AutoCloseable {

  /** With these the CDK marks what it has yet to resolve; other text may not look like it. */
  private static final Pattern TOKEN =
      Pattern.compile("(?<=[$#]\\{)(?=Token\\[)|(?<=-1\\.)(?=[0-9]{10,16}e\\+289)");

  /** Stands in text of the user where that would look like a mark: of no meaning to anything. */
  private static final String NO_TOKEN = "\uE000";

  private final NodeProgram cdk;

  private CdkSynthesizer(NodeProgram cdk) {
    this.cdk = cdk;
  }

  /** Starts Node in the background, and returns at once. */
  public static CdkSynthesizer warmUp() {
    return new CdkSynthesizer(NodeProgram.warmUp(CdkSynthesizer.class, "cdk.js", "cdk"));
  }

  /**
   * The model, of which the CDK has made the same template. May be called from several threads,
   * which wait for each other.
   *
   * @throws NodeMissingException if there is no {@code node}
   * @throws NodeEndedException if Node does not start, or ends before its work is done
   * @throws TemporaryFolderException if there is no room for Node's files
   * @throws IllegalStateException if the CDK fails, or makes something else of the model
   */
  public Template synthesize(Template model) throws NodeMissingException {
    Map<String, Object> asked = guarded(TemplateJson.of(model));
    JsonValue expected = json(asked);
    JsonValue made = cdk.answer(Map.of("template", asked));
    for (String section : expected.names()) {
      requireSection(expected.path(section), made.path(section), section);
    }
    return model;
  }

  /** The first part that differs is named rather than all of the template. */
  private static void requireSection(JsonValue expected, JsonValue made, String section) {
    for (String id : expected.names()) {
      require(expected.path(id), made.path(id), section + "." + id);
    }
    boolean none = expected.isObject() && expected.size() == 0 && made.isMissing();
    if (!none) {
      require(expected, made, section);
    }
  }

  private static void require(JsonValue expected, JsonValue made, String place) {
    if (!expected.equals(made)) {
      throw mismatch(expected, made, place);
    }
  }

  private static IllegalStateException mismatch(JsonValue expected, JsonValue made, String place) {
    return new IllegalStateException(
        "the CDK made something else of " + place + ": " + made + " and not " + expected);
  }

  private static Map<String, Object> guarded(Map<?, ?> object) {
    Map<String, Object> guarded = new LinkedHashMap<>();
    object.forEach((key, value) -> guarded.put(guarded((String) key), guarded(value)));
    return guarded;
  }

  private static Object guarded(Object value) {
    if (value instanceof Map<?, ?> object) {
      return guarded(object);
    } else if (value instanceof List<?> list) {
      return list.stream().map(CdkSynthesizer::guarded).toList();
    }
    return value instanceof String text ? guarded(text) : value;
  }

  private static String guarded(String text) {
    return TOKEN.matcher(text).replaceAll(NO_TOKEN);
  }

  private static JsonValue json(Map<String, Object> object) {
    try {
      return JsonReader.read(JsonWriter.write(object));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cdk.close();
  }
}
