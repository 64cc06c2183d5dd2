package blueprint.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code blueprint.lock.json}: which files are ours and what stood in them, so that a file that a
 * person changed is noticed; and under which identity each resource that holds data lives.
 */
public record Lock(SortedMap<String, Entry> files, List<Stateful> stateful) {

  /** The file's name in every output directory. */
  public static final String FILE = "blueprint.lock.json";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** A file as it was written. */
  public record Entry(String digest, boolean executable) {}

  /**
   * A resource whose loss is a loss of data.
   *
   * @param path where the blueprint says so
   * @param identity its name in the account
   * @param address what the engine calls it, after the engine's name: {@code terraform:aws_x.y}
   */
  public record Stateful(String path, String identity, String address) {}

  /** What will be known once a tree is written. */
  public static Lock of(OutputTree tree, List<Stateful> stateful) {
    SortedMap<String, Entry> files = new TreeMap<>();
    tree.files()
        .forEach((path, file) -> files.put(path, new Entry(file.digest(), file.executable())));
    return new Lock(files, List.copyOf(stateful));
  }

  /** The lock of a directory in which nothing is ours. */
  public static Lock none() {
    return new Lock(new TreeMap<>(), List.of());
  }

  /** Reads a lock file; empty when it is not one of ours. */
  static Optional<Lock> parse(String text) {
    try {
      JsonNode root = MAPPER.readTree(text);
      if (root.path("version").asInt() != 1) {
        return Optional.empty();
      }
      SortedMap<String, Entry> files = new TreeMap<>();
      root.path("files")
          .properties()
          .forEach(
              file ->
                  files.put(
                      file.getKey(),
                      new Entry(
                          file.getValue().path("sha256").asText(),
                          file.getValue().path("mode").asText().equals("0755"))));
      return Optional.of(new Lock(files, List.of()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The text of the lock file. */
  String text() {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", 1);
    ObjectNode filesNode = root.putObject("files");
    files.forEach(
        (path, entry) ->
            filesNode
                .putObject(path)
                .put("sha256", entry.digest())
                .put("mode", entry.executable() ? "0755" : "0644"));
    stateful.forEach(
        s ->
            root.withArray("/stateful")
                .addObject()
                .put("path", s.path())
                .put("identity", s.identity())
                .put("address", s.address()));
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(root).replace("\" : ", "\": ") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
