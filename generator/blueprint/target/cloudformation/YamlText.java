package blueprint.target.cloudformation;

import blueprint.target.cloudformation.Expression.Bool;
import blueprint.target.cloudformation.Expression.Call;
import blueprint.target.cloudformation.Expression.GetAtt;
import blueprint.target.cloudformation.Expression.Items;
import blueprint.target.cloudformation.Expression.Join;
import blueprint.target.cloudformation.Expression.Members;
import blueprint.target.cloudformation.Expression.Numeric;
import blueprint.target.cloudformation.Expression.Ref;
import blueprint.target.cloudformation.Expression.Sub;
import blueprint.target.cloudformation.Expression.Text;
import blueprint.text.YamlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines of a template. Functions are written in their short form, {@code !Ref}, where
 * CloudFormation takes it; what is short and has no parts of its own stands on one line.
 */
final class YamlText {

  private static final int WIDTH = 100;

  /** The most members that an object in braces has. */
  private static final int BRIEF = 3;

  /** Types of resources and ranges of addresses, which no reader takes for anything but text. */
  private static final Pattern PLAIN =
      Pattern.compile("AWS(::[A-Za-z0-9]+)+|([0-9]{1,3}\\.){3}[0-9]{1,3}/[0-9]{1,2}");

  private final StringBuilder out = new StringBuilder();
  private int line = 1;
  private boolean apart = true;

  /** All of it. */
  String text() {
    return out.toString();
  }

  /** The number of the line that comes next, from 1. */
  int line() {
    return line;
  }

  /** Leaves a blank line. */
  void blank() {
    put("");
    apart = true;
  }

  /** Leaves a blank line unless there is one, or nothing yet that one could be apart from. */
  void between() {
    if (!apart) {
      blank();
    }
  }

  /** Leaves a blank line, and wants none after it. */
  void gap() {
    blank();
  }

  /** A key of the top level, with entries to come. */
  void open(String key) {
    blank();
    put(key + ":");
    apart = true;
  }

  /** A comment of one line. */
  void comment(int indent, String text) {
    put(" ".repeat(indent) + "# " + text);
    apart = false;
  }

  /** A key, with its members to come. */
  void key(int indent, String key) {
    put(" ".repeat(indent) + name(key) + ":");
  }

  /** Keys and their values. */
  void members(int indent, Members object) {
    members(" ".repeat(indent), " ".repeat(indent), object);
  }

  /** A key and its value. */
  void entry(int indent, String key, Expression value) {
    entry(" ".repeat(indent), " ".repeat(indent), key, value);
  }

  /**
   * A key and its value.
   *
   * @param lead what stands before the key: the indent, or a dash of a list
   */
  private void entry(String lead, String indent, String key, Expression value) {
    String start = lead + name(key) + ":";
    Optional<String> oneLine = inline(value).filter(v -> start.length() + 1 + v.length() <= WIDTH);
    if (oneLine.isPresent()) {
      put(start + " " + oneLine.get());
    } else {
      below(start, indent, value);
    }
    apart = false;
  }

  /** A value that takes lines of its own, or is too long for one. */
  private void below(String start, String indent, Expression value) {
    if (value instanceof Members object) {
      put(start);
      members(indent + "  ", indent + "  ", object);
    } else if (value instanceof Items list) {
      put(start);
      items(indent + "  ", list.items());
    } else if (value instanceof Join join) {
      put(start + " !Join");
      items(
          indent + "  ", List.of(Expression.text(join.delimiter()), Expression.list(join.parts())));
    } else if (value instanceof Call call) {
      function(start, indent, call);
    } else if (value instanceof GetAtt attribute) {
      put(start);
      put(indent + "  Fn::GetAtt: [" + attribute.id() + ", " + attribute.attribute() + "]");
    } else if (value instanceof Text text) {
      put(start + " " + YamlWriter.value(text.text(), indent));
    } else {
      put(start + " " + inline(value).orElseThrow());
    }
  }

  /** Two short forms cannot follow each other: the outer one is written in full. */
  private void function(String start, String indent, Call call) {
    if (call.argument() instanceof Items list) {
      put(start + " !" + call.function().word());
      items(indent + "  ", list.items());
    } else {
      put(start);
      entry(indent + "  ", indent + "  ", "Fn::" + call.function().word(), call.argument());
    }
  }

  private void members(String lead, String indent, Members object) {
    String before = lead;
    for (var member : object.members().entrySet()) {
      String note = object.notes().get(member.getKey());
      if (note != null) {
        put(" ".repeat(before.length() - before.stripLeading().length()) + "# " + note);
      }
      entry(before, indent, member.getKey(), member.getValue());
      before = indent;
    }
  }

