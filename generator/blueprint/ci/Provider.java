package blueprint.ci;

import blueprint.text.YamlWriter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Who runs a pipeline. */
public enum Provider {
  GITHUB,
  GITLAB;

  /** What means nothing to YAML, a shell, or the providers' patterns and expressions. */
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9_.@][A-Za-z0-9_.@ -]*(/[A-Za-z0-9_.@][A-Za-z0-9_.@ -]*)*");

  /** The word by which users name it: {@code github}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a path from the root of a repository can stand in a pipeline. */
  public static boolean takes(String path) {
    return PATH.matcher(path).matches();
  }

  /** Where the pipeline of a service is, from the root of the repository. */
  public String path(Service service) {
    String folder = this == GITHUB ? ".github/workflows" : ".gitlab";
    return folder + "/blueprint-" + service.name() + ".yml";
  }

  /**
   * The pipeline of a service.
   *
   * @throws IllegalArgumentException if a path of the service is none that it {@link #takes}
   */
  public String text(Service service) {
    if (!takes(service.file()) || !takes(service.output())) {
      throw new IllegalArgumentException(service.file() + ", " + service.output());
    }
    Map<Object, Object> tree =
        this == GITHUB
            ? new GitHubWorkflow(service, path(service)).tree()
            : new GitLabPipeline(service, path(service)).tree();
    return YamlWriter.write(tree);
  }
}
