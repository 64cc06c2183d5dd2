package blueprint.ci;

import blueprint.ci.Service.Stage;
import blueprint.facts.Facts;
import blueprint.text.YamlWriter.AnyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workflow of GitHub Actions. No script holds an expression: what an event says reaches it as a
 * variable.
 */
final class GitHubWorkflow {

  /** Jobs with credentials run for nobody else's branch. */
  private static final String OURS =
      "github.event.pull_request.head.repo.full_name == github.repository";

  private static final String DEFAULT_BRANCH =
      "github.event_name != 'pull_request' && github.ref =="
          + " format('refs/heads/{0}', github.event.repository.default_branch)";

  private final Service service;
  private final String path;

  /**
   * @param path where it will be, from the root of the repository
   */
  GitHubWorkflow(Service service, String path) {
    this.service = service;
    this.path = path;
  }

  Map<Object, Object> tree() {
    return Tree.of(
        "name",
        "blueprint " + service.name(),
        new AnyKey("on"),
        events(),
        "permissions",
        Map.of(),
        "defaults",
        Tree.of("run", Tree.of("shell", "bash")),
        "env",
        Tree.of(
            "BLUEPRINT_FILE", service.file(),
            "BLUEPRINT_OUTPUT", service.output()),
        "jobs",
        jobs());
  }

  private Map<Object, Object> events() {
    Map<Object, Object> paths = Tree.of("paths", service.paths(path));
    return Tree.of("pull_request", paths, "push", paths, "workflow_dispatch", Map.of());
  }

  private Map<Object, Object> jobs() {
    Map<Object, Object> jobs = Tree.of("check", check(), "diff", diff());
    Optional<String> before = Optional.empty();
    for (Stage stage : service.stages()) {
      jobs.put(Service.job("plan", stage), plan(stage));
    }
    for (Stage stage : service.stages()) {
      jobs.put(Service.job("apply", stage), apply(stage, before));
      before = Optional.of(Service.job("apply", stage));
    }
    return jobs;
  }

  private static Map<Object, Object> check() {
    return Tree.of(
        "runs-on", Pins.machine(),
        "timeout-minutes", 15,
        "permissions", Tree.of("contents", "read"),
        "steps",
            List.of(
                checkout(1),
                fetch(),
                run("hold the files against the blueprint", Tree.of(), "check")));
  }

  private Map<Object, Object> diff() {
    Map<Object, Object> mark = Tree.of("BLUEPRINT_MARKER", service.marker());
    Map<Object, Object> comment = Tree.of("if", OURS);
    comment.putAll(
        run(
            "write it as a comment, or anew",
            Tree.of(
                "BLUEPRINT_MARKER", service.marker(),
                "GH_TOKEN", "${{ github.token }}",
                "NUMBER", "${{ github.event.pull_request.number }}"),
            "comment"));
    return Tree.of(
        "if", "github.event_name == 'pull_request'",
        "runs-on", Pins.machine(),
        "timeout-minutes", 15,
        "permissions", Tree.of("contents", "read", "pull-requests", "write"),
        "concurrency", oneAtATime(service.name() + "/diff/${{ github.event.pull_request.number }}"),
        "steps",
            List.of(checkout(2), fetch(), run("say what the change does", mark, "diff"), comment));
  }

  private Map<Object, Object> plan(Stage stage) {
    List<Object> steps = new ArrayList<>(List.of(role(service.planRole(stage)), checkout(1)));
    steps.addAll(tools(stage, "${{ vars." + service.planRole(stage) + " }}"));
    if (stage.buildsImages()) {
      Map<Object, Object> what =
          Tree.of(
              "BLUEPRINT_FOLDER", service.folder(stage),
              "BLUEPRINT_PLUGIN", Facts.tool("packer-plugin-amazon"));
      steps.add(run("hold the recipes of images against Packer", what, "recipes"));
    }
    steps.add(run("ask what would change", command(stage), "plan"));
    String each = "/plan/${{ github.event.pull_request.number || github.ref }}";
    return Tree.of(
        "if", OURS + " || (" + DEFAULT_BRANCH + ")",
        "needs", List.of("check"),
        "runs-on", Pins.machine(),
        "timeout-minutes", 30,
        "permissions", Tree.of("contents", "read", "id-token", "write"),
        "concurrency", oneAtATime(service.folder(stage) + each),
        "steps", steps);
  }

