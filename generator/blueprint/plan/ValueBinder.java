package blueprint.plan;

import blueprint.facts.Facts;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.JsonTree;
import blueprint.language.Name;
import blueprint.language.Text;
import blueprint.language.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Binds {@code ${tier.attribute}} to what it stands for. */
final class ValueBinder {

  private final Blueprint blueprint;

  ValueBinder(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  Value value(Text text) {
    List<Value.Part> parts = new ArrayList<>();
    for (Text.Part part : text.parts()) {
      if (part instanceof Text.Literal literal) {
        parts.add(new Value.Literal(literal.text()));
      } else if (part instanceof Text.Reference reference) {
        parts.addAll(bind(reference));
      }
    }
    return new Value(merged(parts));
  }

  Json json(JsonTree tree) {
    if (tree instanceof JsonTree.Mapping mapping) {
      Map<String, Json> members = new LinkedHashMap<>();
      mapping.members().forEach((key, value) -> members.put(key, json(value)));
      return new Json.Mapping(members);
    }
    if (tree instanceof JsonTree.Sequence list) {
      return new Json.Sequence(list.items().stream().map(this::json).toList());
    }
    if (tree instanceof JsonTree.NumberValue number) {
      return new Json.Numeral(number.digits());
    }
    if (tree instanceof JsonTree.Constant constant) {
      return constant.value().<Json>map(Json.Bool::new).orElseGet(Json.Null::new);
    }
    Text text = ((JsonTree.TextValue) tree).text();
    return isPort(text) ? new Json.Numeral(literal(value(text))) : new Json.Text(value(text));
  }

  /** A port alone is a number in JSON; inside a text it is part of the text. */
  private static boolean isPort(Text text) {
    return text.parts().size() == 1
        && text.parts().get(0) instanceof Text.Reference reference
        && reference.attribute().equals("port");
  }

  private static String literal(Value value) {
    return ((Value.Literal) value.parts().get(0)).text();
  }

  private List<Value.Part> bind(Text.Reference reference) {
    if (reference.owner().equals("secret")) {
      return List.of(new Value.SecretValue(reference.attribute()));
    }
    Tier tier = blueprint.tiers().get(new Name(reference.owner()));
    if (tier == null) {
      throw new IllegalStateException(reference.toString());
    }
    Optional<List<Value.Part>> database =
        tier.database().map(d -> database(reference.owner(), d, reference.attribute()));
    return database.orElseGet(
        () ->
            tier.beanstalk()
                .map(beanstalk -> program(reference, beanstalk))
                .orElseGet(() -> loadBalancer(tier, reference)));
  }

  private List<Value.Part> database(String tier, Tier.Database database, String attribute) {
    String engine = database.engine().value().name().toLowerCase(Locale.ROOT);
    Facts.DatabaseEngine facts = Facts.database(engine);
    Value.Part host = new Value.DatabaseHost(tier);
    String user = database.user().value();
    return switch (attribute) {
      case "host" -> List.of(host);
      case "port" -> literals(Integer.toString(facts.port()));
      case "name" -> literals(database.name().value());
      case "user" -> literals(user);
      case "password" -> List.of(new Value.DatabasePassword(tier, false));
      case "url" ->
          List.of(
              new Value.Literal(facts.scheme() + "://" + user + ":"),
              new Value.DatabasePassword(tier, true),
              new Value.Literal("@"),
              host,
              new Value.Literal(
                  ":"
                      + facts.port()
                      + "/"
                      + database.name().value()
                      + (facts.tlsQuery().isEmpty() ? "" : "?" + facts.tlsQuery())));
      default -> throw new IllegalStateException(attribute);
    };
  }

  private List<Value.Part> loadBalancer(Tier tier, Text.Reference reference) {
    Value.Part host =
        blueprint
            .domain()
            .<Value.Part>map(domain -> new Value.Literal(domain.name().value()))
            .orElseGet(() -> new Value.LoadBalancerHost(reference.owner()));
    boolean https =
        tier.loadBalancer().orElseThrow().listen().stream()
            .anyMatch(listen -> listen.https().isPresent());
    return reference.attribute().equals("host")
        ? List.of(host)
        : List.of(new Value.Literal(https ? "https://" : "http://"), host);
  }

  private List<Value.Part> program(Text.Reference reference, BeanstalkTier beanstalk) {
    Name tier = new Name(reference.owner());
    String stack = blueprint.name().value().text();
    String host =
        blueprint.leadsTo(tier)
            ? blueprint.domain().orElseThrow().name().value()
            : BeanstalkPlanner.cname(stack, reference.owner(), beanstalk)
                + "."
                + blueprint.region().value()
                + ".elasticbeanstalk.com";
    String scheme = BeanstalkPlanner.https(blueprint, tier, beanstalk) ? "https://" : "http://";
    return literals((reference.attribute().equals("host") ? "" : scheme) + host);
  }

  private static List<Value.Part> literals(String text) {
    return List.of(new Value.Literal(text));
  }

  private static List<Value.Part> merged(List<Value.Part> parts) {
    List<Value.Part> merged = new ArrayList<>();
    for (Value.Part part : parts) {
      int last = merged.size() - 1;
      if (part instanceof Value.Literal literal
          && last >= 0
          && merged.get(last) instanceof Value.Literal before) {
        merged.set(last, new Value.Literal(before.text() + literal.text()));
      } else {
        merged.add(part);
      }
    }
    return merged;
  }
}
