package blueprint.memo;

import blueprint.output.Fingerprint;
import blueprint.output.Leftovers;
import blueprint.output.Lock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a successful run read, wrote and said.
 *
 * @param inputs the digests of the files that it read, by the names that it was given
 * @param folders what it wrote or found written, by folder
 * @param leftovers what it found beside these and left there
 * @param said what it wrote to standard error
 */
public record Memory(
    Map<String, String> inputs,
    Map<String, Fingerprint> folders,
    Leftovers leftovers,
    String said) {

  /** Whether all that was read, written, or found beside that, is as it was. */
  boolean holds() throws IOException {
    for (Map.Entry<String, String> input : inputs.entrySet()) {
      Path file = Path.of(input.getKey());
      if (!Files.isRegularFile(file)
          || !Digest.of(Files.readAllBytes(file)).equals(input.getValue())) {
        return false;
      }
    }
    for (Map.Entry<String, Fingerprint> folder : folders.entrySet()) {
      if (!folder.getValue().matches(Path.of(folder.getKey()))) {
        return false;
      }
    }
    return leftovers.holds(folders.keySet());
  }

  /** One line for each fact, and what was said at the end. */
  String text() {
    StringBuilder text = new StringBuilder();
    inputs.forEach((name, digest) -> line(text, "input", digest, name));
    folders.forEach(
        (folder, print) -> {
          line(text, "folder", "", folder);
          print
              .files()
              .forEach(
                  (path, entry) ->
                      line(text, entry.executable() ? "program" : "file", entry.digest(), path));
        });
    leftovers.services().forEach(service -> line(text, "service", "", service));
    leftovers.folders().forEach(folder -> line(text, "leftover", "", folder));
    return text.append("said\n").append(said).toString();
  }

  private static void line(StringBuilder text, String kind, String digest, String name) {
    if (name.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a name of two lines");
    }
    text.append(kind).append(' ').append(digest).append(' ').append(name).append('\n');
  }

  /** What {@link #text} wrote; only ever given what it wrote. */
  static Memory parse(String text) {
    Map<String, String> inputs = new LinkedHashMap<>();
    Map<String, SortedMap<String, Lock.Entry>> folders = new LinkedHashMap<>();
    SortedMap<String, Lock.Entry> folder = new TreeMap<>();
    SortedSet<String> services = new TreeSet<>();
    List<String> leftovers = new ArrayList<>();
    int at = 0;
    while (!text.startsWith("said\n", at)) {
      int end = text.indexOf('\n', at);
      String[] words = text.substring(at, end).split(" ", 3);
      switch (words[0]) {
        case "input" -> inputs.put(words[2], words[1]);
        case "folder" -> {
          folder = new TreeMap<>();
          folders.put(words[2], folder);
        }
        case "service" -> services.add(words[2]);
        case "leftover" -> leftovers.add(words[2]);
        default -> folder.put(words[2], new Lock.Entry(words[1], words[0].equals("program")));
      }
      at = end + 1;
    }
    Map<String, Fingerprint> prints = new LinkedHashMap<>();
    folders.forEach((name, files) -> prints.put(name, new Fingerprint(files)));
    String said = text.substring(at + "said\n".length());
    return new Memory(inputs, prints, new Leftovers(services, leftovers), said);
  }
}
