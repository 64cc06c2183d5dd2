package blueprint.target.terraform;

import blueprint.plan.Swarm;
import blueprint.target.terraform.Expression.Members;
import java.util.ArrayList;
import java.util.List;

/** Where the images are kept that are built of the application's own repository. */
final class RepositoryLowering {

  private static final String TYPE = "aws_ecr_repository";

  private final Swarm swarm;
  private final Swarm.Build build;
  private final String label;
  private final String path;

  private RepositoryLowering(Swarm swarm, Swarm.Build build) {
    this.swarm = swarm;
    this.build = build;
    this.label = Labels.of(swarm.tier() + "-" + build.service());
    this.path = "tiers." + swarm.tier() + ".services." + build.service() + ".build";
  }

  static List<Block> blocks(Swarm swarm) {
    List<Block> blocks = new ArrayList<>();
    for (Swarm.Build build : swarm.builds()) {
      RepositoryLowering lowering = new RepositoryLowering(swarm, build);
      blocks.add(lowering.repository());
      blocks.add(lowering.lifecycle());
    }
    return blocks;
  }

  /** Terraform's address of a repository. */
  static String address(Swarm swarm, Swarm.Build build) {
    return TYPE + "." + Labels.of(swarm.tier() + "-" + build.service());
  }

  private Block repository() {
    return Block.resource(TYPE, label)
        .from(path)
        .comment("AWS deletes no repository with images in it: somebody has to empty it first.")
        .set("name", build.repository())
        .line()
        .note("A tag is a hash of what was built, and stands for nothing else ever.")
        .set("image_tag_mutability", "IMMUTABLE")
        .line()
        .set("tags", Stack.named(build.repository()))
        .block("image_scanning_configuration", Body.EMPTY.set("scan_on_push", true))
        .block("encryption_configuration", Body.EMPTY.set("encryption_type", "KMS"));
  }

  private Block lifecycle() {
    String keep = "tiers." + swarm.tier() + ".keep";
    Members untagged =
        rule(1, "without a tag: nobody can ask for it")
            .with(
                "selection",
                Expression.object()
                    .with("tagStatus", "untagged")
                    .with("countType", "sinceImagePushed")
                    .with("countUnit", "days")
                    .with("countNumber", Expression.number(1))
                    .lines());
    Members oldest =
        rule(2, "more than are kept, the oldest first")
            .with(
                "selection",
                Expression.object()
                    .with("tagStatus", "any")
                    .with("countType", "imageCountMoreThan")
                    .with("countNumber", Expression.number(swarm.keep()))
                    .lines());
    return Block.resource("aws_ecr_lifecycle_policy", label)
        .from(List.of(path, keep), "")
        .comment(
            "ECR counts what was pushed and does not know what runs: that stays as long as fewer")
        .comment("newer images than are kept have been pushed and not released.")
        .set("repository", Expression.reference(TYPE + "." + label + ".name"))
        .set(
            "policy",
            Expression.call(
                "jsonencode",
                Expression.object()
                    .with("rules", Expression.list(finished(untagged), finished(oldest)).lines())
                    .lines()));
  }

  private static Members rule(int priority, String description) {
    return Expression.object()
        .with("rulePriority", Expression.number(priority))
        .with("description", description);
  }

  private static Members finished(Members rule) {
    return rule.with("action", Expression.object().with("type", "expire")).lines();
  }
}
