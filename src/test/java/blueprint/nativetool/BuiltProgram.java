package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The jar that users get, as {@code mvn package} leaves it, and what it writes. */
final class BuiltProgram {

  private static final Path JAR = Path.of("target", "blueprint.jar");

  private BuiltProgram() {}

  /** The jar; tests that need it come after the build. */
  static Path jar() {
    assertThat(JAR).as("built by `mvn package`").isRegularFile();
    return JAR.toAbsolutePath();
  }

  /** The Java that runs the tests. */
  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** {@code java -jar blueprint.jar} with arguments. */
  static List<Object> command(Object... arguments) {
    List<Object> command = new ArrayList<>(List.of(java(), "-jar", jar()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The files below a folder: path, permissions and contents. */
  static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        files.put(folder.relativize(file) + " " + mode, digest(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
