package blueprint.target.terraform;

import blueprint.plan.Json;
import blueprint.plan.Value;
import blueprint.target.terraform.Expression.Members;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The user's data as an expression. */
final class JsonLowering {

  /** Takes a secret out of the data. */
  interface Secrets {

    /**
     * What stands in the data in place of a secret.
     *
     * @param way the keys and indices that lead to it
     */
    Expression replace(List<Expression> way, Value secret);
  }

  private final Secrets secrets;
  private final Expression.Layout layout;

  JsonLowering(Secrets secrets, Expression.Layout layout) {
    this.secrets = secrets;
    this.layout = layout;
  }

  /** Data without secrets. */
  static Expression plain(Json json) {
    Secrets none =
        (way, secret) -> {
          throw new IllegalArgumentException("a secret at " + way);
        };
    return new JsonLowering(none, Expression.Layout.AUTO).json(json, List.of());
  }

  /** Whether all text in the data stands for itself. */
  static boolean isLiteral(Json json) {
    if (json instanceof Json.Mapping mapping) {
      return mapping.members().values().stream().allMatch(JsonLowering::isLiteral);
    }
    if (json instanceof Json.Sequence list) {
      return list.items().stream().allMatch(JsonLowering::isLiteral);
    }
    return !(json instanceof Json.Text text)
        || text.value().parts().stream().allMatch(Value.Literal.class::isInstance);
  }

  /** An object. */
  Members object(Json.Mapping mapping) {
    return mapping(mapping, List.of());
  }

  private Expression json(Json json, List<Expression> way) {
    if (json instanceof Json.Mapping mapping) {
      return mapping(mapping, way);
    }
    if (json instanceof Json.Sequence list) {
      List<Expression> items = new ArrayList<>();
      for (int i = 0; i < list.items().size(); i++) {
        items.add(json(list.items().get(i), further(way, Expression.number(i))));
      }
      return Expression.list(items);
    }
    if (json instanceof Json.Text text) {
      Value value = text.value();
      return value.isSecret() ? secrets.replace(way, value) : text(value);
    }
    if (json instanceof Json.Numeral number) {
      return new Expression.Numeric(new BigDecimal(number.digits()));
    }
    return json instanceof Json.Bool bool ? Expression.bool(bool.value()) : Expression.nothing();
  }

  private Members mapping(Json.Mapping mapping, List<Expression> way) {
    Members members = new Members(Map.of(), layout);
    for (Map.Entry<String, Json> member : mapping.members().entrySet()) {
      String key = member.getKey();
      members = members.with(key, json(member.getValue(), further(way, Expression.text(key))));
    }
    return members;
  }

  private static List<Expression> further(List<Expression> way, Expression step) {
    List<Expression> further = new ArrayList<>(way);
    further.add(step);
    return further;
  }

  /** Text without secrets. */
  static Expression text(Value value) {
    List<Expression> parts = value.parts().stream().map(JsonLowering::part).toList();
    if (parts.size() == 1) {
      return parts.get(0);
    }
    return parts.isEmpty() ? Expression.text("") : new Expression.Template(parts);
  }

  /** A stretch of text that is no secret. */
  static Expression part(Value.Part part) {
    if (part instanceof Value.Literal literal) {
      return Expression.text(literal.text());
    }
    if (part instanceof Value.DatabaseHost host) {
      return Expression.reference("aws_db_instance." + Labels.of(host.tier()) + ".address");
    }
    if (part instanceof Value.LoadBalancerHost host) {
      return Expression.reference("aws_lb." + Labels.of(host.tier()) + ".dns_name");
    }
    throw new IllegalArgumentException("a secret: " + part);
  }
}
