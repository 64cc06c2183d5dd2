package blueprint.adoption;

import blueprint.source.YamlNode;
import blueprint.source.YamlNode.Entry;
import blueprint.source.YamlNode.Mapping;
import blueprint.source.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What runs on a deploy, and what prepared a machine for it. */
final class CommandLift {

  private static final String[] ON_DEPLOY = {"tiers", Adoption.TIER, "beanstalk", "on_deploy"};

  /** How a virtual environment is found and entered, which commands of a deploy are in already. */
  private static final Pattern ACTIVATION =
      Pattern.compile(
          "^\\s*(?:source|\\.)\\s+(?:\\$\\(find /var/app/venv/? -name activate\\)|[\"']?(?:/var/app/venv"
              + "|/opt/python/run/venv)/[A-Za-z0-9*._/-]*activate[\"']?)\\s*(?:&&|;|\\n)\\s*");

  private static final Pattern RELOAD =
      Pattern.compile(
          "\\s*(?:sudo )?(?:service nginx|systemctl) (?:reload|restart)(?: nginx)?\\s*");

  /** What made a directory of the first Amazon Linux a place for logs. */
  private static final Pattern LOG_DIRECTORY =
      Pattern.compile(
          "\\s*(?:sudo )?(?:mkdir|chmod|chown|touch)(?: -[a-zA-Z]+)*(?: [a-z]+:[a-z]+| [a-z+0-7]+)?"
              + " /(?:opt/python/log|var/log/[a-z-]+|var/app/log)/?[A-Za-z0-9._*/-]*\\s*");

  private static final String OWN_CONFIG =
      "keep it in a `.config` of your own beside what is generated";

  private final Draft draft;

  private CommandLift(Draft draft) {
    this.draft = draft;
  }

  /** Commands of a deploy, which run in the order of their names. */
  static void container(Entry section, Draft draft) {
    new CommandLift(draft).each(section, true);
  }

  /** Commands that prepare a machine. */
  static void machine(Entry section, Draft draft) {
    new CommandLift(draft).each(section, false);
  }

  private void each(Entry section, boolean container) {
    if (!(section.value() instanceof Mapping map)) {
      draft.left(Place.of(section), what(section), "it is " + section.value().kind(), OWN_CONFIG);
      return;
    }
    List<Entry> commands = new ArrayList<>(map.entries());
    commands.sort(Comparator.comparing(entry -> entry.key().text()));
    boolean each = false;
    for (Entry command : commands) {
      boolean once = isOnce(command);
      if (container && once && each) {
        draft.changed(
            Place.of(command.key()),
            what(command),
            "what one machine runs for all now runs before what each of them runs",
            "see whether it needs what another command does");
      }
      each |= !once;
      one(command, container);
    }
  }

  private static boolean isOnce(Entry command) {
    return command.value() instanceof Mapping map
        && map.entry("leader_only").filter(e -> text(e).equals("true")).isPresent();
  }

  private void one(Entry command, boolean container) {
    Map<String, Entry> parts = new HashMap<>();
    if (command.value() instanceof Mapping map) {
      map.entries().forEach(part -> parts.put(part.key().text(), part));
    }
    Entry written = parts.get("command");
    Optional<String> run =
        Optional.ofNullable(written).map(CommandLift::text).filter(t -> !t.isBlank());
    Place place = Place.of(command);
    if (run.isEmpty()) {
      draft.left(place, what(command), "it is no command in one text", OWN_CONFIG);
    } else if (Words.holdsSecret(run.get())) {
      draft.left(
          place,
          what(command),
          "it seems to be given a secret",
          "change that, for it has been in a file, and read it from a variable of `env:`");
    } else if (LOG_DIRECTORY.matcher(run.get()).matches()) {
      logs(place, command);
    } else if (RELOAD.matcher(run.get()).matches()) {
      draft.same(place, what(command), "nginx is reloaded on every deploy");
    } else if (!container) {
      draft.left(
          place,
          what(command),
          "it prepares a machine before the program is there",
          "write `packages:`, or make it a hook in `.platform/hooks/prebuild/`");
    } else if (List.of("test", "cwd", "env").stream().anyMatch(parts::containsKey)) {
      draft.left(
          place,
          what(command),
          "`test`, `cwd` and `env` are no words of the language",
          "write the command under `on_deploy:` with `if`, `cd` or a variable before it");
    } else {
      deploy(place, command, parts, run.get());
    }
  }

  private void deploy(Place place, Entry command, Map<String, Entry> parts, String text) {
    String run = text.strip();
    String bare = ACTIVATION.matcher(run).replaceFirst("");
    Entry ignored = parts.get("ignoreErrors");
    if (ignored != null && text(ignored).equals("true")) {
      draft.changed(
          Place.of(ignored),
          what(command),
          "the deploy fails when a command fails",
          "write ` || true` behind it if it may");
    }
    Object value =
        isOnce(command) ? Draft.map(Map.of("run", bare, "once", Draft.scalar("true"))) : bare;
    draft.add(place, what(command), value, ON_DEPLOY);
  }

  private void logs(Place place, Entry command) {
    if (!draft.has("tiers", Adoption.TIER, "beanstalk", "logs")) {
      draft.add(place, what(command), "/var/log/app", "tiers", Adoption.TIER, "beanstalk", "logs");
      draft.changed(
          place,
          what(command),
          "`logs` makes a directory that the program may write to: `/var/log/app`",
          "let the program's settings write its logs there");
    } else {
      draft.same(place, what(command), "`logs` does so");
    }
  }

  private static String what(Entry entry) {
    return "`" + Words.shown(entry.key().text()) + "`";
  }

  private static String text(Entry entry) {
    YamlNode value = entry.value();
    return value instanceof Scalar scalar ? scalar.text() : "";
  }
}
