package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The user data that a machine gets, rendered by Terraform from the generated expressions. */
final class UserData {
  private static final Pattern TEMPLATE =
      Pattern.compile(
          "(?s)user_data = base64encode\\("
              + "(templatefile\\(\"\\$\\{path\\.module}/files/(\\S+)\".*?\\n  }\\))\\)");
  private static final Pattern REFERENCE =
      Pattern.compile("\\b(data\\.)?aws_\\w+(\\.\\w+|\\[\\d+])+|local\\.region");

  private UserData() {}

  /**
   * @param terraform the generated configuration
   * @param machines whose it is: a tier's, or a part of its machines
   * @param live what stands for references to resources; where one is missing, its own name
   * @param work an empty folder
   */
  static String render(Path terraform, String machines, Map<String, String> live, Path work)
      throws IOException, InterruptedException {
    String file = machines + "-user-data.yaml";
    String source = source(terraform, file);
    MatchResult template =
        TEMPLATE
            .matcher(source)
            .results()
            .filter(found -> found.group(2).equals(file))
            .findFirst()
            .orElseThrow();
    Files.createDirectory(work.resolve("files"));
    Files.copy(terraform.resolve("files").resolve(file), work.resolve("files").resolve(file));
    String values = values(source, machines.replace('-', '_'));
    Files.writeString(
        work.resolve("main.tf"),
        "locals {\n%s\n}\n\noutput \"user_data\" {\n  value = %s\n}\n"
            .formatted(known(values, live), template.group(1)));
    terraform(work, "apply", "-auto-approve", "-input=false", "-no-color");
    return terraform(work, "output", "-raw", "-no-color", "user_data");
  }

  /** The file in which the user data is used. */
  private static String source(Path terraform, String file) throws IOException {
    try (Stream<Path> files = Files.list(terraform)) {
      for (Path one : files.filter(f -> f.toString().endsWith(".tf")).toList()) {
        String text = Files.readString(one);
        if (text.contains("/files/" + file + "\"")) {
          return text;
        }
      }
    }
    throw new AssertionError("nothing uses " + file);
  }

  /** The assignment to the local that holds the values: it ends with a brace of its own depth. */
  private static String values(String source, String local) {
    int start = source.indexOf("  " + local + "_values = {\n");
    int end = source.indexOf("\n  }\n", start);
    assertThat(start).as("values of " + local).isPositive();
    return source.substring(start, end + 4);
  }

  private static String known(String values, Map<String, String> live) {
    return REFERENCE
        .matcher(values)
        .replaceAll(
            reference ->
                Matcher.quoteReplacement(
                    '"' + live.getOrDefault(reference.group(), reference.group()) + '"'));
  }

  private static String terraform(Path directory, String... arguments)
      throws IOException, InterruptedException {
    Object[] command = new Object[arguments.length + 1];
    command[0] = NativeTools.require("terraform");
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return ToolRun.in(
            directory, Map.of("CHECKPOINT_DISABLE", "true"), Duration.ofMinutes(1), command)
        .succeeded()
        .out();
  }
}
