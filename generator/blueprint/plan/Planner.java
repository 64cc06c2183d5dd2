package blueprint.plan;

import blueprint.language.Blueprint;
import blueprint.language.JsonTree;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.Tier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** From what was written to what it means. Total: after the rules it cannot fail. */
public final class Planner {

  private final Blueprint blueprint;
  private final String stack;
  private final ValueBinder values;
  private final Map<String, String> files;

  private Planner(Blueprint blueprint, Map<String, String> files) {
    this.blueprint = blueprint;
    this.files = files;
    this.stack = blueprint.name().value().text();
    this.values = new ValueBinder(blueprint);
  }

  /** The plan of a blueprint in which the rules found no error, and that names no files. */
  public static Plan plan(Blueprint blueprint) {
    return plan(blueprint, Map.of());
  }

  /**
   * The plan of a blueprint in which the rules found no error.
   *
   * @param files the texts of the files that it names, by path; one that is missing is empty
   */
  public static Plan plan(Blueprint blueprint, Map<String, String> files) {
    return new Planner(blueprint, files).plan();
  }

  private Plan plan() {
    Map<Name, Tier> tiers = new TreeMap<>(blueprint.tiers());
    MachinePlanner machines = new MachinePlanner(blueprint, values);
    List<MachineGroup> groups = new ArrayList<>();
    List<Swarm> swarms = new ArrayList<>();
    List<Beanstalk> beanstalks = new ArrayList<>();
    List<LoadBalancer> loadBalancers = new ArrayList<>();
    List<Database> databases = new ArrayList<>();
    tiers.forEach(
        (name, tier) -> {
          tier.instances().ifPresent(i -> groups.add(machines.group(name, i)));
          tier.swarm()
              .map(s -> new SwarmPlanner(blueprint, values, files, name, s))
              .ifPresent(
                  swarm -> {
                    groups.addAll(swarm.groups());
                    swarms.add(swarm.swarm());
                  });
          tier.beanstalk()
              .ifPresent(
                  b -> beanstalks.add(new BeanstalkPlanner(blueprint, values, name, b).plan()));
          tier.loadBalancer()
              .ifPresent(l -> loadBalancers.add(new EntrancePlanner(blueprint).plan(name, l)));
          tier.database().ifPresent(d -> databases.add(DatabasePlanner.plan(stack, name, d)));
        });
    boolean singletons =
        groups.stream().flatMap(g -> g.services().stream()).anyMatch(s -> s.singleton());
    return new Plan(
        stack,
        blueprint.region().value(),
        blueprint.account().map(Located::value),
        engines(),
        tags(),
        state(),
        NetworkPlanner.plan(blueprint),
        blueprint.domain().map(d -> new Plan.Domain(d.name().value(), d.zone().value())),
        secrets(),
        machines.images(groups),
        loadBalancers,
        groups,
        swarms.stream().findFirst(),
        beanstalks,
        databases,
        ConnectionPlanner.plan(blueprint),
        singletons || !swarms.isEmpty() ? Optional.of(Names.leaseTable(stack)) : Optional.empty(),
        awaitsMachines(blueprint),
        patches());
  }

  private Set<Plan.Engine> engines() {
    return switch (blueprint.engine().value()) {
      case TERRAFORM -> EnumSet.of(Plan.Engine.TERRAFORM);
      case CLOUDFORMATION -> EnumSet.of(Plan.Engine.CLOUDFORMATION);
      case BOTH -> EnumSet.allOf(Plan.Engine.class);
    };
  }

  /** Whether whoever applies waits until each machine has said that it is well. */
  static boolean awaitsMachines(Blueprint blueprint) {
    return blueprint.engine().value().writesCloudFormation();
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>();
    tags.put("Stack", stack);
    blueprint.tags().forEach((key, value) -> tags.put(key, value.value()));
    return tags;
  }

  private Optional<Plan.StateBucket> state() {
    return blueprint
        .terraform()
        .flatMap(Blueprint.Terraform::s3)
        .map(
            s3 ->
                new Plan.StateBucket(
                    s3.bucket().value(),
                    s3.key().map(k -> k.value()).orElse(stack + "/terraform.tfstate"),
                    s3.region().map(r -> r.value()).orElse(blueprint.region().value())));
  }

  private List<Secret> secrets() {
    List<Secret> secrets = new ArrayList<>();
    new TreeMap<>(blueprint.secrets())
        .forEach((name, secret) -> secrets.add(secret(name.text(), secret)));
    return secrets;
  }

  private Secret secret(String name, Blueprint.Secret secret) {
    if (secret.generate().isPresent()) {
      int length = secret.generate().get().value();
      return new Secret.Generated(name, Names.secret(stack, name), length);
    }
    String source = secret.from().orElseThrow().value();
    String place = source.substring(source.indexOf(':') + 1);
    return source.startsWith("ssm:")
        ? new Secret.Parameter(name, place)
        : new Secret.Stored(name, place);
  }

  private List<Plan.Patch> patches() {
    List<Plan.Patch> patches = new ArrayList<>();
    add(Plan.Engine.TERRAFORM, blueprint.overrides().terraform(), patches);
    add(Plan.Engine.CLOUDFORMATION, blueprint.overrides().cloudformation(), patches);
    return patches;
  }

  private void add(Plan.Engine engine, Map<String, JsonTree> changes, List<Plan.Patch> patches) {
    new TreeMap<>(changes)
        .forEach((address, tree) -> patches.add(new Plan.Patch(engine, address, attributes(tree))));
  }

  private Optional<Json.Mapping> attributes(JsonTree tree) {
    if (!(tree instanceof JsonTree.Mapping mapping)) {
      return Optional.empty();
    }
    Map<String, Json> members = new LinkedHashMap<>();
    mapping.members().forEach((key, value) -> members.put(key, values.json(value)));
    return Optional.of(new Json.Mapping(members));
  }
}
