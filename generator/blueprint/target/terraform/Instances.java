package blueprint.target.terraform;

import blueprint.target.terraform.Expression.Call;
import blueprint.target.terraform.Expression.Code;
import blueprint.target.terraform.Expression.Items;
import blueprint.target.terraform.Expression.Members;
import blueprint.target.terraform.Expression.Numeric;
import blueprint.target.terraform.Expression.Template;
import blueprint.target.terraform.Expression.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instances of blocks with {@code for_each} or {@code count}, as far as a configuration alone
 * says which there are.
 */
final class Instances {

  /** One of several: its key as an address writes it, and what its {@code each} stands for. */
  record Instance(String index, Expression key, Expression value) {}

  private static final Pattern EACH_KEY = Pattern.compile("\\beach\\.key\\b");
  private static final Pattern EACH_VALUE = Pattern.compile("\\beach\\.value\\b");

  private static final Pattern EACH_MEMBER = Pattern.compile("each\\.value\\.(\\w+)");

  private final Map<String, List<Instance>> known = new LinkedHashMap<>();

  Instances(List<Block> blocks) {
    Map<String, Expression> sources = new LinkedHashMap<>();
    for (Block block : blocks) {
      argument(block, "for_each").ifPresent(e -> sources.put(block.names().get(0), e));
      argument(block, "count")
          .filter(Numeric.class::isInstance)
          .ifPresent(e -> known.put(block.names().get(0), counted((Numeric) e)));
    }
    boolean more = true;
    while (more) {
      more = false;
      for (Map.Entry<String, Expression> source : sources.entrySet()) {
        if (!known.containsKey(source.getKey())) {
          Optional<List<Instance>> found = each(source.getValue());
          found.ifPresent(instances -> known.put(source.getKey(), instances));
          more |= found.isPresent();
        }
      }
    }
  }

  /** Those of a block; empty for a block that is one, or of which nobody knows yet how many. */
  List<Instance> of(Block block) {
    return block.names().isEmpty()
        ? List.of()
        : known.getOrDefault(block.names().get(0), List.of());
  }

  /** What a block is given under a name. */
  static Optional<Expression> argument(Block block, String name) {
    return block.body().elements().stream()
        .filter(e -> e instanceof Body.Attribute a && a.name().equals(name))
        .map(e -> ((Body.Attribute) e).value())
        .findFirst();
  }

  private static List<Instance> counted(Numeric count) {
    List<Instance> all = new ArrayList<>();
    for (int i = 0; i < count.value().intValue(); i++) {
      all.add(new Instance("[" + i + "]", count, count));
    }
    return all;
  }

  private Optional<List<Instance>> each(Expression source) {
    if (source instanceof Members members) {
      List<Instance> all = new ArrayList<>();
      members.members().forEach((key, value) -> all.add(instance(key, value)));
      return Optional.of(all);
    }
    if (source instanceof Call set
        && set.function().equals("toset")
        && set.arguments().get(0) instanceof Items items
        && items.items().stream().allMatch(Text.class::isInstance)) {
      return Optional.of(items.items().stream().map(i -> instance(((Text) i).text(), i)).toList());
    }
    if (source instanceof Code code && known.containsKey(code.code())) {
      return Optional.of(
          known.get(code.code()).stream()
              .map(i -> new Instance(i.index(), i.key(), new Code(code.code() + i.index())))
              .toList());
    }
    return Optional.empty();
  }

  private static Instance instance(String key, Expression value) {
    return new Instance(
        "[" + HclExpressions.write(Expression.text(key), 0) + "]", Expression.text(key), value);
  }

  /** An expression as it is for one of several. */
  static Expression with(Expression expression, Instance each) {
    if (expression instanceof Code code) {
      return code(code, each);
    } else if (expression instanceof Template template) {
      return joined(template.parts().stream().map(part -> with(part, each)).toList());
    } else if (expression instanceof Items items) {
      return new Items(items.items().stream().map(i -> with(i, each)).toList(), items.layout());
    } else if (expression instanceof Members object) {
      Map<String, Expression> members = new LinkedHashMap<>();
      object.members().forEach((key, value) -> members.put(key, with(value, each)));
      return new Members(members, object.layout());
    } else if (expression instanceof Call call) {
      return new Call(call.function(), call.arguments().stream().map(a -> with(a, each)).toList());
    }
    return expression;
  }

  private static Expression code(Code code, Instance each) {
    if (code.code().equals("each.value")) {
      return each.value();
    } else if (code.code().equals("each.key")) {
      return each.key();
    }
    Matcher member = EACH_MEMBER.matcher(code.code());
    if (member.matches() && each.value() instanceof Members object) {
      Expression value = object.members().get(member.group(1));
      return value == null ? code : value;
    }
    String key = EACH_KEY.matcher(code.code()).replaceAll(quoted(each.key()));
    return new Code(EACH_VALUE.matcher(key).replaceAll(quoted(each.value())));
  }

  private static String quoted(Expression expression) {
    return Matcher.quoteReplacement(HclExpressions.write(expression, 0));
  }

  private static Expression joined(List<Expression> parts) {
    if (parts.stream().allMatch(Text.class::isInstance)) {
      StringBuilder text = new StringBuilder();
      parts.forEach(part -> text.append(((Text) part).text()));
      return new Text(text.toString());
    }
    return new Template(
        parts.stream().filter(p -> p instanceof Text || p instanceof Code).toList());
  }
}
