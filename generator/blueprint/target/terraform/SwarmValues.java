package blueprint.target.terraform;

import blueprint.plan.MachineGroup;
import blueprint.plan.Names;
import blueprint.plan.Plan;
import blueprint.plan.Swarm;
import blueprint.plan.Value;
import blueprint.target.terraform.Expression.Members;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What a machine of a swarm learns at boot: its part in it, and a manager what is deployed. */
final class SwarmValues {

  private final Plan plan;
  private final MachineGroup group;
  private final Function<Value, Expression> parts;

  private SwarmValues(Plan plan, MachineGroup group, Function<Value, Expression> parts) {
    this.plan = plan;
    this.group = group;
    this.parts = parts;
  }

  static Members with(
      Members values, Plan plan, MachineGroup group, Function<Value, Expression> parts) {
    return new SwarmValues(plan, group, parts).added(values);
  }

  private Members added(Members values) {
    Swarm swarm = plan.swarm().orElseThrow();
    Swarm.Member member = group.member().orElseThrow();
    Members added = values.with("swarm", membership(swarm, member));
    return member.role() == Swarm.Role.MANAGER ? added.with("deploy", deploy(swarm)) : added;
  }

  private Members membership(Swarm swarm, Swarm.Member member) {
    Members membership =
        Expression.object()
            .with("role", member.role().name().toLowerCase(Locale.ROOT))
            .with("parameters", swarm.parameters())
            .with("group", group.name())
            .with("hook", member.hook());
    if (member.role() == Swarm.Role.WORKER) {
      return membership.lines();
    }
    return membership
        .with("groups", Expression.list(member.groups().toArray(String[]::new)))
        .with("manager_group", member.managerGroup())
        .with("election", LeaseLowering.place(swarm))
        .with("pool", swarm.pool())
        .lines();
  }

  private Members deploy(Swarm swarm) {
    Members deploy =
        Expression.object()
            .with("name", swarm.name())
            .with("folder", "/etc/" + plan.name() + "/swarm")
            .with("secrets", files(swarm.secrets()))
            .with("configs", files(swarm.liveConfigs()));
    Members registries = Expression.object();
    for (Swarm.Registry registry : swarm.registries()) {
      registries = registries.with(registry.host(), login(registry));
    }
    deploy =
        deploy.with("registries", swarm.registries().isEmpty() ? registries : registries.lines());
    if (!swarm.builds().isEmpty()) {
      deploy =
          deploy.with(
              "own_registry", Expression.template(Stack.account(), Names.registry(plan.region())));
    }
    return (swarm.pull().isPresent() ? deploy.with("pull", pull(swarm.pull().get())) : deploy)
        .lines();
  }

  private Members files(Map<String, Value> files) {
    Members all = Expression.object();
    for (Map.Entry<String, Value> file : files.entrySet()) {
      all =
          all.with(file.getKey(), Expression.object().with("parts", parts.apply(file.getValue())));
    }
    return files.isEmpty() ? all : all.lines();
  }

  private Members login(Swarm.Registry registry) {
    if (registry instanceof Swarm.ByPassword login) {
      return Expression.object()
          .with("user", login.user())
          .with("password", Expression.object().with("parts", parts.apply(login.password())))
          .lines();
    }
    return Expression.object().with("ecr", ((Swarm.ByRole) registry).region());
  }

  private static Members pull(Swarm.Pull pull) {
    return Expression.object().with("from", "s3://" + pull.bucket() + "/" + pull.key());
  }
}
