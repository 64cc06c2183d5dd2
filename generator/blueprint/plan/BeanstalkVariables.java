package blueprint.plan;

import blueprint.plan.Beanstalk.Option;
import blueprint.plan.Beanstalk.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The environment variables of a program, by who gives them a value. The engine knows what is no
 * secret. Elastic Beanstalk fetches what is one secret and nothing else. What a secret is only part
 * of, and the password of a database, which AWS changes, the machines fetch themselves.
 *
 * @param options what the engine sets
 * @param fetched what the machines make of what they fetch
 * @param secrets all values that are, or hold, a secret
 */
record BeanstalkVariables(List<Option> options, Map<String, Value> fetched, List<Value> secrets) {

  private static final String PLAIN = "aws:elasticbeanstalk:application:environment";
  private static final String SECRET = "aws:elasticbeanstalk:application:environmentsecrets";

  static BeanstalkVariables of(String tier, Map<String, Value> environment) {
    String path = "tiers." + tier + ".env";
    Map<String, Option> options = new TreeMap<>();
    Map<String, Value> fetched = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          Optional<String> secret = onlySecret(value);
          if (!value.isSecret()) {
            options.put(name, new Option(PLAIN, name, new Beanstalk.Live(value), path));
          } else if (secret.isPresent()) {
            options.put(
                name, new Option(SECRET, name, new Beanstalk.SecretArn(secret.get()), path));
          } else {
            fetched.put(name, value);
          }
        });
    fetched.values().stream()
        .flatMap(value -> value.parts().stream())
        .forEach(
            part ->
                Beanstalk.variable(part)
                    .ifPresent(
                        name -> options.put(name, new Option(PLAIN, name, source(part), path))));
    return new BeanstalkVariables(
        new ArrayList<>(options.values()),
        fetched,
        environment.values().stream().filter(Value::isSecret).toList());
  }

  private static Setting source(Value.Part part) {
    if (part instanceof Value.DatabasePassword password) {
      return new Beanstalk.DatabaseSecretArn(password.tier());
    }
    if (part instanceof Value.SecretValue secret) {
      return new Beanstalk.SecretArn(secret.name());
    }
    return new Beanstalk.Live(new Value(List.of(part)));
  }

  private static Optional<String> onlySecret(Value value) {
    return value.parts().size() == 1 && value.parts().get(0) instanceof Value.SecretValue secret
        ? Optional.of(secret.name())
        : Optional.empty();
  }
}
