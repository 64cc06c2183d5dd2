package blueprint.target.cloudformation;

import blueprint.plan.Json;
import blueprint.plan.PatchProblem;
import blueprint.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the changes that a blueprint wants beyond the language: whole resources, or properties of
 * one.
 */
final class PatchApplier {

  private final List<Plan.Patch> patches;
  private final List<PatchProblem> problems = new ArrayList<>();

  PatchApplier(Plan plan) {
    this.patches = plan.patches(Plan.Engine.CLOUDFORMATION);
  }

  /** The changed template; what could not be done stands in {@link #problems}. */
  Template apply(Template template) {
    Template changed = template;
    for (int i = 0; i < patches.size(); i++) {
      changed = apply(changed, i, patches.get(i));
    }
    return changed;
  }

  List<PatchProblem> problems() {
    return problems;
  }

  /** The number of the patch that changes a resource; nothing when none does. */
  Optional<Integer> patchOf(Resource resource) {
    List<String> addresses = patches.stream().map(Plan.Patch::address).toList();
    int number = addresses.indexOf(resource.id());
    return number < 0 ? Optional.empty() : Optional.of(number);
  }

  private Template apply(Template template, int number, Plan.Patch patch) {
    String id = patch.address();
    List<String> ids = template.resources().stream().map(Resource::id).toList();
    if (!ids.contains(id)) {
      problems.add(new PatchProblem(number, "", Optional.empty(), ids));
      return template;
    }
    if (patch.attributes().isEmpty()) {
      return remove(template, number, id);
    }
    return template.map(
        resource ->
            resource.id().equals(id)
                ? change(resource, number, patch.attributes().get())
                : resource);
  }

  private Resource change(Resource resource, int number, Json.Mapping wanted) {
    PatchedResource patched =
        new PatchedResource(
            (path, reason, candidates) ->
                problems.add(new PatchProblem(number, path, reason, candidates)));
    return patched
        .change(resource, wanted)
        .comment("changed by overrides.cloudformation")
        .reads("overrides.cloudformation." + resource.id());
  }

  /** Takes a resource out, and out of what others wait for; what needs it more keeps it. */
  private Template remove(Template template, int number, String id) {
    Template left = template.without(id).map(resource -> References.withoutWaiting(resource, id));
    List<String> needed =
        Stream.concat(
                left.resources().stream()
                    .filter(resource -> References.of(resource).contains(id))
                    .map(Resource::id),
                left.outputs().stream()
                    .filter(output -> References.of(output.value()).contains(id))
                    .map(Output::id))
            .map(name -> "`" + name + "`")
            .toList();
    if (needed.isEmpty()) {
      return left;
    }
    String reason = "cannot be removed while " + String.join(", ", needed) + " refers to it";
    problems.add(new PatchProblem(number, "", Optional.of(reason), List.of()));
    return template;
  }
}
