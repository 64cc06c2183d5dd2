package blueprint.target.terraform;

import blueprint.target.terraform.Expression.Bool;
import blueprint.target.terraform.Expression.Call;
import blueprint.target.terraform.Expression.Code;
import blueprint.target.terraform.Expression.Items;
import blueprint.target.terraform.Expression.Layout;
import blueprint.target.terraform.Expression.Members;
import blueprint.target.terraform.Expression.Numeric;
import blueprint.target.terraform.Expression.Template;
import blueprint.target.terraform.Expression.Text;
import blueprint.text.Hcl;
import java.util.List;
import java.util.stream.Collectors;

/** Expressions as HCL. Further lines are indented as if the first began in the first column. */
final class HclExpressions {

  /** How long a line may get before a list or an object is laid out over several. */
  static final int WIDTH = 105;

  private HclExpressions() {}

  /**
   * An expression as HCL.
   *
   * @param room how many columns are left on the line
   */
  static String write(Expression expression, int room) {
    if (expression instanceof Text text) {
      return Hcl.quote(text.text()).text();
    } else if (expression instanceof Template template) {
      return template(template);
    } else if (expression instanceof Code code) {
      return code.code();
    } else if (expression instanceof Numeric number) {
      return number.value().toPlainString();
    } else if (expression instanceof Bool bool) {
      return Boolean.toString(bool.value());
    } else if (expression instanceof Items list) {
      return list(list, room);
    } else if (expression instanceof Members object) {
      return object(object, room);
    }
    return call((Call) expression, room);
  }

  private static String template(Template template) {
    List<Expression> parts = template.parts();
    if (parts.size() == 1) {
      return write(parts.get(0), WIDTH); // as terraform fmt would
    }
    StringBuilder inside = new StringBuilder();
    StringBuilder text = new StringBuilder();
    for (Expression part : parts) {
      if (part instanceof Text more) {
        text.append(more.text());
      } else {
        inside.append(Hcl.beforeInterpolation(text.toString()));
        inside.append("${").append(((Code) part).code()).append('}');
        text.setLength(0);
      }
    }
    return "\"" + inside + Hcl.beforeQuote(text.toString()) + "\"";
  }

  private static String call(Call call, int room) {
    return call.arguments().stream()
        .map(argument -> write(argument, room))
        .collect(Collectors.joining(", ", call.function() + "(", ")"));
  }

  private static String list(Items list, int room) {
    List<String> items = list.items().stream().map(item -> write(item, room)).toList();
    String inline = "[" + String.join(", ", items) + "]";
    boolean single = items.size() <= 1 && !inline.contains("\n");
    if (items.isEmpty() || isInline(list.layout(), inline, room, single)) {
      return inline;
    }
    return list.items().stream()
        .map(item -> "\n  " + indented(write(item, WIDTH - 4)) + ",")
        .collect(Collectors.joining("", "[", "\n]"));
  }

  private static String object(Members object, int room) {
    if (object.members().isEmpty()) {
      return "{}";
    }
    if (object.layout() == Layout.INLINE
        || (object.layout() == Layout.AUTO && object.members().size() == 1)) {
      String inline =
          object.members().entrySet().stream()
              .map(member -> key(member.getKey()) + " = " + write(member.getValue(), room))
              .collect(Collectors.joining(", ", "{ ", " }"));
      if (isInline(object.layout(), inline, room, false)) {
        return inline;
      }
    }
    AlignedLines lines = new AlignedLines("  ");
    object.members().forEach((key, value) -> lines.entry(key(key), value));
    return "{\n" + lines.text() + "}";
  }

  private static boolean isInline(Layout layout, String inline, int room, boolean anyLength) {
    return switch (layout) {
      case INLINE -> true;
      case LINES -> false;
      case AUTO -> anyLength || (!inline.contains("\n") && inline.length() <= room);
    };
  }

  private static String key(String key) {
    return Names.isLabel(key) ? key : Hcl.quote(key).text();
  }

  static String indented(String text) {
    return text.replace("\n", "\n  ");
  }
}
