package blueprint.handover;

import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import blueprint.pipeline.Delivery;
import blueprint.pipeline.Proposal;
import blueprint.text.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a system is, as far as it could be found out.
 *
 * @param account whose it is; empty when that is not known
 * @param images ids by name; empty for what the account does not have
 * @param changes what would change, by address; none when it is as generated
 * @param health the states of what stands behind each load balancer
 * @param release how the last release to the swarm went; empty where there is no swarm
 * @param programs on Elastic Beanstalk: what runs of each, and how it is
 * @param failures what could not be asked, and why
 */
public record StackStatus(
    String account,
    Map<String, String> images,
    State state,
    List<String> changes,
    Map<String, List<String>> health,
    Optional<LastRelease> release,
    List<ProgramStatus> programs,
    Map<String, String> failures) {

  /** How it is, against what is generated. */
  public enum State {
    CURRENT("as it is generated"),
    DIFFERENT("not as it is generated"),
    ABSENT("not made yet"),
    UNKNOWN("cannot be told");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /** How it is, in words that follow "it is". */
    public String words() {
      return words;
    }
  }

  /** Reads what has been found out. */
  public static StackStatus of(
      Delivery delivery, Path folder, String engine, Handover.Survey survey, Path work)
      throws IOException {
    Map<String, String> values = survey.values();
    Map<String, String> images = new LinkedHashMap<>();
    delivery
        .images()
        .forEach(
            (image, name) -> {
              String id = values.getOrDefault(Delivery.variable(image), "");
              images.put(name, Delivery.isAbsent(id) ? "" : id);
            });
    Map<String, List<String>> health = new LinkedHashMap<>();
    for (Delivery.Entrance entrance : delivery.entrances()) {
      List<String> states = new ArrayList<>();
      for (String name : Delivery.healthOf(entrance)) {
        Arrays.stream(values.getOrDefault(name, "").split("\\s+", -1))
            .filter(state -> !state.isEmpty())
            .forEach(states::add);
      }
      health.put(entrance.tier(), states);
    }
    List<String> changes = new ArrayList<>();
    State state =
        engine.equals("terraform")
            ? terraform(values, work, changes)
            : cloudFormation(values, folder, work, changes);
    return new StackStatus(
        values.getOrDefault("account", ""),
        images,
        state,
        changes,
        health,
        LastRelease.of(delivery, folder, values),
        ProgramStatus.of(delivery, values, work),
        survey.failures());
  }

  /** Whether something runs that is not what is generated. */
  public boolean differs() {
    return state == State.DIFFERENT
        || release.map(LastRelease::differs).orElse(false)
        || programs.stream().anyMatch(ProgramStatus::differs);
  }

  /**
   * For machines: one JSON document, the first version of its form.
   *
   * @param versions of the tools, by name
   * @param applied when it was last applied from this computer; empty if it was not
   */
  public String json(
      Delivery delivery, String engine, Map<String, String> versions, String applied) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("version", 1);
    root.put("stack", delivery.stack());
    root.put("region", delivery.region());
    root.put("engine", engine);
    root.put("account", account);
    root.put("tools", versions);
    root.put("images", images);
    root.put("system", state.name().toLowerCase(Locale.ROOT));
    root.put("changes", changes);
    root.put("health", health);
    release.ifPresent(last -> root.put("release", last.tree()));
    if (!programs.isEmpty()) {
      root.put("programs", programs.stream().map(ProgramStatus::tree).toList());
    }
    root.put("applied", applied);
    root.put("unknown", failures);
    return JsonWriter.write(root);
  }

  private static State terraform(Map<String, String> values, Path work, List<String> changes)
      throws IOException {
    String code = values.getOrDefault("changes", "");
    if (!code.equals("2")) {
      return code.equals("0") ? State.CURRENT : State.UNKNOWN;
    }
    Path document = work.resolve(Proposal.TERRAFORM);
    if (!Files.exists(document)) {
      return State.DIFFERENT;
    }
    boolean stands = false;
    try (InputStream in = Files.newInputStream(document)) {
      for (JsonValue change : JsonReader.read(in).path("resource_changes")) {
        if (change.path("mode").asText().equals("data")) {
          continue;
        }
        String action = change.at("/change/actions").path(0).asText();
        stands |= !action.equals("create");
        if (!action.equals("no-op") && !action.equals("read")) {
          changes.add(change.path("address").asText());
        }
      }
    }
    return stands ? State.DIFFERENT : State.ABSENT;
  }

  private static State cloudFormation(
      Map<String, String> values, Path folder, Path work, List<String> changes) throws IOException {
    String status = values.getOrDefault("stack_status", "?");
    if (status.isEmpty() || status.startsWith("REVIEW")) {
      return State.ABSENT;
    }
    Path sent = work.resolve(Proposal.TEMPLATE);
    if (!Files.exists(sent) || Files.size(sent) == 0) {
      return State.UNKNOWN;
    }
    String generated = Files.readString(folder.resolve("cloudformation/template.yaml")).strip();
    if (!Files.readString(sent).strip().equals(generated)) {
      changes.add("cloudformation/template.yaml");
    }
    Path drifts = work.resolve(Proposal.DRIFTS);
    if (Files.exists(drifts) && Files.size(drifts) > 0) {
      try (InputStream in = Files.newInputStream(drifts)) {
        for (JsonValue drift : JsonReader.read(in).path("StackResourceDrifts")) {
          changes.add(drift.path("LogicalResourceId").asText());
        }
      }
    }
    return changes.isEmpty() ? State.CURRENT : State.DIFFERENT;
  }
}
