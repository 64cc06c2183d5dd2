package blueprint.target.terraform;

import blueprint.target.terraform.SchemaBlock.Attribute;
import blueprint.target.terraform.SchemaBlock.Nested;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the lines of one type in {@code aws.schema}; that file's head says how they are written.
 */
final class SchemaReader {

  private static final String STEP = "  ";

  private final List<String> lines;
  private int at;

  private SchemaReader(List<String> lines) {
    this.lines = lines;
  }

  /** Reads a type: its title line, then its members. Throws if the shipped file is damaged. */
  static SchemaBlock read(List<String> lines) {
    SchemaReader reader = new SchemaReader(lines);
    List<String> title = words(lines.get(0));
    reader.at = 1;
    SchemaBlock block = reader.body(STEP, traits(title.subList(2, title.size())), true);
    if (reader.at != lines.size()) {
      throw new IllegalArgumentException("wrong indent: " + lines.get(reader.at));
    }
    return block;
  }

  private SchemaBlock body(String indent, Set<SchemaTrait> traits, boolean listed) {
    Map<String, Attribute> attributes = new TreeMap<>();
    Map<String, Nested> blocks = new TreeMap<>();
    while (at < lines.size() && lines.get(at).startsWith(indent)) {
      List<String> words = words(lines.get(at++).substring(indent.length()));
      String name = words.get(0);
      String form = words.get(1);
      List<String> rest = words.subList(2, words.size());
      if (form.startsWith("{")) {
        blocks.put(name, nested(form, rest, indent + STEP));
      } else {
        attributes.put(name, new Attribute(SchemaTypeReader.read(form), traits(rest)));
      }
    }
    return new SchemaBlock(Map.copyOf(attributes), Map.copyOf(blocks), listed, traits);
  }

  private Nested nested(String form, List<String> words, String indent) {
    int most = form.equals("{single}") ? 1 : Integer.MAX_VALUE;
    List<String> traits =
        words.stream().filter(word -> !word.contains("=") && !word.equals("...")).toList();
    SchemaBlock block = body(indent, traits(traits), !words.contains("..."));
    return new Nested(number("min=", words, 0), number("max=", words, most), block);
  }

  private static int number(String key, List<String> words, int otherwise) {
    return words.stream()
        .filter(word -> word.startsWith(key))
        .map(word -> Integer.parseInt(word.substring(key.length())))
        .findFirst()
        .orElse(otherwise);
  }

  private static Set<SchemaTrait> traits(List<String> words) {
    Set<SchemaTrait> traits = EnumSet.noneOf(SchemaTrait.class);
    words.forEach(word -> traits.add(SchemaTrait.of(word)));
    return Set.copyOf(traits);
  }

  private static List<String> words(String line) {
    return Arrays.asList(line.split(" ", -1));
  }
}
