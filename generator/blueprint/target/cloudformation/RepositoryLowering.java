package blueprint.target.cloudformation;

import blueprint.plan.Swarm;
import blueprint.text.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the images are kept that are built of the application's own repository. */
final class RepositoryLowering {

  private final Stack stack;
  private final Swarm swarm;

  private RepositoryLowering(Stack stack, Swarm swarm) {
    this.stack = stack;
    this.swarm = swarm;
  }

  static List<Resource> resources(Stack stack, Swarm swarm) {
    RepositoryLowering lowering = new RepositoryLowering(stack, swarm);
    return swarm.builds().stream().map(lowering::repository).toList();
  }

  private Resource repository(Swarm.Build build) {
    String path = "tiers." + swarm.tier() + ".services." + build.service() + ".build";
    String keep = "tiers." + swarm.tier() + ".keep";
    String id = LogicalIds.of(swarm.tier() + "-" + build.service(), "Repository");
    return Resource.of(id, "AWS::ECR::Repository")
        .from(List.of(path, keep), "")
        .comment("AWS deletes no repository with images in it: somebody has to empty it first.")
        .set("RepositoryName", build.repository())
        .set("ImageTagMutability", "IMMUTABLE")
        .noting(
            "ImageTagMutability",
            "A tag is a hash of what was built, and stands for nothing else ever.")
        .set("ImageScanningConfiguration", Expression.object().with("ScanOnPush", true))
        .set("EncryptionConfiguration", Expression.object().with("EncryptionType", "KMS"))
        .set(
            "LifecyclePolicy",
            Expression.object().with("LifecyclePolicyText", JsonWriter.write(lifecycle())))
        .noting(
            "LifecyclePolicy",
            "ECR counts what was pushed and does not know what runs: that stays as long as fewer newer"
                + " images than are kept have been pushed and not released.")
        .set("Tags", stack.tags(build.repository()));
  }

  private Map<String, Object> lifecycle() {
    Map<String, Object> untagged = new LinkedHashMap<>();
    untagged.put("tagStatus", "untagged");
    untagged.put("countType", "sinceImagePushed");
    untagged.put("countUnit", "days");
    untagged.put("countNumber", 1);
    Map<String, Object> oldest = new LinkedHashMap<>();
    oldest.put("tagStatus", "any");
    oldest.put("countType", "imageCountMoreThan");
    oldest.put("countNumber", swarm.keep());
    return Map.of(
        "rules",
        List.of(
            rule(1, "without a tag: nobody can ask for it", untagged),
            rule(2, "more than are kept, the oldest first", oldest)));
  }

  private static Map<String, Object> rule(
      int priority, String description, Map<String, Object> selection) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("rulePriority", priority);
    rule.put("description", description);
    rule.put("selection", selection);
    rule.put("action", Map.of("type", "expire"));
    return rule;
  }
}
