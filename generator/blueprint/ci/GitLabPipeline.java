package blueprint.ci;

import blueprint.ci.Service.Stage;
import blueprint.facts.Facts;
import blueprint.text.YamlWriter.AnyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pipeline of GitLab, to be included in the project's own. It defines jobs and nothing that holds
 * for others.
 */
final class GitLabPipeline {

  private static final String OURS =
      "$CI_PIPELINE_SOURCE == \"merge_request_event\""
          + " && $CI_MERGE_REQUEST_SOURCE_PROJECT_PATH == $CI_PROJECT_PATH";

  private static final String ANY = "$CI_PIPELINE_SOURCE == \"merge_request_event\"";
  private static final String DEFAULT_BRANCH = "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH";

  private final Service service;
  private final List<String> paths;
  private final String common;

  /**
   * @param path where it will be, from the root of the repository
   */
  GitLabPipeline(Service service, String path) {
    this.service = service;
    this.paths = service.paths(path);
    this.common = "." + job("job");
  }

  Map<Object, Object> tree() {
    Map<Object, Object> tree =
        Tree.of(new AnyKey(common), common(), job("check"), check(), job("diff"), diff());
    for (Stage stage : service.stages()) {
      tree.put(job(Service.job("plan", stage)), plan(stage));
    }
    Optional<String> before = Optional.empty();
    for (Stage stage : service.stages()) {
      String job = job(Service.job("apply", stage));
      tree.put(job, apply(stage, before));
      before = Optional.of(job);
    }
    return tree;
  }

  private String job(String work) {
    return "blueprint-" + service.name() + "-" + work;
  }

  private Map<Object, Object> common() {
    return Tree.of(
        "image", Tree.of("name", "$BLUEPRINT_IMAGE", "entrypoint", List.of("")),
        "variables",
            Tree.of(
                "BLUEPRINT_FILE", service.file(),
                "BLUEPRINT_OUTPUT", service.output(),
                "BLUEPRINT_MARKER", service.marker()),
        "timeout", "15 minutes",
        "before_script", List.of(Tree.script("gitlab/fetch")));
  }

  private Map<Object, Object> check() {
    return Tree.of(
        "extends",
        common,
        "stage",
        "test",
        "rules",
        List.of(rule(ANY), rule(DEFAULT_BRANCH)),
        "script",
        List.of(Tree.script("gitlab/check")));
  }

  private Map<Object, Object> diff() {
    return Tree.of(
        "extends", common,
        "stage", "test",
        "rules", List.of(rule(ANY)),
        "variables", Tree.of("GIT_DEPTH", "0"),
        "script", List.of(Tree.script("gitlab/diff")));
  }

  private Map<Object, Object> plan(Stage stage) {
    String variable = service.planRole(stage);
    List<String> scripts = new ArrayList<>(List.of("gitlab/credentials"));
    if (stage.buildsImages()) {
      scripts.add("gitlab/recipes");
    }
    scripts.add("gitlab/plan");
    return Tree.of(
        "extends", common,
        "stage", "test",
        "needs", List.of(job("check")),
        "rules", List.of(rule(OURS), rule(DEFAULT_BRANCH)),
        "timeout", "30 minutes",
        "id_tokens", identity(),
        "variables", variables(stage, variable),
        "script", List.of(Tree.script(scripts.toArray(String[]::new))));
  }

  private Map<Object, Object> apply(Stage stage, Optional<String> before) {
    Map<Object, Object> rule = rule(DEFAULT_BRANCH);
    rule.put("when", "manual");
    rule.put("allow_failure", false);
    List<String> needs = new ArrayList<>(List.of(job(Service.job("plan", stage))));
    before.ifPresent(needs::add);
    List<String> scripts = new ArrayList<>(List.of("gitlab/credentials"));
    if (stage.buildsImages()) {
      scripts.add("gitlab/plugin");
    }
    scripts.add("gitlab/apply");
    return Tree.of(
        "extends",
        common,
        "stage",
        "deploy",
        "needs",
        needs,
        "rules",
        List.of(rule),
        "environment",
        Tree.of("name", service.folder(stage)),
        "resource_group",
        "blueprint/" + service.folder(stage),
        "interruptible",
        false,
        "timeout",
        "60 minutes",
        "id_tokens",
        identity(),
        "variables",
        variables(stage, "BLUEPRINT_APPLY_ROLE"),
        "script",
        List.of(Tree.script(scripts.toArray(String[]::new))));
  }

  private Map<Object, Object> rule(String condition) {
    return Tree.of("if", condition, "changes", paths);
  }

  private static Map<Object, Object> identity() {
    return Tree.of("BLUEPRINT_ID_TOKEN", Tree.of("aud", "sts.amazonaws.com"));
  }

  private Map<Object, Object> variables(Stage stage, String role) {
    Map<Object, Object> variables =
        Tree.of(
            "BLUEPRINT_ROLE", "$" + role,
            "BLUEPRINT_ROLE_VARIABLE", role,
            "BLUEPRINT_REGION", stage.region(),
            "BLUEPRINT_ENGINE", stage.engine(),
            "BLUEPRINT_ENVIRONMENT", stage.environment().orElse(""));
    if (stage.buildsImages()) {
      variables.put("BLUEPRINT_FOLDER", service.folder(stage));
      variables.put("BLUEPRINT_PLUGIN", Facts.tool("packer-plugin-amazon"));
    }
    return variables;
  }
}
