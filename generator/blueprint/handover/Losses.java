package blueprint.handover;

import blueprint.facts.Changes;
import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import blueprint.output.Lock;
import blueprint.pipeline.Proposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a proposed change would take away for good, read from the engine's own document. */
final class Losses {

  private final Set<String> stateful = new HashSet<>();
  private final List<Loss> found = new ArrayList<>();

  private Losses(List<Lock.Stateful> known) {
    known.forEach(one -> stateful.add(one.address()));
  }

  /**
   * A resource with data that goes.
   *
   * @param address as the engine names it
   * @param replaced whether another one, empty, takes its place
   * @param logs whether what it holds are logs
   */
  record Loss(String address, boolean replaced, boolean logs) {

    String words() {
      return "`" + address + (replaced ? "` is replaced by an empty one" : "` is deleted");
    }

    boolean isUnder(Leave leave) {
      return leave.addresses().contains(address) || (logs && leave.logs());
    }
  }

  /**
   * Reads the documents of a run.
   *
   * @param work where they are; an engine that proposed nothing has left none
   * @param known resources with data, from the lock file
   */
  static List<Loss> of(Path work, List<Lock.Stateful> known) throws IOException {
    Losses losses = new Losses(known);
    for (JsonValue change : read(work, Proposal.TERRAFORM).path("resource_changes")) {
      losses.change(change);
    }
    for (JsonValue change : read(work, Proposal.CLOUDFORMATION).path("Changes")) {
      losses.part(change.path("ResourceChange"));
    }
    return losses.found;
  }

  private void change(JsonValue change) {
    Set<String> actions = new HashSet<>();
    change.at("/change/actions").forEach(action -> actions.add(action.asText()));
    String address = change.path("address").asText();
    boolean isData = change.path("mode").asText().equals("data");
    if (actions.contains("delete") && !isData) {
      lost(
          "terraform:" + address.replaceFirst("\\[.*", ""),
          change.path("type").asText(),
          address,
          actions.contains("create"));
    }
  }

  private void part(JsonValue part) {
    String id = part.path("LogicalResourceId").asText();
    String action = part.path("Action").asText();
    String replacement = part.path("Replacement").asText();
    boolean replaced =
        action.equals("Modify")
            && (replacement.equals("True") || replacement.equals("Conditional"));
    if (action.equals("Remove") || replaced) {
      lost("cloudformation:" + id, part.path("ResourceType").asText(), id, replaced);
    }
  }

  private void lost(String identity, String type, String address, boolean replaced) {
    Optional<Changes.Holding> holding = Changes.bundled().holding(type);
    if (stateful.contains(identity) || holding.isPresent()) {
      boolean logs = holding.filter(Changes.Holding.LOGS::equals).isPresent();
      found.add(new Loss(address, replaced, logs));
    }
  }

  private static JsonValue read(Path work, String name) throws IOException {
    Path document = work.resolve(name);
    return Files.exists(document)
        ? JsonReader.read(Files.newInputStream(document))
        : JsonReader.read("{}");
  }
}
