package blueprint.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A program as it lies in the jar.
 *
 * @param owner the class beside which its script lies
 * @param name the script
 * @param packages the folder of the packages that it requires, below {@code /javascript/}
 */
record Script(Class<?> owner, String name, String packages) {

  /** The names of the packages' files, from Node's folder; the build lists them. */
  private static final String INDEX = "files.txt";

  /** Copies the script's packages, and then the script itself. */
  void copyTo(PrivateDirectory home) throws IOException {
    String folder = "/javascript/" + packages + "/";
    for (String file : lines(folder + INDEX)) {
      copy(Script.class, folder + file, home, file);
    }
    copy(owner, name, home, name);
  }

  /** Copies one resource. */
  static void copy(Class<?> owner, String resource, PrivateDirectory home, String file)
      throws IOException {
    try (InputStream in = open(owner, resource)) {
      home.add(file, in);
    }
  }

  private static List<String> lines(String resource) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(open(Script.class, resource), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static InputStream open(Class<?> owner, String resource) {
    InputStream in = owner.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException(resource + " is not on the class path");
    }
    return in;
  }
}
