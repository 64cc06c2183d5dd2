package blueprint.explain;

import blueprint.diagnostic.SecretText;
import blueprint.output.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a native tool printed, to what it means for the blueprint. */
public final class ErrorReader {

  /** The most messages that are told. */
  static final int MOST = 50;

  private static final int SHOWN = 300;
  private static final Pattern BREAKS = Pattern.compile("[\\s\"'`,;(){}<>]+");
  private static final Pattern LINE = Pattern.compile("(.*?):(\\d{1,7})(?::\\d{1,7})?");
  private static final Pattern EDGES = Pattern.compile("^[.:=\\[|]+|[.:=\\]|]+$");

  private final SourceMap map;
  private final Map<Object, Finding> found = new LinkedHashMap<>();
  private int left;

  private ErrorReader(SourceMap map) {
    this.map = map;
  }

  /**
   * What was found.
   *
   * @param findings the first of each kind
   * @param left how many more there were
   */
  public record Result(List<Finding> findings, int left) {}

  /**
   * Reads to the end, whatever it holds and however long it is.
   *
   * @throws IOException if it cannot be read
   */
  public static Result read(InputStream in, SourceMap map) throws IOException {
    ErrorReader reader = new ErrorReader(map);
    ToolOutput.read(in, reader::message);
    return new Result(List.copyOf(reader.found.values()), reader.left);
  }

  private void message(String text) {
    if (text.isBlank()) {
      return;
    }
    String line = ToolOutput.oneLine(text);
    boolean whole = line.startsWith("Error: ");
    Optional<Cause> cause = Causes.of(line);
    if (!whole && cause.isEmpty() && !ToolOutput.tellsOfFailure(line)) {
      return;
    }
    List<Origin> origins = origins(text);
    if (!whole && cause.isEmpty() && origins.isEmpty()) {
      return;
    }
    Object key = whole ? line : List.of(cause.map(Cause::id).orElse(line), origins);
    if (found.size() >= MOST && !found.containsKey(key)) {
      left++;
      return;
    }
    found.computeIfAbsent(
        key, k -> new Finding(shown(text), origins, places(origins, cause), cause));
  }

  /** The parts of the output that a message names, each once. */
  private List<Origin> origins(String text) {
    Set<Origin> named = new LinkedHashSet<>();
    Set<Origin> files = new LinkedHashSet<>();
    String[] words = BREAKS.split(text.strip());
    packer(words).ifPresent(named::add);
    for (int i = 0; i < words.length; i++) {
      String word = EDGES.matcher(words[i]).replaceAll("");
      map.address(word).ifPresent(named::add);
      if (i + 2 < words.length && (word.equals("resource") || word.equals("data"))) {
        String start = word.equals("data") ? "data." : "";
        map.address(start + words[i + 1] + "." + words[i + 2]).ifPresent(named::add);
      }
      Matcher place = LINE.matcher(word);
      String file = place.matches() ? place.group(1) : word;
      if (!file.contains(".") && !file.contains("/")) {
        continue;
      }
      int line = place.matches() ? Integer.parseInt(place.group(2)) : lineAfter(words, i);
      List<Origin> there = map.line(file, line);
      (line > 0 ? named : files).addAll(there);
    }
    if (named.isEmpty()) {
      files.stream().filter(Origin::isWhole).forEach(named::add);
    }
    return new ArrayList<>(named);
  }

  /** Packer's way: {@code ==> base: ...}, {@code base: ...}, {@code Build 'base' errored ...}. */
  private Optional<Origin> packer(String[] words) {
    boolean marked = words[0].equals("==") || words[0].equals("--") || words[0].equals("Build");
    String name = words.length > 1 && marked ? words[1] : words[0];
    boolean named = marked || name.endsWith(":");
    return named
        ? map.address("amazon-ebs." + EDGES.matcher(name).replaceAll(""))
        : Optional.empty();
  }

  /** Terraform's way: {@code on app.tf line 42, in ...}. */
  private static int lineAfter(String[] words, int index) {
    boolean says = index + 2 < words.length && words[index + 1].equals("line");
    return says && words[index + 2].matches("\\d{1,7}:?") ? number(words[index + 2]) : 0;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits.replace(":", ""));
  }

  /** Those that the cause is about; else all behind what is named. */
  private List<Place> places(List<Origin> origins, Optional<Cause> cause) {
    Set<Place> places = new LinkedHashSet<>();
    for (String key : cause.map(Cause::keys).orElse(List.of())) {
      if (key.startsWith(Cause.FROM_THE_TOP)) {
        Optional.of(map.place(key.substring(1))).filter(Place::written).ifPresent(places::add);
      } else {
        origins.forEach(origin -> about(origin, key).ifPresent(places::add));
      }
    }
    if (places.isEmpty()) {
      origins.forEach(origin -> places.addAll(map.asking(origin)));
    }
    return new ArrayList<>(places);
  }

  /** The key of the tier or image that a part of the output belongs to, where it has one. */
  private Optional<Place> about(Origin origin, String key) {
    for (String path : origin.paths()) {
      String[] parts = path.split("\\.", 3);
      if (parts.length < 2 || !(parts[0].equals("tiers") || parts[0].equals("images"))) {
        continue;
      }
      Place place = map.place(parts[0] + "." + parts[1] + "." + key);
      if (place.written() || origin.places().contains(place.path())) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  /** The first paragraph, on one line. */
  private static String shown(String message) {
    String first = message.strip().split("\n *\n", 2)[0];
    String line = ToolOutput.oneLine(first);
    String text = line.startsWith("Error: ") ? line.substring("Error: ".length()) : line;
    String hidden = SecretText.hideIn(text);
    int length = hidden.codePointCount(0, hidden.length());
    return length <= SHOWN
        ? hidden
        : hidden.substring(0, hidden.offsetByCodePoints(0, SHOWN)) + "...";
  }
}
