package blueprint.target.cloudformation;

import blueprint.plan.Plan;
import blueprint.target.cloudformation.Template.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From a plan to a template: what sections there are, and what is in each. */
final class CloudFormationLowering {

  private final Stack stack;

  private CloudFormationLowering(Stack stack) {
    this.stack = stack;
  }

  /**
   * The template of a plan.
   *
   * @param imageNames the exact name of each machine image in the account, by its name in the plan
   */
  static Template lower(Plan plan, Map<String, String> imageNames) {
    return new CloudFormationLowering(Stack.of(plan, imageNames)).lower();
  }

  private Template lower() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("network", NetworkLowering.resources(stack)));
    sections.add(new Section("domain", DomainLowering.resources(stack)));
    sections.add(new Section("secrets", SecretLowering.resources(stack)));
    sections.addAll(tiers().values());
    sections.removeIf(section -> section.resources().isEmpty());
    return new Template(
        stack.plan().name() + ": compiled from its blueprint",
        parameters(),
        BeanstalkEnvironmentLowering.conditions(stack),
        sections,
        OutputLowering.outputs(stack));
  }

  private List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(ImageLowering.parameters(stack));
    parameters.addAll(BeanstalkEnvironmentLowering.parameters(stack));
    parameters.addAll(PrefixLists.parameters(stack));
    return parameters;
  }

  private Map<String, Section> tiers() {
    Map<String, Section> sections = new TreeMap<>();
    Plan plan = stack.plan();
    plan.loadBalancers()
        .forEach(l -> add(sections, l.tier(), LoadBalancerLowering.resources(stack, l)));
    plan.machineGroups().forEach(m -> add(sections, m.tier(), MachineLowering.resources(stack, m)));
    plan.swarm().ifPresent(s -> add(sections, s.tier(), RepositoryLowering.resources(stack, s)));
    plan.beanstalks().forEach(b -> add(sections, b.tier(), BeanstalkLowering.resources(stack, b)));
    plan.databases().forEach(d -> add(sections, d.tier(), DatabaseLowering.resources(stack, d)));
    return sections;
  }

  private static void add(Map<String, Section> sections, String tier, List<Resource> resources) {
    List<Resource> all = new ArrayList<>();
    Optional.ofNullable(sections.get(tier)).ifPresent(section -> all.addAll(section.resources()));
    all.addAll(resources);
    sections.put(tier, new Section("tiers." + tier, all));
  }
}
