package blueprint.source;

import blueprint.source.SyntaxProblem.Kind;
import blueprint.source.YamlNode.Entry;
import blueprint.source.YamlNode.Mapping;
import blueprint.source.YamlNode.Scalar;
import blueprint.source.YamlNode.Sequence;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Text to tree, over SnakeYAML's events.
 *
 * <p>A subset of YAML on purpose: one document, no anchors, aliases, merge keys or tags, no key
 * twice. Each would let a blueprint mean something that its reader does not see.
 */
public final class YamlReader {

  /** How deeply a blueprint may nest. */
  public static final int MAX_DEPTH = 50;

  private final SourceFile file;
  private final Parser parser;
  private final List<SyntaxProblem> problems = new ArrayList<>();

  private YamlReader(SourceFile file) {
    this.file = file;
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(SourceReader.MAX_BYTES + 1);
    this.parser = new ParserImpl(new StreamReader(file.text()), options);
  }

  /**
   * What was read.
   *
   * @param root absent when the text is no YAML at all
   * @param problems everything found; a tree may be there beside them
   */
  public record Document(Optional<YamlNode> root, List<SyntaxProblem> problems) {
    public Document {
      problems = List.copyOf(problems);
    }
  }

  /** Reads a whole file. */
  public static Document read(SourceFile file) {
    return new YamlReader(file).document();
  }

  private Document document() {
    try {
      return new Document(Optional.ofNullable(root()), problems);
    } catch (MarkedYAMLException e) {
      problems.add(malformed(e));
    } catch (TooDeep e) {
      problems.add(SyntaxProblem.of(Kind.TOO_DEEP, e.span, Integer.toString(MAX_DEPTH)));
    } catch (YAMLException e) {
      Span start = Span.at(file, Position.START);
      problems.add(SyntaxProblem.of(Kind.MALFORMED_YAML, start, "it cannot be read as YAML"));
    }
    return new Document(Optional.empty(), problems);
  }

  private @Nullable YamlNode root() {
    parser.getEvent(); // stream start
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      problems.add(SyntaxProblem.of(Kind.EMPTY, Span.at(file, Position.START)));
      return null;
    }
    parser.getEvent(); // document start
    YamlNode root = node(1);
    parser.getEvent(); // document end
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      problems.add(SyntaxProblem.of(Kind.SECOND_DOCUMENT, span(parser.peekEvent())));
    }
    if (root instanceof Scalar scalar && scalar.isNull()) {
      problems.add(SyntaxProblem.of(Kind.EMPTY, root.span()));
      return null;
    }
    return root;
  }

  private YamlNode node(int depth) {
    Event event = parser.getEvent();
    if (depth > MAX_DEPTH) {
      throw new TooDeep(span(event));
    }
    if (event instanceof AliasEvent alias) {
      problems.add(SyntaxProblem.of(Kind.ALIAS, span(event), "*" + alias.getAnchor()));
      return new Scalar("", true, span(event));
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      problems.add(SyntaxProblem.of(Kind.ALIAS, span(event), "&" + node.getAnchor()));
    }
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    CollectionStartEvent start = (CollectionStartEvent) event;
    checkTag(start.getTag(), span(event));
    return start instanceof MappingStartEvent ? mapping(start, depth) : sequence(start, depth);
  }

  private Scalar scalar(ScalarEvent event) {
    Span span = span(event);
    checkTag(event.getTag(), span);
    String text = Normalizer.normalize(event.getValue(), Normalizer.Form.NFC);
    OptionalInt forbidden = Characters.firstForbidden(text);
    if (forbidden.isPresent()) {
      String name = Characters.name(text.codePointAt(forbidden.getAsInt()));
      problems.add(SyntaxProblem.of(Kind.FORBIDDEN_CHARACTER, span, name));
    }
    return new Scalar(text, event.getScalarStyle() == ScalarStyle.PLAIN, span);
  }

  private Sequence sequence(CollectionStartEvent start, int depth) {
    List<YamlNode> items = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node(depth + 1));
    }
    Event end = parser.getEvent();
    return new Sequence(items, span(start.getStartMark(), end.getEndMark()));
  }

  private Mapping mapping(CollectionStartEvent start, int depth) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      YamlNode key = node(depth + 1);
      YamlNode value = node(depth + 1);
      if (key instanceof Scalar name) {
        add(entries, name, value);
      } else {
        problems.add(SyntaxProblem.of(Kind.COMPLEX_KEY, key.span()));
      }
    }
    Event end = parser.getEvent();
    List<Entry> all = List.copyOf(entries.values());
    return new Mapping(all, span(start.getStartMark(), end.getEndMark()));
  }

  private void add(Map<String, Entry> entries, Scalar key, YamlNode value) {
    if (key.plain() && key.text().equals("<<")) {
      problems.add(SyntaxProblem.of(Kind.ALIAS, key.span(), "<<"));
      return;
    }
    Entry first = entries.putIfAbsent(key.text(), new Entry(key, value));
    if (first != null) {
      problems.add(
          new SyntaxProblem(
              Kind.DUPLICATE_KEY,
              key.span(),
              List.of(key.text()),
              Optional.of(first.key().span())));
    }
  }

  private void checkTag(@Nullable String tag, Span span) {
    if (tag != null && !tag.equals("!")) {
      problems.add(SyntaxProblem.of(Kind.TAG, span, tag.replace("tag:yaml.org,2002:", "!!")));
    }
  }

  private SyntaxProblem malformed(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
    Span span = Span.at(file, mark == null ? Position.START : position(mark));
    String problem = e.getProblem() == null ? "it cannot be read as YAML" : e.getProblem();
    if (problem.contains("'\\t(TAB)'")) {
      return SyntaxProblem.of(Kind.TAB_INDENTATION, span);
    }
    return SyntaxProblem.of(Kind.MALFORMED_YAML, span, plainly(problem));
  }

  /** The parser's reason without the words of its grammar. */
  private static String plainly(String problem) {
    if (problem.contains("mapping values are not allowed")) {
      return "a colon and a space cannot stand in a value without quotes";
    }
    if (problem.contains("<document start>")) {
      return "text stands behind the end of the blueprint";
    }
    if (problem.contains("<block end>")) {
      return "this is not indented like what it belongs to";
    }
    if (problem.contains("could not find expected ':'")) {
      return "a key without a colon";
    }
    if (problem.contains("unexpected end of stream")) {
      return "a quote is opened and never closed";
    }
    return problem.replaceFirst("\\.? \\(Do not use .*|\\.$", "");
  }

  private Span span(Event event) {
    return span(event.getStartMark(), event.getEndMark());
  }

  private Span span(Mark start, Mark end) {
    return new Span(file, position(start), position(end));
  }

  private static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static final class TooDeep extends RuntimeException {
    private final transient Span span;

    TooDeep(Span span) {
      this.span = span;
    }
  }
}
