package blueprint.target.terraform;

import blueprint.plan.Json;
import blueprint.plan.Value;
import blueprint.target.terraform.Expression.Members;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
  private final Function<Value.Part, Expression> parts;
  private final Expression.Layout layout;

  /**
   * @param parts what a stretch of text that is no secret stands for
   */
  JsonLowering(Secrets secrets, Function<Value.Part, Expression> parts, Expression.Layout layout) {
    this.secrets = secrets;
    this.parts = parts;
    this.layout = layout;
  }

  /** Data without secrets. */
  static Expression plain(Json json) {
    Secrets none =
        (way, secret) -> {
          throw new IllegalArgumentException("a secret at " + way);
        };
    return new JsonLowering(none, JsonLowering::literal, Expression.Layout.AUTO)
        .json(json, List.of());
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
  private Expression text(Value value) {
    return text(value, parts);
  }

  /**
   * Text without secrets.
   *
   * @param parts what a stretch of it stands for
   */
  static Expression text(Value value, Function<Value.Part, Expression> parts) {
    List<Expression> text = value.parts().stream().map(parts).toList();
    if (text.size() == 1) {
      return text.get(0);
    }
    return text.isEmpty() ? Expression.text("") : new Expression.Template(text);
  }

  private static Expression literal(Value.Part part) {
    if (part instanceof Value.Literal literal) {
      return Expression.text(literal.text());
    }
    throw new IllegalArgumentException("no literal: " + part);
  }
}
