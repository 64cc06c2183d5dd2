package blueprint.target.terraform;

import blueprint.plan.Plan;
import java.util.Map;

/** The Terraform of a plan before CDKTF has seen it: for tests of many thousand plans. */
public final class WithoutNode {

  private static final SchemaCheck CHECK = new SchemaCheck(ProviderSchema.bundled());

  private WithoutNode() {}

  /** The files; a block that the provider would refuse is an error unless the user wanted it so. */
  public static Map<String, String> emit(Plan plan, Map<String, String> imageNames) {
    PatchApplier patches = new PatchApplier(plan);
    TerraformModel model = patches.apply(TerraformLowering.lower(plan, imageNames));
    for (Block block : model.blocks()) {
      boolean known = block.kind() == Block.Kind.RESOURCE || block.kind() == Block.Kind.DATA;
      if (known && patches.patchOf(block).isEmpty()) {
        String type = block.labels().get(0);
        CHECK.check(block.kind().keyword(), type, BodyTree.of(block.body())).stream()
            .filter(problem -> problem.kind() != SchemaProblem.Kind.DEPRECATED)
            .findFirst()
            .ifPresent(
                problem -> {
                  throw new IllegalStateException(PatchApplier.address(block) + ": " + problem);
                });
      }
      CdktfJson.body(block.body());
    }
    return HclEmitter.emit(model);
  }
}
