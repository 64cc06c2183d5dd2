package blueprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tests that there are, by the names under which documents speak of them. */
final class TestIndex {

  private static final Path ROOT = Path.of("src/test/java");

  private final Map<String, List<Class<?>>> classes;

  private TestIndex(Map<String, List<Class<?>>> classes) {
    this.classes = classes;
  }

  /** Finds every test class below {@code src/test/java}. */
  static TestIndex read() throws IOException {
    try (Stream<Path> walk = Files.walk(ROOT)) {
      return new TestIndex(
          walk.filter(path -> path.toString().endsWith("Test.java"))
              .map(TestIndex::load)
              .collect(Collectors.groupingBy(Class::getSimpleName)));
    }
  }

  /** Whether a class of that simple name is there. */
  boolean has(String name) {
    return classes.containsKey(name);
  }

  /** Whether a class of that name has a test, its own or one that it inherits. */
  boolean has(String name, String method) {
    return classes.getOrDefault(name, List.of()).stream().anyMatch(type -> declares(type, method));
  }

  private static boolean declares(Class<?> type, String method) {
    return Arrays.stream(type.getDeclaredMethods()).anyMatch(own -> own.getName().equals(method))
        || (type.getSuperclass() != null && declares(type.getSuperclass(), method));
  }

  private static Class<?> load(Path file) {
    String path = ROOT.relativize(file).toString();
    try {
      return Class.forName(
          path.replace(".java", "").replace('/', '.'), false, TestIndex.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("not a class of that name: " + file, e);
    }
  }
}