  private void items(String indent, List<Expression> items) {
    for (Expression item : items) {
      String dash = indent + "- ";
      Optional<String> oneLine =
          (item instanceof Members object ? brief(object) : inline(item))
              .filter(v -> dash.length() + v.length() <= WIDTH);
      if (oneLine.isPresent()) {
        put(dash + oneLine.get());
      } else if (item instanceof Members object) {
        members(dash, indent + "  ", object);
      } else if (item instanceof Items list) {
        nested(dash, indent + "  ", list.items());
      } else if (item instanceof Text text) {
        put(dash + YamlWriter.value(text.text(), indent));
      } else if (item instanceof GetAtt attribute) {
        put(dash + "Fn::GetAtt: [" + attribute.id() + ", " + attribute.attribute() + "]");
      } else {
        below(dash.stripTrailing(), indent, item);
      }
    }
  }

  /** An object in braces, such as a tag; empty if it has many members, parts or comments. */
  private static Optional<String> brief(Members object) {
    if (object.members().size() > BRIEF || !object.notes().isEmpty()) {
      return Optional.empty();
    }
    List<String> members = new ArrayList<>();
    for (var member : object.members().entrySet()) {
      Optional<String> value =
          member.getValue() instanceof Items ? Optional.empty() : flow(member.getValue());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      members.add(name(member.getKey()) + ": " + value.get());
    }
    return Optional.of("{" + String.join(", ", members) + "}");
  }

  /** A list in a list begins behind the outer one's dash. */
  private void nested(String lead, String indent, List<Expression> items) {
    YamlText inner = new YamlText();
    inner.items(indent, items);
    String text = inner.text();
    put(lead + text.substring(indent.length(), text.length() - 1));
  }

  /** The value as it stands on one line; empty if it takes several. */
  private static Optional<String> inline(Expression value) {
    if (value instanceof Text text) {
      return Optional.of(text(text)).filter(written -> !written.contains("\n"));
    } else if (value instanceof Numeric || value instanceof Bool || isReference(value)) {
      return Optional.of(scalar(value));
    } else if (value instanceof Items list) {
      return flow(list);
    } else if (value instanceof Members object && object.members().isEmpty()) {
      return Optional.of("{}");
    } else if (value instanceof Join join) {
      return flow(Expression.list(Expression.text(join.delimiter()), new Items(join.parts())))
          .map(list -> "!Join " + list);
    } else if (value instanceof Call call) {
      return call.argument() instanceof Items || call.argument() instanceof Text
          ? flow(call.argument()).map(argument -> "!" + call.function().word() + " " + argument)
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static String text(Text text) {
    boolean plain = PLAIN.matcher(text.text()).matches();
    return plain ? text.text() : YamlWriter.value(text.text(), "");
  }

  private static boolean isReference(Expression value) {
    return value instanceof Ref
        || value instanceof Sub
        || (value instanceof GetAtt attribute && !attribute.attribute().contains("."));
  }

  /** A value inside brackets; empty for what would be hard to read there. */
  private static Optional<String> flow(Expression value) {
    if (value instanceof Items list) {
      List<Optional<String>> items = list.items().stream().map(YamlText::flow).toList();
      return items.stream().allMatch(Optional::isPresent)
          ? Optional.of(
              items.stream().map(Optional::orElseThrow).collect(Collectors.joining(", ", "[", "]")))
          : Optional.empty();
    } else if (value instanceof Text text) {
      return text.text().contains("\n")
          ? Optional.empty()
          : Optional.of(YamlWriter.inline(text.text()));
    } else if (value instanceof Call || value instanceof Join) {
      return inline(value);
    } else if (value instanceof Numeric || value instanceof Bool || isReference(value)) {
      return Optional.of(scalar(value));
    }
    return Optional.empty();
  }

  private static String scalar(Expression value) {
    if (value instanceof Numeric number) {
      return number.value().toPlainString();
    } else if (value instanceof Bool bool) {
      return Boolean.toString(bool.value());
    } else if (value instanceof Ref ref) {
      return "!Ref " + ref.id();
    } else if (value instanceof GetAtt attribute) {
      return "!GetAtt " + attribute.id() + "." + attribute.attribute();
    } else if (value instanceof Sub sub) {
      return "!Sub " + YamlWriter.inline(sub.template());
    }
    throw new IllegalArgumentException("no scalar: " + value);
  }

  /** CloudFormation's own keys stand without quotes. */
  private static String name(String key) {
    return key.startsWith("AWS::") || key.startsWith("Fn::") ? key : YamlWriter.key(key);
  }

  private void put(String lines) {
    out.append(lines).append('\n');
    line += 1 + (int) lines.chars().filter(c -> c == '\n').count();
    apart = false;
  }
}
