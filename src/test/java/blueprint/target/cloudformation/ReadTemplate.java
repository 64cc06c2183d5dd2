package blueprint.target.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A template as a parser of others reads it: every function in its long form.
 *
 * @param tree what {@link TemplateJson} makes of the same template, and what stands around it
 */
public record ReadTemplate(Map<String, Object> tree) {

  private static final Set<String> SECTIONS =
      Set.of("Description", "Parameters", "Conditions", "Resources", "Outputs");

  /** Functions that only put text together: they come and go with references in it. */
  private static final Set<String> JOINING = Set.of("Fn::Join", "Fn::Base64");

  /** Reads a template's text; a key that is there twice is an error. */
  @SuppressWarnings("unchecked")
  public static ReadTemplate of(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(Integer.MAX_VALUE);
    Object read = new Yaml(new Reader(options)).load(text);
    return new ReadTemplate((Map<String, Object>) plain(read));
  }

  /** The sections that the model has too, without empty ones. */
  Map<String, Object> sections() {
    Map<String, Object> sections = new TreeMap<>(tree);
    sections.keySet().retainAll(SECTIONS);
    return sections;
  }

  /** The model of a template in the same form. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> sections(Template template) {
    Map<String, Object> sections =
        new TreeMap<>((Map<String, Object>) plain(TemplateJson.of(template)));
    sections.values().removeIf(Map.of()::equals);
    return sections;
  }

  /** What no text of a user may add to: sections, ids, and each call of a function. */
  public List<String> skeleton() {
    List<String> parts = new ArrayList<>();
    tree.forEach(
        (section, content) -> {
          parts.add(section);
          if (content instanceof Map<?, ?> map) {
            map.keySet().forEach(id -> parts.add(section + "." + id));
          }
          calls(content, parts);
        });
    return parts;
  }

  /**
   * All text that CloudFormation searches for dynamic references: keys, values, and what is joined,
   * in which a sign stands for what is known later.
   */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    texts(tree, texts);
    return texts;
  }

  private static void texts(Object value, List<String> texts) {
    if (value instanceof Map<?, ?> object) {
      object.forEach(
          (key, member) -> {
            texts.add(String.valueOf(key));
            texts(member, texts);
          });
      if (object.get("Fn::Join") instanceof List<?> join && join.get(1) instanceof List<?> parts) {
        String delimiter = (String) join.get(0);
        texts.add(
            parts.stream()
                .map(part -> part instanceof String text ? text : "\uFFFC")
                .collect(Collectors.joining(delimiter)));
      }
    } else if (value instanceof List<?> items) {
      items.forEach(item -> texts(item, texts));
    } else if (value instanceof String text) {
      texts.add(text);
    }
  }

  private static void calls(Object value, List<String> parts) {
    if (value instanceof Map<?, ?> object) {
      object.forEach(
          (key, member) -> {
            String name = String.valueOf(key);
            boolean call = name.equals("Ref") || name.startsWith("Fn::");
            if (call && !JOINING.contains(name)) {
              parts.add(name + " " + member);
            }
            calls(member, parts);
          });
    } else if (value instanceof List<?> items) {
      items.forEach(item -> calls(item, parts));
    }
  }

  /** The same with whole numbers of one class, and keys in order. */
  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> object) {
      Map<String, Object> plain = new TreeMap<>();
      object.forEach((key, member) -> plain.put((String) key, plain(member)));
      return plain;
    } else if (value instanceof List<?> items) {
      return items.stream().map(ReadTemplate::plain).toList();
    }
    return value instanceof Number number ? (Object) number.longValue() : value;
  }

  private static final class Reader extends SafeConstructor {
    Reader(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put("!", new Call());
    }

    private Object argument(Node node) {
      if (node instanceof ScalarNode scalar) {
        return scalar.getValue();
      } else if (node instanceof SequenceNode sequence) {
        return constructSequence(sequence);
      }
      return constructMapping((MappingNode) node);
    }

    private final class Call extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String word = node.getTag().getValue().substring(1);
        Object argument = argument(node);
        Map<String, Object> call = new LinkedHashMap<>();
        if (word.equals("GetAtt")) {
          argument = List.of(((String) argument).split("\\.", 2));
        }
        call.put(word.equals("Ref") ? word : "Fn::" + word, argument);
        return call;
      }
    }
  }
}
