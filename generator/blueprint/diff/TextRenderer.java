package blueprint.diff;

import static blueprint.diagnostic.TextRenderer.safe;

import blueprint.facts.Changes.Interruption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A report for people: first what they should know, then each resource. */
final class TextRenderer implements Renderer {

  private static final Set<Finding.Kind> GRAVE =
      Set.of(Finding.Kind.ELSEWHERE, Finding.Kind.DATA, Finding.Kind.WIDENED);

  private final boolean colour;
  private final StringBuilder out = new StringBuilder();

  TextRenderer(boolean colour) {
    this.colour = colour;
  }

  @Override
  public String render(Report report) {
    line(0, report.before() + " -> " + report.after());
    for (Report.Environment environment : report.environments()) {
      environment(environment);
    }
    return out.toString();
  }

  private void environment(Report.Environment environment) {
    out.append('\n');
    environment.name().ifPresent(name -> line(0, "environment " + name + "\n"));
    if (environment.isSame()) {
      line(0, "nothing in the account changes");
      return;
    }
    for (Finding.Kind kind : Finding.Kind.values()) {
      findings(kind, environment);
    }
    environment.engines().forEach(this::engine);
  }

  private void findings(Finding.Kind kind, Report.Environment environment) {
    List<Finding> findings = environment.of(kind);
    if (findings.isEmpty()) {
      return;
    }
    String length = environment.downtime().name().toLowerCase(Locale.ROOT);
    boolean downtime = kind == Finding.Kind.DOWNTIME && environment.downtime() != Interruption.NONE;
    out.append(paint(GRAVE.contains(kind) ? "31" : "1", kind.title()));
    out.append(downtime ? ": " + length : "").append('\n');
    for (Finding finding : findings) {
      line(2, finding.words() + engines(finding, environment));
      finding.more().forEach(more -> line(4, more));
      String place = Words.place(finding.cause());
      if (!place.isEmpty()) {
        line(4, "from " + place);
      }
    }
    out.append('\n');
  }

  /** Which engine it is about, where there are two and it is not both. */
  private static String engines(Finding finding, Report.Environment environment) {
    return environment.engines().size() > 1 && finding.engines().size() == 1
        ? " (" + finding.engines().iterator().next().title() + ")"
        : "";
  }

  private void engine(Report.EngineChanges changes) {
    line(0, changes.engine().title() + ": " + counts(changes));
    for (Change change : changes.changes()) {
      String place = Words.place(change.cause());
      String twin =
          change
              .twin()
              .map(t -> (change.action() == Action.ADDED ? ", was " : ", becomes ") + t)
              .orElse("");
      String head = change.action().sign() + " " + change.address() + twin;
      line(2, head + (place.isEmpty() ? "" : "   (" + place + ")"));
      for (AttributeChange attribute : change.attributes()) {
        String effect = Words.effect(attribute);
        line(
            6,
            attribute.path()
                + ": "
                + Words.change(attribute)
                + (effect.isEmpty() || attribute.isSaid() ? "" : ", " + effect));
      }
    }
  }

  static String counts(Report.EngineChanges changes) {
    return changes.changes().isEmpty()
        ? "no resource changes"
        : changes.counts().entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey().words())
            .collect(Collectors.joining(", "));
  }

  private void line(int indent, String text) {
    String end = text.endsWith("\n") ? "\n\n" : "\n";
    out.append(" ".repeat(indent)).append(safe(text.strip())).append(end);
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
