package blueprint.handover;

import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import blueprint.pipeline.Delivery;
import blueprint.pipeline.Proposal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a program on Elastic Beanstalk is.
 *
 * @param head the newest commit of its repository; empty when that is not known
 * @param environments those that there are
 * @param last the last line of what releases have noted; empty before the first one
 */
public record ProgramStatus(
    String tier, String head, List<Environment> environments, Optional<Note> last) {

  private static final String FAILED = "failed";

  /**
   * What is known of an environment.
   *
   * @param version what runs, by its name
   * @param platform by its ARN, as far as it tells releases apart
   * @param live whether visitors reach it
   * @param causes why it is not well, in words of Elastic Beanstalk
   * @param updates what AWS is about to do with its platform
   */
  public record Environment(
      String name,
      String status,
      String health,
      String version,
      String platform,
      boolean live,
      List<String> causes,
      List<String> updates) {}

  /** What a release has noted when it began or ended. */
  public record Note(String at, String state, String version) {}

  /** Reads what has been found out. */
  static List<ProgramStatus> of(Delivery delivery, Map<String, String> values, Path work)
      throws IOException {
    List<ProgramStatus> all = new ArrayList<>();
    for (Delivery.Program program : delivery.programs()) {
      List<Environment> environments = new ArrayList<>();
      for (JsonValue it : read(work, Proposal.environments(program.tier())).path("Environments")) {
        environments.add(environment(program, it, work));
      }
      all.add(
          new ProgramStatus(
              program.tier(),
              values.getOrDefault(program.head(), ""),
              environments,
              last(values.getOrDefault(program.history(), ""))));
    }
    return all;
  }

  private static Environment environment(Delivery.Program program, JsonValue it, Path work)
      throws IOException {
    String name = text(it, "EnvironmentName");
    List<String> causes = new ArrayList<>();
    read(work, Proposal.causes(name)).path("Causes").forEach(c -> causes.add(clean(c)));
    List<String> updates = new ArrayList<>();
    for (JsonValue action : read(work, Proposal.updates(name)).path("ManagedActions")) {
      updates.add(
          "platform update "
              + text(action, "Status").toLowerCase(Locale.ROOT)
              + ", "
              + text(action, "WindowStartTime"));
    }
    String platform = text(it, "PlatformArn");
    return new Environment(
        name,
        text(it, "Status"),
        text(it, "HealthStatus").isEmpty() ? text(it, "Health") : text(it, "HealthStatus"),
        text(it, "VersionLabel"),
        platform.substring(platform.indexOf("/") + 1),
        text(it, "CNAME").startsWith(program.cname() + "."),
        causes,
        updates);
  }

  private static JsonValue read(Path work, String document) throws IOException {
    Path file = work.resolve(document);
    if (Files.notExists(file) || Files.size(file) == 0) {
      return JsonReader.read("{}");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return JsonReader.read(in);
    }
  }

  private static Optional<Note> last(String history) {
    List<String> lines = history.lines().toList();
    String[] words = (lines.isEmpty() ? "" : lines.get(lines.size() - 1)).split(" ", 3);
    return words.length < 3
        ? Optional.empty()
        : Optional.of(
            new Note(Lines.clean(words[0]), Lines.clean(words[1]), Lines.clean(words[2])));
  }

  private static String text(JsonValue value, String member) {
    return clean(value.path(member));
  }

  private static String clean(JsonValue value) {
    return Lines.clean(value.asText());
  }

  /** Whether what was wanted does not run. */
  boolean differs() {
    return last.filter(note -> note.state().equals(FAILED)).isPresent();
  }

  /** In words: what visitors reach, against what is committed. */
  public String words() {
    Optional<Environment> live = environments.stream().filter(Environment::live).findFirst();
    if (live.isEmpty()) {
      return tier + ": " + (environments.isEmpty() ? "not made yet" : "no visitor reaches it");
    }
    String version = live.get().version();
    String committed =
        head.isEmpty()
            ? ""
            : version.contains(head)
                ? ", which is what is committed"
                : ", and " + head + " is committed";
    return tier + ": " + version + committed;
  }

  /** What else there is to say, line by line. */
  public List<String> details() {
    List<String> lines = new ArrayList<>();
    for (Environment it : environments) {
      lines.add(
          String.join(
              ", ",
              it.name() + (environments.size() > 1 && it.live() ? " (visitors reach it)" : ""),
              it.status(),
              it.health(),
              it.version(),
              it.platform()));
      it.causes().forEach(cause -> lines.add("  " + cause));
      it.updates().forEach(update -> lines.add("  " + update));
    }
    last.ifPresent(note -> lines.add(note.version() + " " + note.state() + ", " + note.at()));
    return lines;
  }

  /** For machines. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("tier", tier);
    tree.put("committed", head);
    List<Object> all = new ArrayList<>();
    for (Environment it : environments) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", it.name());
      one.put("status", it.status());
      one.put("health", it.health());
      one.put("version", it.version());
      one.put("platform", it.platform());
      one.put("live", it.live());
      one.put("causes", it.causes());
      one.put("updates", it.updates());
      all.add(one);
    }
    tree.put("environments", all);
    last.ifPresent(
        note ->
            tree.put(
                "last", Map.of("at", note.at(), "state", note.state(), "version", note.version())));
    return tree;
  }
}
