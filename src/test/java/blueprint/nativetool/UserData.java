package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
   * @param tier whose machines
   * @param live what stands for references to resources; where one is missing, its own name
   * @param work an empty folder
   */
  static String render(Path terraform, String tier, Map<String, String> live, Path work)
      throws IOException, InterruptedException {
    String source = Files.readString(terraform.resolve(tier + ".tf"));
    Matcher template = TEMPLATE.matcher(source);
    assertThat(template.find()).as("user data of " + tier).isTrue();
    Files.createDirectory(work.resolve("files"));
    Files.copy(
        terraform.resolve("files").resolve(template.group(2)),
        work.resolve("files").resolve(template.group(2)));
    Files.writeString(
        work.resolve("main.tf"),
        "locals {\n%s\n}\n\noutput \"user_data\" {\n  value = %s\n}\n"
            .formatted(known(values(source, tier), live), template.group(1)));
    terraform(work, "apply", "-auto-approve", "-input=false", "-no-color");
    return terraform(work, "output", "-raw", "-no-color", "user_data");
  }

  /** The assignment to the local that holds the values: it ends with a brace of its own depth. */
  private static String values(String source, String tier) {
    int start = source.indexOf("  " + tier + "_values = {\n");
    int end = source.indexOf("\n  }\n", start);
    assertThat(start).as("values of " + tier).isPositive();
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
