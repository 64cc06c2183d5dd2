package blueprint.target.terraform;

import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import blueprint.text.JsonWriter;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSII's kernel, which makes and calls the JavaScript objects of a library: a line of JSON for each
 * request, and one for each answer, in the same order.
 *
 * <p>The classes that JSII generates for Java say the same, but wait for each answer, and take
 * longer to load than all the rest of the compiler.
 */
final class JsiiKernel {

  /** Requests that are under way at once: so few that their answers fit into a pipe. */
  private static final int BATCH = 64;

  private final BufferedReader answers;
  private final BufferedWriter requests;

  /**
   * A kernel that has just started.
   *
   * @param version what it has to call itself
   * @throws IllegalStateException if it is another one
   */
  JsiiKernel(BufferedReader answers, BufferedWriter requests, String version) throws IOException {
    this.answers = answers;
    this.requests = requests;
    String hello = answer().path("hello").asText();
    if (!hello.equals(version)) {
      throw new IllegalStateException("JSII says " + hello + ", not " + version);
    }
  }

  /** One request, as JSON. */
  record Request(Map<String, Object> json) {}

  /** An object in the kernel. */
  record Reference(String id) {}

  /** An argument that is a record of the library's. */
  record Struct(String type, Map<String, Object> members) {}

  /** Loads a library from its package. */
  static Request load(String name, String version, Path tarball) {
    return request("load", "name", name, "version", version, "tarball", tarball.toString());
  }

  /** Makes an object of a class. */
  static Request create(String type, Object... arguments) {
    return request("create", "fqn", type, "args", values(Arrays.asList(arguments)));
  }

  /** Calls a method. */
  static Request invoke(Reference object, String method, Object... arguments) {
    List<Object> args = values(Arrays.asList(arguments));
    return request("invoke", "objref", value(object), "method", method, "args", args);
  }

  /** Lets go of an object. */
  static Request delete(Reference object) {
    return request("del", "objref", value(object));
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @throws IllegalStateException if the kernel refuses it, or ends
   */
  JsonValue send(Request request) throws IOException {
    return send(List.of(request)).get(0);
  }

  /** Sends requests of which none needs the answer of another one. */
  List<JsonValue> send(List<Request> many) throws IOException {
    List<JsonValue> all = new ArrayList<>();
    for (int from = 0; from < many.size(); from += BATCH) {
      List<Request> batch = many.subList(from, Math.min(from + BATCH, many.size()));
      for (Request request : batch) {
        requests.write(JsonWriter.line(request.json()));
      }
      requests.flush();
      for (int i = 0; i < batch.size(); i++) {
        all.add(answer());
      }
    }
    for (int i = 0; i < all.size(); i++) {
      all.set(i, ok(many.get(i), all.get(i)));
    }
    return all;
  }

  /** The object that a request to {@link #create} makes. */
  Reference make(Request create) throws IOException {
    return make(List.of(create)).get(0);
  }

  /** The same for several. */
  List<Reference> make(List<Request> creates) throws IOException {
    return send(creates).stream()
        .map(answer -> new Reference(answer.path("$jsii.byref").asText()))
        .toList();
  }

  private static JsonValue ok(Request request, JsonValue answer) {
    if (answer.path("ok").isMissing()) {
      throw new IllegalStateException("JSII refuses " + request.json() + ": " + answer);
    }
    return answer.path("ok");
  }

  private JsonValue answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IllegalStateException("Node ended");
    }
    return JsonReader.read(line);
  }

  private static Request request(String api, Object... namesAndValues) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("api", api);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      json.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Request(json);
  }

  private static Object value(Object value) {
    if (value instanceof Reference reference) {
      return Map.of("$jsii.byref", reference.id());
    } else if (value instanceof Struct struct) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("fqn", struct.type());
      json.put("data", members(struct.members()));
      return Map.of("$jsii.struct", json);
    } else if (value instanceof Map<?, ?> map) {
      return Map.of("$jsii.map", members(map));
    } else if (value instanceof List<?> list) {
      return values(list);
    }
    return value;
  }

  private static List<Object> values(List<?> list) {
    List<Object> values = new ArrayList<>();
    list.forEach(item -> values.add(value(item)));
    return values;
  }

  private static Map<Object, Object> members(Map<?, ?> map) {
    Map<Object, Object> members = new LinkedHashMap<>();
    map.forEach((name, member) -> members.put(name, value(member)));
    return members;
  }
}
