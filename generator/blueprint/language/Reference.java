package blueprint.language;

import blueprint.facts.Limit;
import blueprint.language.Shape.Field;
import blueprint.source.SourceReader;
import blueprint.source.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The language's reference documentation in Markdown. */
public final class Reference {

  private static final String HEAD =
      """
      # The blueprint language

      Generated from the definition that the compiler itself reads with; `blueprint schema` prints the
      same for editors. A blueprint is one YAML document without anchors, aliases or tags. Every key that
      is not listed here is an error.

      ## Values

      - Words keep the form in which they are typed: `no`, `0644` and `1.10` are text where text belongs.
      - **Lengths of time**: `30s`, `10m`, `12h`, `8d`. **Sizes**: `20GB`, `1TB` (powers of 1024).
      - **References**: `${tier.attribute}` and `${secret.name}` stand for values that are known only when
        the service runs; `$$` is a dollar. A database has `host`, `port`, `name`, `user`, `password` and
        `url`; a load balancer and a program on Elastic Beanstalk have `host` and `url`. They may stand in `settings` and in `env`.
      - Text is normalised to Unicode NFC.

      ## Several environments

      What stands beside `environments:` is what all of them share; below a name stands what that
      environment changes. Any key of a blueprint may be changed, and only what is written differs:

      - Mappings grow together; lists and values are replaced.
      - `null` takes a key away. In `json:` and `overrides:` it is a value like others.
      - Of keys that exclude each other, such as `generate` and `from`, the one of the environment counts.
      - An environment is called `<name>-<environment>` in the account and has the tag `Environment`,
        unless it writes a `name:` or that tag itself. Its files go to `out/<name>/<environment>/`.

      `--env NAME` compiles one of them; `blueprint render --env NAME` shows the whole that it makes, and
      where each value comes from.

      """;

  private static final String LIMITS =
      """
      ## Limits

      A file has at most %s bytes and nests at most %s levels deep. What is larger or smaller than this
      table says is refused before anything is generated, and so is what `overrides` would make so.

      | of what | how much | who says so |
      |---|---|---|
      """
          .formatted(SourceReader.MAX_BYTES, YamlReader.MAX_DEPTH);

  private final Map<String, Shape.Mapping> pending = new LinkedHashMap<>();

  private Reference() {}

  /** The document's text. */
  public static String text() {
    return new Reference().document();
  }

  private String document() {
    StringBuilder out = new StringBuilder(HEAD);
    collect(Shapes.BLUEPRINT);
    for (Shape.Mapping mapping : new ArrayList<>(pending.values())) {
      section(mapping, out);
    }
    limits(out);
    return out.toString();
  }

  private static void limits(StringBuilder out) {
    out.append(LIMITS);
    for (Limit limit : Limit.values()) {
      out.append("| ").append(cell(limit.what())).append(" | ").append(limit.inWords());
      out.append(" | ").append(cell(limit.source())).append(" |\n");
    }
  }

  private void collect(Shape.Mapping mapping) {
    if (pending.putIfAbsent(mapping.name(), mapping) == null) {
      mapping.fields().forEach(field -> collect(field.shape()));
    }
  }

  private void collect(Shape shape) {
    if (shape instanceof Shape.Mapping mapping) {
      collect(mapping);
    } else if (shape instanceof Shape.Sequence list) {
      collect(list.item());
    } else if (shape instanceof Shape.Table table) {
      collect(table.value());
    } else if (shape instanceof Shape.Union union) {
      union.members().forEach(this::collect);
    }
  }

  private static void section(Shape.Mapping mapping, StringBuilder out) {
    out.append("## ").append(title(mapping)).append("\n\n").append(mapping.doc()).append("\n\n");
    if (!mapping.exactlyOne().isEmpty()) {
      String groups =
          mapping.exactlyOne().stream()
              .map(group -> "`" + String.join("` with `", group) + "`")
              .collect(Collectors.joining(", or "));
      out.append("Exactly one of: ").append(groups).append(".\n\n");
    }
    out.append("| key | takes | unless written | meaning |\n|---|---|---|---|\n");
    mapping.fields().forEach(field -> row(field, out));
    out.append('\n');
  }

  private static void row(Field field, StringBuilder out) {
    String absent =
        field.required()
            ? "**required**"
            : field
                .byDefault()
                .filter(text -> !text.equals("{}"))
                .map(text -> field.shape() instanceof Shape.Sequence ? "[" + text + "]" : text)
                .map(text -> "`" + text + "`")
                .orElse("");
    out.append("| `").append(field.key()).append("` | ").append(cell(takes(field.shape())));
    out.append(" | ").append(absent).append(" | ").append(cell(field.doc())).append(" |\n");
  }

  private static String takes(Shape shape) {
    if (shape instanceof Shape.Mapping mapping) {
      String link = "[" + title(mapping) + "](#" + anchor(mapping) + ")";
      return mapping.shorthand().map(f -> f.shape().description() + ", or " + link).orElse(link);
    }
    if (shape instanceof Shape.Sequence list) {
      return "a list: " + takes(list.item());
    }
    if (shape instanceof Shape.Table table) {
      return "a mapping from " + keys(table.keys()) + " to " + takes(table.value());
    }
    if (shape instanceof Shape.Union union) {
      return union.members().stream()
          .map(m -> "[" + title(m) + "](#" + anchor(m) + ")")
          .collect(Collectors.joining(", "));
    }
    if (shape instanceof Shape.Change) {
      return "any keys of [" + title(Shapes.BLUEPRINT) + "](#" + anchor(Shapes.BLUEPRINT) + ")";
    }
    return shape instanceof Shape.Json ? "any data" : shape.description();
  }

  private static String keys(Form form) {
    int colon = form.description().indexOf(':');
    return colon < 0 ? form.description() : form.description().substring(0, colon);
  }

  private static String title(Shape.Mapping mapping) {
    String words = mapping.name().replaceAll("([a-z0-9])([A-Z])", "$1 $2");
    return words.charAt(0) + words.substring(1).toLowerCase(java.util.Locale.ROOT);
  }

  private static String anchor(Shape.Mapping mapping) {
    return title(mapping).toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