  private Map<Object, Object> apply(Stage stage, Optional<String> before) {
    List<String> needs = new ArrayList<>(List.of(Service.job("plan", stage)));
    before.ifPresent(needs::add);
    List<Object> steps = new ArrayList<>(List.of(role("BLUEPRINT_APPLY_ROLE"), checkout(1)));
    steps.addAll(tools(stage, "${{ vars.BLUEPRINT_APPLY_ROLE }}"));
    if (stage.buildsImages()) {
      Map<Object, Object> what = Tree.of("BLUEPRINT_PLUGIN", Facts.tool("packer-plugin-amazon"));
      steps.add(run("install Packer's plugin for AWS", what, "plugin"));
    }
    steps.add(run("make it so", command(stage), "apply"));
    return Tree.of(
        "if",
        DEFAULT_BRANCH,
        "needs",
        needs,
        "environment",
        service.folder(stage),
        "runs-on",
        Pins.machine(),
        "timeout-minutes",
        60,
        "permissions",
        Tree.of("contents", "read", "id-token", "write"),
        "concurrency",
        oneAtATime(service.folder(stage)),
        "steps",
        steps);
  }

  private static Map<Object, Object> oneAtATime(String what) {
    return Tree.of("group", "blueprint/" + what, "cancel-in-progress", false);
  }

  private static Map<Object, Object> checkout(int depth) {
    return Tree.of(
        "uses", Pins.action("actions/checkout"),
        "with", Tree.of("persist-credentials", false, "fetch-depth", depth));
  }

  private static Map<Object, Object> fetch() {
    return run(
        "fetch Blueprint, and hold it against its checksum",
        Tree.of(
            "BLUEPRINT_URL", "${{ vars.BLUEPRINT_URL }}",
            "BLUEPRINT_SHA256", "${{ vars.BLUEPRINT_SHA256 }}"),
        "fetch");
  }

  private static Map<Object, Object> role(String variable) {
    return run(
        "see whether there is a role",
        Tree.of(
            "BLUEPRINT_ROLE", "${{ vars." + variable + " }}", "BLUEPRINT_ROLE_VARIABLE", variable),
        "role");
  }

  private static List<Object> tools(Stage stage, String role) {
    List<Object> steps = new ArrayList<>(List.of(fetch()));
    if (stage.engine().equals("terraform")) {
      steps.add(
          Tree.of(
              "uses", Pins.action("hashicorp/setup-terraform"),
              "with",
                  Tree.of(
                      "terraform_version", Facts.tool("terraform"), "terraform_wrapper", false)));
    }
    if (stage.buildsImages()) {
      steps.add(
          Tree.of(
              "uses", Pins.action("hashicorp/setup-packer"),
              "with", Tree.of("version", Facts.tool("packer"))));
    }
    steps.add(
        Tree.of(
            "uses", Pins.action("aws-actions/configure-aws-credentials"),
            "with", Tree.of("role-to-assume", role, "aws-region", stage.region())));
    return steps;
  }

  private static Map<Object, Object> command(Stage stage) {
    return Tree.of(
        "BLUEPRINT_ENGINE", stage.engine(),
        "BLUEPRINT_ENVIRONMENT", stage.environment().orElse(""));
  }

  private static Map<Object, Object> run(String name, Map<Object, Object> env, String script) {
    Map<Object, Object> step = Tree.of("name", name);
    if (!env.isEmpty()) {
      step.put("env", env);
    }
    step.put("run", Tree.script("github/" + script));
    return step;
  }
}
