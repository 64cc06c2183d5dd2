package blueprint.adoption;

import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Severity;
import blueprint.source.Position;
import blueprint.source.SourceFile;
import blueprint.source.YamlNode;
import blueprint.source.YamlNode.Entry;
import blueprint.source.YamlNode.Mapping;
import blueprint.source.YamlNode.Sequence;
import blueprint.source.YamlReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Proposes a blueprint for a project that Elastic Beanstalk runs already. */
public final class Adoption {

  /** What the program's tier is called. */
  static final String TIER = "app";

  /** What its database is called, if it has one. */
  static final String DATABASE = "db";

  private static final int NAME = 32;
  private static final String REGION = "us-east-1";

  /** Where {@code eb init} would have said it. */
  private static final Place NOWHERE = new Place(".elasticbeanstalk/config.yml", 1, 1);

  private final Project project;
  private final Function<String, List<Diagnostic>> judge;
  private final Draft draft = new Draft();

  private Adoption(Project project, Function<String, List<Diagnostic>> judge) {
    this.project = project;
    this.judge = judge;
  }

  /**
   * Reads what the project says. What the judge refuses is not in the proposal.
   *
   * @param name what the service is to be called; as the project is unless given
   * @param judge what is wrong with a blueprint
   */
  public static Proposal propose(
      Project project, Optional<String> name, Function<String, List<Diagnostic>> judge) {
    return new Adoption(project, judge).proposal(name);
  }

  private Proposal proposal(Optional<String> name) {
    List<OptionSetting> settings = new ArrayList<>();
    project.files().forEach(file -> read(file, settings));
    EnvironmentFileLift.refuseWorkers(settings, draft);
    if (draft.isRefused()) {
      return new Proposal("", Optional.empty(), draft.remarks());
    }
    name.ifPresent(given -> draft.replace(given, "name"));
    if (!draft.has("name")) {
      name(NOWHERE, "the name", project.name(), draft);
      draft.changed(NOWHERE, "the name", "no file says it; it is the folder's", "see `name:`");
    }
    if (!draft.has("region")) {
      region();
    }
    List<OptionSetting> effective = effective(settings);
    OptionLift.lift(
        effective.stream()
            .filter(
                s -> !VariableLift.isVariable(s) && !s.namespace().equals(DatabaseLift.NAMESPACE))
            .toList(),
        draft);
    VariableLift.lift(effective, draft, draft.text("name"));
    DatabaseLift.lift(effective, draft);
    PlatformLift.guess(project, draft);
    draft.put(NOWHERE, "the version of the language", Draft.scalar("1"), "blueprint");
    String blueprint = judged();
    return new Proposal(draft.text("name"), Optional.of(blueprint), draft.remarks());
  }

  private void region() {
    draft.put(NOWHERE, "the region", REGION, "region");
    draft.changed(
        NOWHERE, "the region", "no file names one that can be taken", "correct `region:`");
  }

  private void read(ProjectFile file, List<OptionSetting> settings) {
    if (file.text().isEmpty()) {
      draft.left(
          Place.whole(file.name()), "the file", file.problem().orElse(""), "see what it says");
      return;
    }
    SourceFile text = file.text().get();
    if (file.name().matches("\\.elasticbeanstalk/config(\\.global)?\\.yml")) {
      EbConfigLift.lift(text, draft);
    } else if (file.name().matches("\\.ebextensions/[^/]+\\.config")) {
      settings.addAll(ExtensionLift.lift(text, draft));
    } else if (file.name().equals("env.yaml")) {
      settings.addAll(EnvironmentFileLift.lift(text, draft));
    } else if (file.name().matches("\\.elasticbeanstalk/saved_configs/[^/]+\\.cfg\\.yml")) {
      saved(text, settings);
    } else {
      FileLift.lift(text, draft);
    }
  }

  /** One of several stands for the others, which are of other environments. */
  private void saved(SourceFile text, List<OptionSetting> settings) {
    Optional<String> first =
        project.files().stream()
            .map(ProjectFile::name)
            .filter(name -> name.startsWith(".elasticbeanstalk/saved_configs/"))
            .filter(name -> name.endsWith(".cfg.yml"))
            .min(Comparator.naturalOrder());
    if (first.filter(text.name()::equals).isPresent()) {
      settings.addAll(EnvironmentFileLift.lift(text, draft));
    } else {
      draft.left(
          Place.whole(text.name()),
          "the file",
          "the first of the saved configurations was taken",
          "write what differs below `environments:`");
    }
  }

