package blueprint.target.terraform;

import blueprint.plan.Plan;
import java.util.List;

/** What the configuration runs with: Terraform, the provider, and where the state is kept. */
final class VersionsLowering {

  private VersionsLowering() {}

  static List<Block> blocks(Plan plan) {
    return List.of(terraform(plan), provider(plan), locals(plan));
  }

  private static Block terraform(Plan plan) {
    Expression aws =
        Expression.object()
            .with("source", "hashicorp/aws")
            .with("version", ">= 5.100.0, < 7.0.0")
            .lines();
    Block block =
        Block.terraform()
            .reads("engine")
            .set("required_version", ">= 1.11")
            .block("required_providers", Body.EMPTY.set("aws", aws));
    return plan.state()
        .map(
            bucket ->
                block
                    .reads("terraform.s3")
                    .note("terraform.s3")
                    .block("backend", "s3", backend(bucket)))
        .orElseGet(
            () ->
                block
                    .line()
                    .note(
                        "State stays in this folder. A team writes `terraform: {s3: {bucket: ...}}`"
                            + " in the blueprint,")
                    .note("which keeps it in that bucket, encrypted and with a lock file."));
  }

  private static Body backend(Plan.StateBucket state) {
    return Body.EMPTY
        .set("bucket", state.bucket())
        .set("key", state.key())
        .set("region", state.region())
        .set("encrypt", true)
        .set("use_lockfile", true);
  }

  private static Block provider(Plan plan) {
    Block block =
        Block.provider("aws")
            .from(plan.account().isPresent() ? List.of("region", "account") : List.of("region"), "")
            .set("region", Expression.reference("local.region"));
    return plan.account()
        .map(id -> block.set("allowed_account_ids", Expression.list(Expression.text(id))))
        .orElse(block)
        .block("default_tags", Body.EMPTY.set("tags", Expression.reference("local.tags")));
  }

  private static Block locals(Plan plan) {
    Expression.Members tags = Expression.object();
    for (var tag : plan.tags().entrySet()) {
      tags = tags.with(tag.getKey(), tag.getValue());
    }
    return Block.locals()
        .from(
            plan.tags().size() > 1 ? List.of("name", "region", "tags") : List.of("name", "region"),
            "")
        .set("region", plan.region())
        .set("tags", tags);
  }
}
