package blueprint.compile;

import blueprint.compile.Understood.Meaning;
import blueprint.diagnostic.Diagnostics;
import blueprint.diff.Side;
import blueprint.inventory.Inventory;
import blueprint.language.Blueprint;
import blueprint.plan.Plan;
import blueprint.target.cloudformation.CloudFormationTarget;
import blueprint.target.packer.PackerTarget;
import blueprint.target.terraform.TerraformTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** From a blueprint to what it makes, without an engine's process and without a file. */
final class Stocktaking {

  private Stocktaking() {}

  static Stock of(Understood understood) {
    List<Side> sides = new ArrayList<>();
    for (Meaning meaning : understood.environments()) {
      meaning.plan().ifPresent(plan -> sides.add(environment(meaning, plan)));
    }
    Diagnostics problems = understood.problems();
    return new Stock(problems, problems.hasErrors() ? List.of() : sides);
  }

  private static Side environment(Meaning meaning, Plan plan) {
    Blueprint blueprint = meaning.blueprint().orElseThrow();
    Map<String, String> images = PackerTarget.emit(plan).imageNames();
    List<Inventory> inventories = new ArrayList<>();
    if (plan.isFor(Plan.Engine.TERRAFORM)) {
      TerraformTarget.Stock stock = TerraformTarget.inventory(plan, images);
      OverrideDiagnostics.report(
          blueprint.overrides().terraform(), stock.problems(), meaning.found());
      stock.same().ifPresent(same -> UnfitDiagnostics.report(blueprint, same, meaning.found()));
      stock.inventory().ifPresent(inventories::add);
    }
    if (plan.isFor(Plan.Engine.CLOUDFORMATION)) {
      CloudFormationTarget.Stock stock = CloudFormationTarget.inventory(plan, images);
      OverrideDiagnostics.report(
          blueprint.overrides().cloudformation(), stock.problems(), meaning.found());
      stock.unfit().ifPresent(unfit -> UnfitDiagnostics.report(blueprint, unfit, meaning.found()));
      stock.inventory().ifPresent(inventories::add);
    }
    return new Side(
        meaning.environment().name(),
        meaning.folder(),
        place(plan),
        new TreeMap<>(images),
        inventories,
        meaning.environment().tree());
  }

  private static Map<String, String> place(Plan plan) {
    Map<String, String> place = new TreeMap<>();
    place.put("region", plan.region());
    plan.account().ifPresent(account -> place.put("account", account));
    plan.state().ifPresent(state -> place.put("state", state.bucket() + "/" + state.key()));
    return place;
  }
}