  /** Of an option that is set more than once the last one counts, saved ones after others. */
  private List<OptionSetting> effective(List<OptionSetting> settings) {
    List<OptionSetting> inOrder = new ArrayList<>(settings);
    inOrder.sort(Comparator.comparing(setting -> rank(setting.place().file())));
    Map<String, OptionSetting> last = new LinkedHashMap<>();
    for (OptionSetting setting : inOrder) {
      Optional.ofNullable(last.put(setting.full(), setting))
          .ifPresent(
              old ->
                  draft.left(
                      old.place(), old.what(), "what " + setting.place() + " says counts", ""));
    }
    return List.copyOf(last.values());
  }

  private static int rank(String file) {
    return file.startsWith(".ebextensions/") ? 0 : file.equals("env.yaml") ? 1 : 2;
  }

  /** What the service is called: as the application is, as far as the language lets it. */
  static void name(Place place, String what, String written, Draft draft) {
    String name = Words.name(written, NAME);
    String given = name.isEmpty() ? "app" : name;
    draft.put(place, what, given, "name");
    if (!given.equals(written)) {
      draft.changed(
          place,
          what,
          "a name has lower-case letters, digits and hyphens",
          "the application is a new one beside the old one; see `name:`");
    }
  }

  /** The blueprint without what the compiler refuses. */
  private String judged() {
    String text = draft.text();
    List<Diagnostic> errors = errors(text);
    while (obey(text, errors)) {
      text = draft.text();
      errors = errors(text);
    }
    Optional<YamlNode> tree = tree(text);
    for (Diagnostic error : errors) {
      Refusal left = refusal(tree, error);
      int line = error.span().start().line();
      draft.changed(new Place("the blueprint", line, line), "a line", left.why(), left.next());
    }
    return text;
  }

  private List<Diagnostic> errors(String text) {
    return judge.apply(text).stream().filter(d -> d.severity() == Severity.ERROR).toList();
  }

  /** What the compiler says of a value. */
  private record Refusal(List<String> path, String why, String next) {}

  private Refusal refusal(Optional<YamlNode> root, Diagnostic error) {
    List<String> path = new ArrayList<>();
    root.ifPresent(node -> walk(node, error.span().start(), path));
    return new Refusal(path, Words.said(error.message()), Words.said(error.hint().orElse("")));
  }

  /** Takes out what can be taken out; each round there is less, so that there is a last one. */
  private boolean obey(String text, List<Diagnostic> errors) {
    boolean obeyed = false;
    Optional<YamlNode> tree = tree(text);
    for (Refusal refusal : errors.stream().map(error -> refusal(tree, error)).toList()) {
      if (refusal.path().equals(List.of("region")) && !draft.text("region").equals(REGION)) {
        draft.take(refusal.path(), refusal.why(), refusal.next());
        region();
        obeyed = true;
      } else if (!isNeeded(refusal.path())) {
        obeyed |= draft.take(refusal.path(), refusal.why(), refusal.next());
      }
    }
    return obeyed;
  }

  /** Whether there is no blueprint without it. */
  private static boolean isNeeded(List<String> path) {
    String first = path.isEmpty() ? "" : path.get(0);
    return List.of("", "blueprint", "name", "region").contains(first)
        || (first.equals("tiers") && path.size() <= 3);
  }

  private static Optional<YamlNode> tree(String text) {
    return YamlReader.read(new SourceFile("proposal", text)).root();
  }

  private void walk(YamlNode node, Position at, List<String> path) {
    if (node instanceof Mapping map) {
      for (Entry entry : map.entries()) {
        if (isIn(entry.key().span().start(), at, entry.value().span().end())) {
          path.add(entry.key().text());
          walk(entry.value(), at, path);
          return;
        }
      }
    } else if (node instanceof Sequence list) {
      for (int i = 0; i < list.items().size(); i++) {
        YamlNode item = list.items().get(i);
        List<String> keys = draft.keys(path);
        if (isIn(item.span().start(), at, item.span().end()) && i < keys.size()) {
          path.add(keys.get(i));
          walk(item, at, path);
          return;
        }
      }
    }
  }

  private static boolean isIn(Position start, Position at, Position end) {
    return start.compareTo(at) <= 0 && at.compareTo(end) < 0;
  }
}
