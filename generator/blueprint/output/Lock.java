package blueprint.output;

import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import blueprint.text.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code blueprint.lock.json}: which files are ours and what stood in them, so that a file that a
 * person changed is noticed; and under which identity each resource that holds data lives.
 *
 * @param unfinished only while a run writes, or after one was killed: the digests that files had
 *     before, of which any may still be there
 */
public record Lock(
    SortedMap<String, Entry> files,
    List<Stateful> stateful,
    Optional<SortedMap<String, NavigableSet<String>>> unfinished) {

  /** The file's name in every output directory. */
  public static final String FILE = "blueprint.lock.json";

  private static final String UNFINISHED = "unfinished";
  private static final String STATEFUL = "stateful";

  /** A file as it was written. */
  public record Entry(String digest, boolean executable) {}

  /**
   * A resource whose loss is a loss of data.
   *
   * @param path where the blueprint says so
   * @param identity its name in the account
   * @param address what the engine calls it, after the engine's name: {@code terraform:aws_x.y}
   */
  public record Stateful(String path, String identity, String address) {

    /** The engine that it belongs to. */
    String engine() {
      return address.replaceFirst(":.*", "");
    }
  }

  /** What will be known once a tree is written. */
  public static Lock of(OutputTree tree, List<Stateful> stateful) {
    SortedMap<String, Entry> files = new TreeMap<>();
    tree.files()
        .forEach((path, file) -> files.put(path, new Entry(file.digest(), file.executable())));
    return new Lock(files, List.copyOf(stateful), Optional.empty());
  }

  /** The lock of a directory in which nothing is ours. */
  public static Lock none() {
    return new Lock(new TreeMap<>(), List.of(), Optional.empty());
  }

  /** This lock while its files take the place of those that an older one knows. */
  Lock replacing(Lock older) {
    SortedMap<String, NavigableSet<String>> before = new TreeMap<>();
    older.paths().forEach(path -> before.put(path, older.digests(path)));
    return new Lock(files, stateful, Optional.of(before));
  }

  /**
   * What an older lock knows and this one does not, of engines that it still writes for: to apply
   * it deletes that, or makes it anew without its data.
   */
  List<Stateful> lostFrom(Lock older) {
    Set<String> addresses = new TreeSet<>();
    stateful.forEach(one -> addresses.add(one.address()));
    return older.stateful.stream()
        .filter(one -> !addresses.contains(one.address()))
        .filter(one -> files.keySet().stream().anyMatch(f -> f.startsWith(one.engine() + "/")))
        .toList();
  }

  /** The paths of which it knows anything. */
  Set<String> paths() {
    Set<String> paths = new TreeSet<>(files.keySet());
    unfinished.ifPresent(before -> paths.addAll(before.keySet()));
    return paths;
  }

  /** What a file may hold and still be as we wrote it. */
  NavigableSet<String> digests(String path) {
    NavigableSet<String> digests = new TreeSet<>();
    Optional.ofNullable(files.get(path)).ifPresent(entry -> digests.add(entry.digest()));
    unfinished.map(before -> before.get(path)).ifPresent(digests::addAll);
    return digests;
  }

  /** Reads a lock file; empty when it is not one of ours. */
  static Optional<Lock> parse(String text) {
    try {
      JsonValue root = JsonReader.read(text);
      if (root.path("version").asInt() != 1) {
        return Optional.empty();
      }
      List<Stateful> stateful = new ArrayList<>();
      root.path(STATEFUL).forEach(one -> stateful.add(stateful(one)));
      SortedMap<String, Entry> files = new TreeMap<>();
      for (Map.Entry<String, JsonValue> file : paths(root.path("files"))) {
        String mode = file.getValue().path("mode").asText();
        String digest = file.getValue().path("sha256").asText();
        files.put(file.getKey(), new Entry(digest, mode.equals("0755")));
      }
      if (root.path(UNFINISHED).isMissing()) {
        return Optional.of(new Lock(files, stateful, Optional.empty()));
      }
      SortedMap<String, NavigableSet<String>> before = new TreeMap<>();
      for (Map.Entry<String, JsonValue> file : paths(root.path("before"))) {
        NavigableSet<String> digests = new TreeSet<>();
        file.getValue().forEach(digest -> digests.add(digest.asText()));
        before.put(file.getKey(), digests);
      }
      return Optional.of(new Lock(files, stateful, Optional.of(before)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Stateful stateful(JsonValue one) {
    return new Stateful(
        one.path("path").asText(), one.path("identity").asText(), one.path("address").asText());
  }

  /** The members of an object whose names are paths inside the output; others are not ours. */
  private static List<Map.Entry<String, JsonValue>> paths(JsonValue object) {
    List<Map.Entry<String, JsonValue>> paths = new ArrayList<>(object.properties());
    paths.removeIf(member -> !OutputTree.isInside(member.getKey()));
    return paths;
  }

  /** The text of the lock file. */
  String text() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("version", 1);
    unfinished.ifPresent(before -> root.put(UNFINISHED, "run `blueprint generate` again"));
    Map<String, Object> entries = new LinkedHashMap<>();
    files.forEach(
        (path, entry) -> {
          String mode = entry.executable() ? "0755" : "0644";
          entries.put(path, object("sha256", entry.digest(), "mode", mode));
        });
    root.put("files", entries);
    unfinished.ifPresent(
        before -> {
          Map<String, Object> digests = new LinkedHashMap<>();
          before.forEach((path, known) -> digests.put(path, List.copyOf(known)));
          root.put("before", digests);
        });
    if (!stateful.isEmpty()) {
      root.put(
          STATEFUL,
          stateful.stream()
              .map(s -> object("path", s.path(), "identity", s.identity(), "address", s.address()))
              .toList());
    }
    return JsonWriter.write(root);
  }

  private static Map<String, Object> object(String... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}
