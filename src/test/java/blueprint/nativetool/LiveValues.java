package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.plan.Json;
import blueprint.plan.Value;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Data of a plan as a machine should get it: with what the account says, and without a secret. */
final class LiveValues {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LiveSystem live;
  private final ArrayNode secrets = JSON.createArrayNode();

  LiveValues(LiveSystem live) {
    this.live = live;
  }

  /** The data; what the machine is to fetch is then in {@link #secrets}. */
  JsonNode json(Json json) throws IOException, InterruptedException {
    return json(json, JSON.createArrayNode());
  }

  /** The secrets in all data until now, and their places in it. */
  ArrayNode secrets() {
    return secrets;
  }

  ArrayNode environment(Map<String, Value> environment) throws IOException, InterruptedException {
    ArrayNode variables = JSON.createArrayNode();
    for (Map.Entry<String, Value> variable : environment.entrySet()) {
      ObjectNode node = variables.addObject().put("name", variable.getKey());
      node.set("parts", parts(variable.getValue()));
    }
    return variables;
  }

  private JsonNode json(Json json, ArrayNode at) throws IOException, InterruptedException {
    if (json instanceof Json.Mapping mapping) {
      ObjectNode node = JSON.createObjectNode();
      for (Map.Entry<String, Json> member : mapping.members().entrySet()) {
        node.set(member.getKey(), json(member.getValue(), at.deepCopy().add(member.getKey())));
      }
      return node;
    }
    if (json instanceof Json.Sequence list) {
      ArrayNode node = JSON.createArrayNode();
      for (Json item : list.items()) {
        node.add(json(item, at.deepCopy().add(node.size())));
      }
      return node;
    }
    if (json instanceof Json.Numeral numeral) {
      return JSON.readTree(numeral.digits());
    }
    if (json instanceof Json.Bool bool) {
      return JsonNodeFactory.instance.booleanNode(bool.value());
    }
    assertThat(json).as("nothing is in no example until now").isInstanceOf(Json.Text.class);
    Value value = ((Json.Text) json).value();
    if (value.isSecret()) {
      ObjectNode secret = secrets.addObject();
      secret.set("at", at);
      secret.set("parts", parts(value));
      return JsonNodeFactory.instance.nullNode();
    }
    StringBuilder known = new StringBuilder();
    for (Value.Part part : value.parts()) {
      known.append(known(part));
    }
    return JsonNodeFactory.instance.textNode(known.toString());
  }

  private ArrayNode parts(Value value) throws IOException, InterruptedException {
    List<JsonNode> parts = new ArrayList<>();
    for (Value.Part part : value.parts()) {
      if (part instanceof Value.DatabasePassword password) {
        ObjectNode node = JSON.createObjectNode();
        node.put("secret", live.databaseSecret(password.tier())).put("key", "password");
        parts.add(password.urlEncoded() ? node.put("encode", "url") : node);
      } else if (part instanceof Value.SecretValue secret) {
        parts.add(JSON.createObjectNode().put("secret", live.secretArn(secret.name())));
      } else {
        parts.add(JsonNodeFactory.instance.textNode(known(part)));
      }
    }
    return JSON.createArrayNode().addAll(parts);
  }

  private String known(Value.Part part) throws IOException, InterruptedException {
    if (part instanceof Value.DatabaseHost host) {
      return live.database(live.plannedDatabase(host.tier())).text("Endpoint/Address");
    }
    assertThat(part).as("others are in no example until now").isInstanceOf(Value.Literal.class);
    return ((Value.Literal) part).text();
  }
}
