package blueprint.adoption;

import blueprint.source.Position;
import blueprint.source.SourceFile;
import blueprint.source.Span;
import blueprint.source.SyntaxProblem;
import blueprint.source.YamlNode.Entry;
import blueprint.source.YamlNode.Mapping;
import blueprint.source.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of YAML or JSON to its sections, the keys of its top level. What the compiler's own reader
 * refuses in a section (an anchor, a tag, a key twice) leaves this section out, and no other.
 */
final class TreeReader {

  private static final String MEND = "mend it and run again, or move what it says by hand";

  private TreeReader() {}

  static List<Entry> sections(SourceFile file, Draft draft) {
    // JSON may be indented with tabs, which stand for nothing else in it.
    boolean json = file.text().stripLeading().startsWith("{");
    SourceFile text = json ? new SourceFile(file.name(), file.text().replace('\t', ' ')) : file;
    YamlReader.Document document = YamlReader.read(text);
    Optional<SyntaxProblem> empty =
        document.problems().stream().filter(p -> p.kind() == SyntaxProblem.Kind.EMPTY).findFirst();
    if (empty.isPresent()) {
      draft.same(Place.whole(file.name()), "the file", "there are comments in it at most");
      return List.of();
    }
    if (document.root().isEmpty()
        || !(document.root().get() instanceof Mapping root)
        || document.problems().stream()
            .anyMatch(p -> p.kind() == SyntaxProblem.Kind.SECOND_DOCUMENT)) {
      unreadable(file, document.problems(), draft);
      return List.of();
    }
    List<Entry> good = new ArrayList<>();
    List<SyntaxProblem> left = new ArrayList<>(document.problems());
    for (Entry section : root.entries()) {
      List<SyntaxProblem> inside =
          document.problems().stream().filter(problem -> isIn(section, problem.span())).toList();
      left.removeAll(inside);
      if (inside.isEmpty()) {
        good.add(section);
      } else {
        draft.left(
            Place.of(section),
            "`" + Words.shown(section.key().text()) + "`",
            why(inside.get(0)),
            MEND);
      }
    }
    left.forEach(problem -> draft.left(Place.of(problem.span()), "a line", why(problem), MEND));
    return left.isEmpty() ? good : refused(good, draft);
  }

  /** What of the top level stands twice says nothing for sure. */
  private static List<Entry> refused(List<Entry> sections, Draft draft) {
    sections.forEach(
        section ->
            draft.left(
                Place.of(section),
                "`" + Words.shown(section.key().text()) + "`",
                "the file cannot be relied on",
                MEND));
    return List.of();
  }

  private static void unreadable(SourceFile file, List<SyntaxProblem> problems, Draft draft) {
    String why =
        problems.stream().findFirst().map(TreeReader::why).orElse("it is no mapping of sections");
    int line = problems.stream().findFirst().map(p -> p.span().start().line()).orElse(1);
    draft.left(Place.whole(file.name()), "the file", "line " + line + ": " + why, MEND);
  }

  /** Without any word of the file: it may be a secret. */
  static String why(SyntaxProblem problem) {
    return switch (problem.kind()) {
      case TOO_LARGE -> "it is larger than 1 MiB";
      case NOT_UTF8 -> "it is no text in UTF-8";
      case FORBIDDEN_CHARACTER -> "it has a control character, or one that cannot be seen";
      case TAB_INDENTATION -> "it is indented with a tab";
      case MALFORMED_YAML -> "it cannot be read as YAML";
      case DUPLICATE_KEY -> "a key stands twice";
      case ALIAS -> "it has an anchor or an alias";
      case TAG -> "it has a tag, such as a short function of CloudFormation";
      case SECOND_DOCUMENT -> "it has a second document";
      case COMPLEX_KEY -> "a key is no text";
      case TOO_DEEP -> "it nests too deeply";
      case EMPTY -> "nothing is in it";
    };
  }

  private static boolean isIn(Entry section, Span span) {
    Position at = span.start();
    return at.compareTo(section.key().span().start()) >= 0
        && at.compareTo(section.value().span().end()) < 0;
  }
}
