package blueprint.handover;

import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import blueprint.output.OutputFile;
import blueprint.pipeline.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the last release to a swarm went, as the manager that leads has written it down.
 *
 * @param at when, as the manager wrote it; empty when nothing was released
 * @param said what failed, in the engine's words
 * @param images of the services with a {@code build}, by their names
 */
public record LastRelease(
    State state, String at, List<String> said, Map<String, BuiltImages> images) {

  private static final Set<String> KNOWN = Set.of("converged", "deploying", "failed");

  /** How it went. */
  public enum State {
    /** What is generated runs. */
    CONVERGED("what is generated runs"),
    /** It runs, and is not what is generated. */
    DIFFERENT("another stack file runs than is generated"),
    DEPLOYING("under way"),
    FAILED("failed"),
    NONE("nothing yet"),
    /** It is not there, or nothing that can be read. */
    UNKNOWN("cannot be told");

    private final String words;

    State(String words) {
      this.words = words;
    }
  }

  /** Reads what was asked; empty where nothing is released to a swarm. */
  static Optional<LastRelease> of(Delivery delivery, Path folder, Map<String, String> values)
      throws IOException {
    if (delivery.containers().isEmpty()) {
      return Optional.empty();
    }
    String noted = Optional.ofNullable(values.get(delivery.lastRelease())).orElse("?");
    if (noted.isEmpty()) {
      return Optional.of(new LastRelease(State.NONE, "", List.of(), Map.of()));
    }
    String text = Files.readString(folder.resolve("swarm/docker-stack.yml"));
    return Optional.of(read(noted, OutputFile.plain(text).digest(), folder));
  }

  /** What was asked may have been written by anybody who may write the parameter. */
  private static LastRelease read(String noted, String generated, Path folder) throws IOException {
    JsonValue note;
    try {
      note = JsonReader.read(noted);
    } catch (IOException e) {
      return new LastRelease(State.UNKNOWN, "", List.of(), Map.of());
    }
    String state = note.path("state").asText();
    List<String> said = new ArrayList<>();
    note.path("words").forEach(line -> said.add(Lines.clean(line.asText())));
    return new LastRelease(
        KNOWN.contains(state) ? state(state, note, generated) : State.UNKNOWN,
        Lines.clean(note.path("at").asText()),
        List.copyOf(said),
        state.equals("converged") ? BuiltImages.of(note.path("images"), folder) : Map.of());
  }

  private static State state(String state, JsonValue note, String generated) {
    if (state.equals("converged")) {
      return note.path("stack_file").asText().equals(generated) ? State.CONVERGED : State.DIFFERENT;
    }
    return state.equals("failed") ? State.FAILED : State.DEPLOYING;
  }

  /** Whether something runs, and is not what is generated. */
  boolean differs() {
    return state == State.DIFFERENT
        || state == State.FAILED
        || images.values().stream().anyMatch(BuiltImages::differs);
  }

  /** In words: {@code failed, 2026-11-21T19:08:05+00:00}. */
  public String words() {
    return at.isEmpty() ? state.words : state.words + ", " + at;
  }

  /** The image of each service that is built, in words. */
  public Map<String, String> imageWords() {
    Map<String, String> words = new TreeMap<>();
    images.forEach((service, image) -> words.put(service, image.words()));
    return words;
  }

  /** For machines. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("state", state.name().toLowerCase(Locale.ROOT));
    tree.put("at", at);
    tree.put("words", said);
    Map<String, Object> digests = new TreeMap<>();
    images.forEach(
        (service, image) ->
            digests.put(service, Map.of("runs", image.runs(), "built", image.built())));
    tree.put("images", digests);
    return tree;
  }
}
