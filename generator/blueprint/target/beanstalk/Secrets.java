package blueprint.target.beanstalk;

import blueprint.plan.Beanstalk;
import blueprint.plan.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a machine makes the variables that hold secrets: of text, and of what other variables of its
 * environment name. No secret and no ARN stands in it.
 */
final class Secrets {

  private Secrets() {}

  /** By variable: text, or an object with the variable that holds an ARN or an address. */
  static Map<String, Object> of(Beanstalk.Bundle bundle) {
    Map<String, Object> variables = new LinkedHashMap<>();
    new TreeMap<>(bundle.secrets()).forEach((name, value) -> variables.put(name, parts(value)));
    return variables;
  }

  private static List<Object> parts(Value value) {
    return value.parts().stream().map(Secrets::part).toList();
  }

  private static Object part(Value.Part part) {
    if (part instanceof Value.Literal literal) {
      return literal.text();
    }
    String variable = Beanstalk.variable(part).orElseThrow();
    Map<String, Object> object = new LinkedHashMap<>();
    if (part instanceof Value.DatabasePassword password) {
      object.put("secret", variable);
      object.put("key", "password");
      if (password.urlEncoded()) {
        object.put("encode", "url");
      }
    } else if (part instanceof Value.SecretValue) {
      object.put("secret", variable);
    } else {
      object.put("variable", variable);
    }
    return object;
  }
}
