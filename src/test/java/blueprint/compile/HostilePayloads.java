package blueprint.compile;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Text that means something in some language, from {@code src/test/resources/hostile/}. */
public final class HostilePayloads {

  private static final Path FOLDER = Path.of("src/test/resources/hostile");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final ObjectMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private HostilePayloads() {}

  /** All of them, each once; those for one language stand in a file of its name. */
  public static List<String> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      Set<String> all = new LinkedHashSet<>();
      files
          .filter(file -> !file.endsWith("characters.txt"))
          .sorted()
          .forEach(file -> all.addAll(of(file)));
      return List.copyOf(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text with a character that no blueprint may hold. */
  public static List<String> withForbiddenCharacters() {
    return of(FOLDER.resolve("characters.txt"));
  }

  private static List<String> of(Path file) {
    try {
      List<String> payloads = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        payloads.add(JSON.readValue(line, String.class));
      }
      return payloads;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a blueprint writes it: JSON's strings are YAML's. */
  public static String yaml(String payload) {
    try {
      boolean bare = payload.codePoints().noneMatch(c -> c >= 0xD800 && c < 0xE000);
      return bare ? JSON.writeValueAsString(payload) : ASCII.writeValueAsString(payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
