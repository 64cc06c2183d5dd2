package blueprint.diff;

import blueprint.facts.Changes.Interruption;
import blueprint.text.Markdown;
import java.util.List;
import java.util.Locale;

/**
 * A report as a comment on a pull request. Words of a blueprint stand in inline code, where no
 * mention, link or HTML is read; all else is escaped.
 */
final class MarkdownRenderer implements Renderer {

  /** GitHub takes 65536 characters for a comment. */
  private static final int LONGEST = 50_000;

  private static final int MOST_ATTRIBUTES = 20;

  private final StringBuilder out = new StringBuilder();

  @Override
  public String render(Report report) {
    out.append("### What this change does to the account\n\n");
    out.append(Markdown.code(report.before()).text()).append(" → ");
    out.append(Markdown.code(report.after()).text()).append("\n");
    for (Report.Environment environment : report.environments()) {
      environment(environment);
    }
    return out.toString();
  }

  private void environment(Report.Environment environment) {
    environment
        .name()
        .ifPresent(name -> out.append("\n#### ").append(Markdown.code(name).text()).append('\n'));
    if (environment.isSame()) {
      out.append("\nNothing in the account changes.\n");
      return;
    }
    out.append('\n');
    for (Report.EngineChanges changes : environment.engines()) {
      out.append("**").append(changes.engine().title()).append("**: ");
      out.append(TextRenderer.counts(changes)).append(".\n");
    }
    for (Finding.Kind kind : Finding.Kind.values()) {
      findings(kind, environment);
    }
    environment.engines().forEach(this::details);
  }

  private void findings(Finding.Kind kind, Report.Environment environment) {
    List<Finding> findings = environment.of(kind);
    if (findings.isEmpty()) {
      return;
    }
    String title =
        kind.title().substring(0, 1).toUpperCase(Locale.ROOT) + kind.title().substring(1);
    boolean downtime = kind == Finding.Kind.DOWNTIME && environment.downtime() != Interruption.NONE;
    out.append("\n**").append(title);
    out.append(downtime ? ": " + environment.downtime().name().toLowerCase(Locale.ROOT) : "");
    out.append("**\n\n");
    int shown = 0;
    for (Finding finding : findings) {
      if (out.length() > LONGEST / 2) {
        out.append("- and ").append(findings.size() - shown).append(" more\n");
        return;
      }
      shown++;
      out.append("- ").append(words(finding.words())).append(place(finding.cause())).append('\n');
      finding.more().forEach(more -> out.append("  - ").append(words(more)).append('\n'));
    }
  }

  private void details(Report.EngineChanges changes) {
    if (changes.changes().isEmpty()) {
      return;
    }
    out.append("\n<details><summary>").append(changes.engine().title()).append(": ");
    out.append(TextRenderer.counts(changes)).append("</summary>\n\n");
    int shown = 0;
    for (Change change : changes.changes()) {
      if (out.length() > LONGEST) {
        out.append("- and ").append(changes.changes().size() - shown).append(" more\n");
        break;
      }
      shown++;
      resource(change);
    }
    out.append("\n</details>\n");
  }

  private void resource(Change change) {
    out.append("- ").append(change.action().words()).append(": ");
    out.append(Markdown.code(change.address()).text());
    change
        .twin()
        .ifPresent(
            twin -> {
              out.append(change.action() == Action.ADDED ? ", was " : ", becomes ");
              out.append(Markdown.code(twin).text());
            });
    out.append(place(change.cause())).append('\n');
    int more = change.attributes().size() - MOST_ATTRIBUTES;
    for (AttributeChange attribute : change.attributes().stream().limit(MOST_ATTRIBUTES).toList()) {
      out.append("  - ").append(Markdown.code(attribute.path()).text()).append(": ");
      out.append(value(attribute));
      String effect = Words.effect(attribute);
      out.append(effect.isEmpty() || attribute.isSaid() ? "" : ", **" + effect + "**");
      out.append('\n');
    }
    out.append(more > 0 ? "  - and " + more + " more\n" : "");
  }

  private static String value(AttributeChange attribute) {
    return attribute.because().isPresent()
        ? "follows " + Markdown.code(attribute.because().get()).text()
        : Markdown.code(Words.before(attribute)).text()
            + " → "
            + Markdown.code(Words.after(attribute)).text();
  }

  private static String place(Cause cause) {
    String place = Words.place(cause);
    return place.isEmpty() ? "" : " — " + Markdown.code(place).text();
  }

  /** A sentence with words of the user between backticks. */
  private static String words(String text) {
    StringBuilder safe = new StringBuilder();
    String[] pieces = text.split("`", -1);
    for (int i = 0; i < pieces.length; i++) {
      boolean code = i % 2 == 1 && i + 1 < pieces.length;
      safe.append(code ? Markdown.code(pieces[i]).text() : plain(pieces[i]));
    }
    return safe.toString();
  }

  /** What would become a mention or a link all the same is broken in two. */
  private static String plain(String text) {
    return Markdown.escape(text)
        .text()
        .replace("@", "@<!-- -->")
        .replace("://", ":<!-- -->//")
        .replace("www.", "www<!-- -->.");
  }
}
