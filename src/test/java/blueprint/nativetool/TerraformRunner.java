package blueprint.nativetool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Terraform and the real AWS provider on a copy of a configuration, against a local AWS.
 *
 * <p>The copy differs by one override file: few retries (what the local AWS lacks would otherwise
 * be retried for minutes), addresses that one host can serve, and the state kept locally.
 */
public final class TerraformRunner {
  private static final String OVERRIDE =
      """
      terraform {
        backend "local" {}
      }

      provider "aws" {
        max_retries       = 1
        s3_use_path_style = true
      }
      """;

  private final Path terraform;
  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();

  private TerraformRunner(Path terraform, Path directory) {
    this.terraform = terraform;
    this.directory = directory;
  }

  /**
   * Copies a configuration, and leaves it as it is: for {@code fmt}, {@code init}, {@code
   * validate}.
   *
   * @param work an empty directory, such as a {@code @TempDir}
   */
  public static TerraformRunner inCopyOf(Path configuration, Path work) throws IOException {
    Path terraform = NativeTools.require("terraform", "aws-provider");
    Path copy = work.resolve("terraform");
    copy(configuration, copy);
    TerraformRunner runner = new TerraformRunner(terraform, copy);
    runner.useProvider(NativeTools.require("aws-provider"), work.resolve("terraform.rc"));
    return runner;
  }

  /** As {@link #inCopyOf}, and every call to AWS goes to the local one: all commands work. */
  public static TerraformRunner against(MotoServer aws, Path configuration, Path work)
      throws IOException {
    TerraformRunner runner = inCopyOf(configuration, work);
    Files.writeString(runner.directory.resolve("local_aws_override.tf"), OVERRIDE);
    runner.environment.put("AWS_ENDPOINT_URL", aws.address().toString());
    runner.environment.put("AWS_ACCESS_KEY_ID", "test");
    runner.environment.put("AWS_SECRET_ACCESS_KEY", "test");
    return runner;
  }

  /** The copy that Terraform works on. */
  public Path directory() {
    return directory;
  }

  /** Runs {@code terraform init}. */
  public ToolRun init() throws IOException, InterruptedException {
    return run(Duration.ofMinutes(5), "init", "-input=false", "-no-color");
  }

  /**
   * Runs {@code terraform init} for {@code validate} alone, which asks no backend for its state.
   */
  public ToolRun initWithoutBackend() throws IOException, InterruptedException {
    return run(Duration.ofMinutes(5), "init", "-input=false", "-no-color", "-backend=false");
  }

  /** Runs {@code terraform validate}; its output is JSON. */
  public ToolRun validate() throws IOException, InterruptedException {
    return run(Duration.ofMinutes(2), "validate", "-json");
  }

  /** Runs {@code terraform plan}; exit code 2 means that there is something to change. */
  public ToolRun plan(String... options) throws IOException, InterruptedException {
    return run(
        Duration.ofMinutes(5),
        with(options, "plan", "-input=false", "-no-color", "-detailed-exitcode"));
  }

  /** Runs {@code terraform apply} without asking. */
  public ToolRun apply(String... options) throws IOException, InterruptedException {
    return run(
        Duration.ofMinutes(15),
        with(options, "apply", "-input=false", "-no-color", "-auto-approve"));
  }

  /** Runs {@code terraform show -json}: the state, or the plan file named. */
  public ToolRun show(String... planFile) throws IOException, InterruptedException {
    return run(Duration.ofMinutes(2), with(planFile, "show", "-json", "-no-color"));
  }

  /** Runs {@code terraform destroy} without asking. */
  public ToolRun destroy(String... options) throws IOException, InterruptedException {
    return run(
        Duration.ofMinutes(15),
        with(options, "destroy", "-input=false", "-no-color", "-auto-approve"));
  }

  /** Runs any other command in the copy. */
  public ToolRun run(Duration limit, String... arguments) throws IOException, InterruptedException {
    return ToolRun.in(
        directory, environment, limit, (Object[]) with(arguments, terraform.toString()));
  }

  private void useProvider(Path mirror, Path configuration) throws IOException {
    Files.writeString(
        configuration,
        """
        provider_installation {
          filesystem_mirror {
            path = "%s"
          }
          direct {
            exclude = ["registry.terraform.io/hashicorp/aws"]
          }
        }
        """
            .formatted(mirror));
    environment.put("TF_CLI_CONFIG_FILE", configuration.toString());
    environment.put("TF_IN_AUTOMATION", "true");
    environment.put("CHECKPOINT_DISABLE", "true");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  private static String[] with(String[] last, String... first) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(last));
    return all.toArray(String[]::new);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files
          .filter(file -> !file.toString().contains(".terraform/"))
          .forEach(
              file -> {
                try {
                  Files.copy(file, to.resolve(from.relativize(file)));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
