package blueprint.target.terraform;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds and removes what refers to a block. */
final class Mentions {

  private final Pattern address;

  /**
   * @param address as code writes it: {@code aws_lb.lb}, {@code data.aws_ami.base}
   */
  Mentions(String address) {
    this.address =
        Pattern.compile("(?<![A-Za-z0-9_.])" + Pattern.quote(address) + "(?![A-Za-z0-9_])");
  }

  /** The block without the address among those that it waits for. */
  Block withoutWaiting(Block block) {
    List<Body.Element> elements =
        block.body().elements().stream().flatMap(e -> withoutWaiting(e).stream()).toList();
    return block.with(new Body(elements));
  }

  private Optional<Body.Element> withoutWaiting(Body.Element element) {
    if (!(element instanceof Body.Attribute attribute)
        || !attribute.name().equals("depends_on")
        || !(attribute.value() instanceof Expression.Items items)) {
      return Optional.of(element);
    }
    List<Expression> left = items.items().stream().filter(item -> !in(item)).toList();
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(new Body.Attribute("depends_on", new Expression.Items(left, items.layout())));
  }

  /** Whether a block refers to the address. */
  boolean in(Block block) {
    return in(block.body());
  }

  private boolean in(Body body) {
    return body.elements().stream()
        .anyMatch(
            element ->
                (element instanceof Body.Attribute attribute && in(attribute.value()))
                    || (element instanceof Body.Nested nested && in(nested.body())));
  }

  private boolean in(Expression expression) {
    if (expression instanceof Expression.Code code) {
      return address.matcher(code.code()).find();
    }
    if (expression instanceof Expression.Template template) {
      return template.parts().stream().anyMatch(this::in);
    }
    if (expression instanceof Expression.Items items) {
      return items.items().stream().anyMatch(this::in);
    }
    if (expression instanceof Expression.Members members) {
      return members.members().values().stream().anyMatch(this::in);
    }
    return expression instanceof Expression.Call call
        && call.arguments().stream().anyMatch(this::in);
  }
}
