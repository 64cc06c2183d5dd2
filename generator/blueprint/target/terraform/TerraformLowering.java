package blueprint.target.terraform;

import blueprint.plan.Plan;
import blueprint.target.terraform.TerraformModel.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From a plan to a Terraform configuration: what files there are, and what is in each. */
final class TerraformLowering {

  private final Stack stack;

  private TerraformLowering(Stack stack) {
    this.stack = stack;
  }

  /**
   * The configuration of a plan.
   *
   * @param imageNames the exact name of each machine image in the account, by its name in the plan
   */
  static TerraformModel lower(Plan plan, Map<String, String> imageNames) {
    return new TerraformLowering(Stack.of(plan, imageNames)).lower();
  }

  private TerraformModel lower() {
    List<File> files = new ArrayList<>();
    files.add(new File("versions.tf", VersionsLowering.blocks(stack.plan())));
    files.add(new File("variables.tf", VariableLowering.blocks(stack.plan())));
    files.add(new File("network.tf", NetworkLowering.blocks(stack)));
    files.add(new File("domain.tf", DomainLowering.blocks(stack)));
    files.add(new File("secrets.tf", SecretLowering.blocks(stack)));
    files.addAll(tiers().values());
    files.add(new File("outputs.tf", outputs()));
    files.removeIf(file -> file.blocks().isEmpty());
    return new TerraformModel(files);
  }

  private Map<String, File> tiers() {
    Map<String, File> files = new TreeMap<>();
    Plan plan = stack.plan();
    plan.loadBalancers().forEach(l -> add(files, l.tier(), LoadBalancerLowering.blocks(stack, l)));
    plan.machineGroups().forEach(m -> add(files, m.tier(), MachineLowering.blocks(stack, m)));
    plan.swarm().ifPresent(s -> add(files, s.tier(), RepositoryLowering.blocks(s)));
    plan.beanstalks().forEach(b -> add(files, b.tier(), BeanstalkLowering.blocks(stack, b)));
    plan.databases().forEach(d -> add(files, d.tier(), DatabaseLowering.blocks(stack, d)));
    return files;
  }

  private static void add(Map<String, File> files, String tier, List<Block> blocks) {
    List<Block> all = new ArrayList<>();
    Optional.ofNullable(files.get(tier)).ifPresent(file -> all.addAll(file.blocks()));
    all.addAll(blocks);
    files.put(tier, new File(Labels.file(tier), all));
  }

  private List<Block> outputs() {
    List<Block> outputs = new ArrayList<>();
    outputs.addAll(EntranceOutputs.blocks(stack));
    outputs.addAll(BeanstalkOutputs.blocks(stack));
    outputs.addAll(OutputLowering.blocks(stack));
    return outputs;
  }
}
