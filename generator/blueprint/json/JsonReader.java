package blueprint.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Text to a tree, from Jackson's stream of tokens: its binding of objects, which nothing here
 * needs, takes longer to load than a blueprint to compile.
 */
public final class JsonReader {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonReader() {}

  /**
   * Reads one value.
   *
   * @throws IOException if the text is no JSON, or more than one value
   */
  public static JsonValue read(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return read(parser);
    }
  }

  /** The same from UTF-8, and closes the stream. */
  public static JsonValue read(InputStream utf8) throws IOException {
    try (JsonParser parser = FACTORY.createParser(utf8)) {
      return read(parser);
    }
  }

  private static JsonValue read(JsonParser parser) throws IOException {
    parser.nextToken();
    JsonValue value = value(parser);
    if (parser.nextToken() != null) {
      throw new IOException("more than one value of JSON");
    }
    return value;
  }

  private static JsonValue value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("JSON ends too early");
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonValue(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue(parser.getDecimalValue());
      case VALUE_TRUE -> new JsonValue(true);
      case VALUE_FALSE -> new JsonValue(false);
      case VALUE_NULL -> JsonValue.NULL;
      default -> throw new IOException("no JSON: " + token);
    };
  }

  private static JsonValue object(JsonParser parser) throws IOException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new JsonValue(members);
  }

  private static JsonValue array(JsonParser parser) throws IOException {
    List<JsonValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new JsonValue(items);
  }
}
