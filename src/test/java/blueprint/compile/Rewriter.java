package blueprint.compile;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Writes a blueprint in other words that mean the same: order of keys, quotes, blanks, comments.
 */
final class Rewriter {

  private final Random random;
  private boolean shuffles;
  private final boolean restyles;
  private final StringBuilder out = new StringBuilder();

  private Rewriter(Random random, boolean shuffles, boolean restyles) {
    this.random = random;
    this.shuffles = shuffles;
    this.restyles = restyles;
  }

  /** The same with the keys of every mapping in another order. */
  static String shuffled(String yaml, Random random) {
    return new Rewriter(random, true, false).write(yaml);
  }

  /** The same with other quotes, indents, brackets, blank lines and comments. */
  static String restyled(String yaml, Random random) {
    return new Rewriter(random, false, true).write(yaml);
  }

  private String write(String yaml) {
    block((MappingNode) new Yaml().compose(new StringReader(yaml)), "");
    return out.toString();
  }

  private void block(MappingNode mapping, String indent) {
    for (NodeTuple tuple : entries(mapping)) {
      blankOrComment(indent);
      out.append(indent).append(key(tuple)).append(':');
      boolean shuffled = shuffles;
      shuffles &= !key(tuple).matches(".?json.?");
      value(tuple.getValueNode(), indent + "  " + (restyles ? " ".repeat(random.nextInt(3)) : ""));
      shuffles = shuffled;
    }
  }

  private void value(Node node, String indent) {
    boolean flow = restyles && random.nextInt(4) == 0;
    if (!flow && node instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
      out.append('\n');
      block(mapping, indent);
    } else if (!flow && node instanceof SequenceNode list && !list.getValue().isEmpty()) {
      out.append('\n');
      for (Node item : list.getValue()) {
        blankOrComment(indent);
        out.append(indent).append("- ").append(flow(item)).append('\n');
      }
    } else {
      out.append(restyles ? " ".repeat(1 + random.nextInt(3)) : " ").append(flow(node));
      out.append(restyles && random.nextInt(5) == 0 ? "   # so that it is said" : "").append('\n');
    }
  }

  private String flow(Node node) {
    if (node instanceof MappingNode mapping) {
      List<String> members = new ArrayList<>();
      for (NodeTuple tuple : entries(mapping)) {
        members.add(key(tuple) + ": " + flow(tuple.getValueNode()));
      }
      return "{" + String.join(comma(), members) + "}";
    }
    if (node instanceof SequenceNode list) {
      return "[" + String.join(comma(), list.getValue().stream().map(this::flow).toList()) + "]";
    }
    return scalar((ScalarNode) node);
  }

  private String comma() {
    return restyles ? "," + " ".repeat(1 + random.nextInt(3)) : ", ";
  }

  private List<NodeTuple> entries(MappingNode mapping) {
    List<NodeTuple> entries = new ArrayList<>(mapping.getValue());
    if (shuffles) {
      Collections.shuffle(entries, random);
    }
    return entries;
  }

  private String key(NodeTuple tuple) {
    String key = ((ScalarNode) tuple.getKeyNode()).getValue();
    boolean plain = key.matches("[A-Za-z_][A-Za-z0-9_.-]*") && !(restyles && random.nextBoolean());
    return plain ? key : quoted(key);
  }

  /** What stands without quotes keeps that: in settings, a number and its text differ. */
  private String scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
    return plain && text.matches("[A-Za-z0-9_.~/-]+") ? text : quoted(text);
  }

  private String quoted(String text) {
    boolean single = restyles && random.nextBoolean() && text.matches("[ -~]*");
    return single ? "'" + text.replace("'", "''") + "'" : HostilePayloads.yaml(text);
  }

  private void blankOrComment(String indent) {
    if (restyles && random.nextInt(4) == 0) {
      out.append(random.nextBoolean() ? "\n" : indent + "# tiers: {a: [b}, 'c\n");
    }
  }
}
