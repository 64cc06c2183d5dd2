package blueprint.target.cloudformation;

import blueprint.plan.MachineGroup;
import blueprint.plan.Names;
import blueprint.plan.Plan;
import blueprint.plan.Swarm;
import blueprint.plan.Value;
import blueprint.target.cloudformation.JsonText.Elements;
import blueprint.target.cloudformation.JsonText.Fields;
import blueprint.target.cloudformation.JsonText.Node;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What a machine of a swarm learns at boot: its part in it, and a manager what is deployed. */
final class SwarmValues {

  private final Plan plan;
  private final MachineGroup group;
  private final Function<Value, Node> parts;

  private SwarmValues(Plan plan, MachineGroup group, Function<Value, Node> parts) {
    this.plan = plan;
    this.group = group;
    this.parts = parts;
  }

  static Fields with(Fields values, Plan plan, MachineGroup group, Function<Value, Node> parts) {
    return new SwarmValues(plan, group, parts).added(values);
  }

  private Fields added(Fields values) {
    Swarm swarm = plan.swarm().orElseThrow();
    Swarm.Member member = group.member().orElseThrow();
    Fields added = values.with("swarm", membership(swarm, member));
    return member.role() == Swarm.Role.MANAGER ? added.with("deploy", deploy(swarm)) : added;
  }

  private Fields membership(Swarm swarm, Swarm.Member member) {
    Fields membership =
        Fields.NONE
            .with("role", member.role().name().toLowerCase(Locale.ROOT))
            .with("parameters", swarm.parameters())
            .with("group", group.name())
            .with("hook", member.hook());
    if (member.role() == Swarm.Role.WORKER) {
      return membership;
    }
    return membership
        .with("groups", new Elements(member.groups().stream().<Node>map(JsonText::string).toList()))
        .with("manager_group", member.managerGroup())
        .with("election", LeaseLowering.place(swarm))
        .with("pool", swarm.pool());
  }

  private Fields deploy(Swarm swarm) {
    Fields deploy =
        Fields.NONE
            .with("name", swarm.name())
            .with("folder", "/etc/" + plan.name() + "/swarm")
            .with("secrets", files(swarm.secrets()))
            .with("configs", files(swarm.liveConfigs()));
    Fields registries = Fields.NONE;
    for (Swarm.Registry registry : swarm.registries()) {
      registries = registries.with(registry.host(), login(registry));
    }
    deploy = deploy.with("registries", registries);
    if (!swarm.builds().isEmpty()) {
      deploy =
          deploy.with(
              "own_registry",
              JsonText.string(
                  Expression.sub(Expression.ref("AWS::AccountId"), Names.registry(plan.region()))));
    }
    return (swarm.pull().isPresent() ? deploy.with("pull", pull(swarm.pull().get())) : deploy);
  }

  private Fields files(Map<String, Value> files) {
    Fields all = Fields.NONE;
    for (Map.Entry<String, Value> file : files.entrySet()) {
      all = all.with(file.getKey(), Fields.NONE.with("parts", parts.apply(file.getValue())));
    }
    return all;
  }

  private Fields login(Swarm.Registry registry) {
    if (registry instanceof Swarm.ByPassword login) {
      return Fields.NONE
          .with("user", login.user())
          .with("password", Fields.NONE.with("parts", parts.apply(login.password())));
    }
    return Fields.NONE.with("ecr", ((Swarm.ByRole) registry).region());
  }

  private static Fields pull(Swarm.Pull pull) {
    return Fields.NONE.with("from", "s3://" + pull.bucket() + "/" + pull.key());
  }
}
