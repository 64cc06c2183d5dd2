package blueprint.plan;

import blueprint.facts.Facts;
import blueprint.language.Blueprint;
import blueprint.language.Image;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.SwarmTier;
import blueprint.language.Tier;
import blueprint.plan.MachineGroup.Permission;
import blueprint.plan.Swarm.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plans a swarm and the machines that form it. */
final class SwarmPlanner {

  private static final Pattern ECR =
      Pattern.compile("([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com");

  private final Blueprint blueprint;
  private final ValueBinder values;
  private final Map<String, String> files;
  private final String stack;
  private final String tier;
  private final SwarmTier written;

  SwarmPlanner(
      Blueprint blueprint,
      ValueBinder values,
      Map<String, String> files,
      Name tier,
      SwarmTier written) {
    this.blueprint = blueprint;
    this.files = files;
    this.values = values;
    this.stack = blueprint.name().value().text();
    this.tier = tier.text();
    this.written = written;
  }

  Swarm swarm() {
    return new Swarm(
        tier,
        stack,
        "swarm/" + tier,
        Names.swarmPath(stack, tier),
        written.pool().value().toString(),
        services(),
        builds(),
        written.keep().value(),
        loads(),
        withLoads(delivered(SwarmTier.Container::secrets), Swarm.Load::owner, Swarm.Load::password),
        withLoads(delivered(SwarmTier.Container::configs), Swarm.Load::place, Swarm.Load::host),
        registries(),
        written.deploy().map(SwarmPlanner::pull));
  }

  /** The managers, and the workers where there are any. */
  List<MachineGroup> groups() {
    List<MachineGroup> groups = new ArrayList<>();
    int managers = written.managers().value();
    boolean alone = written.workers().isEmpty();
    groups.add(
        group(
            Role.MANAGER,
            written.managerType().orElse(written.type()).value(),
            managers,
            managers,
            OptionalInt.empty(),
            alone));
    written
        .workers()
        .ifPresent(
            workers -> {
              int min = workers.min().value();
              int max = workers.max().map(Located::value).orElse(min);
              OptionalInt cpu =
                  max > min ? OptionalInt.of(workers.cpu().value()) : OptionalInt.empty();
              groups.add(group(Role.WORKER, written.type().value(), min, max, cpu, true));
            });
    return groups;
  }

  private MachineGroup group(
      Role role, String type, int min, int max, OptionalInt cpu, boolean reached) {
    String part = role == Role.MANAGER ? "managers" : "workers";
    String name = Names.tier(stack, Names.part(tier, part));
    Image image =
        Optional.ofNullable(blueprint.images().get(written.image().value())).orElseThrow();
    String logGroup = Names.logGroup(stack, tier);
    return new MachineGroup(
        tier,
        Names.part(tier, part),
        name,
        written.image().value().text(),
        type,
        min,
        max,
        cpu,
        written.disk().orElse(image.disk()).value().gigabytes(),
        written.grace().value().seconds(),
        reached ? Routes.targetNames(blueprint, tier) : List.of(),
        List.of(),
        Optional.empty(),
        Map.of(),
        "root",
        logGroup,
        Facts.logRetention(written.logs().value().days()),
        permissions(role, name, logGroup),
        Optional.of(
            new Swarm.Member(
                role,
                memberGroups(),
                Names.tier(stack, Names.part(tier, "managers")),
                name + "-leave")));
  }

  private List<String> memberGroups() {
    List<String> groups = new ArrayList<>(List.of(Names.tier(stack, Names.part(tier, "managers"))));
    if (written.workers().isPresent()) {
      groups.add(Names.tier(stack, Names.part(tier, "workers")));
    }
    return groups;
  }

  private List<Permission> permissions(Role role, String group, String logGroup) {
    List<Permission> permissions = new ArrayList<>();
    permissions.add(new MachineGroup.RemoteShell());
    permissions.add(new MachineGroup.WriteLogs(logGroup));
    if (Planner.awaitsMachines(blueprint)) {
      permissions.add(new MachineGroup.ReportToStack());
    }
    SwarmPermissions swarm = new SwarmPermissions(stack, blueprint.region().value(), tier);
    permissions.addAll(role == Role.MANAGER ? swarm.ofManagers(swarm()) : swarm.ofWorkers());
    permissions.add(swarm.leaving(group));
    if (role == Role.MANAGER) {
      permissions.addAll(MachinePlanner.secrets(secretValues()));
      permissions.add(new MachineGroup.HoldLeases(Names.leaseTable(stack)));
    }
    return permissions;
  }

  private List<Value> secretValues() {
    Swarm swarm = swarm();
    List<Value> all = new ArrayList<>(swarm.secrets().values());
    swarm.registries().stream()
        .filter(Swarm.ByPassword.class::isInstance)
        .forEach(login -> all.add(((Swarm.ByPassword) login).password()));
    return all;
  }

  private List<Swarm.Service> services() {
    List<String> published =
        blueprint.tiers().values().stream()
            .flatMap(t -> t.loadBalancer().stream())
            .flatMap(l -> Routes.targets(blueprint, l).stream())
            .filter(target -> target.tier().equals(tier))
            .map(LoadBalancer.Target::service)
            .toList();
    List<Swarm.Service> services = new ArrayList<>();
    new TreeMap<>(written.services())
        .forEach(
            (name, service) ->
                services.add(service(name.text(), service, published.contains(name.text()))));
    return services;
  }

  private Swarm.Service service(String name, SwarmTier.Container service, boolean published) {
    Map<String, String> environment = new TreeMap<>();
    service.env().forEach((key, text) -> environment.put(key, known(text.value())));
    return new Swarm.Service(
        name,
        service.image().map(Located::value),
        service.run().map(run -> run.value().words()).orElse(List.of()),
        service
            .port()
            .map(port -> OptionalInt.of(port.value().number()))
            .orElseGet(OptionalInt::empty),
        published,
        service.replicas().value(),
        placement(service),
        environment,
        files(service.secrets()),
        files(service.configs()),
        service.user().map(Located::value),
        service.health().map(SwarmPlanner::health),
        service.cpus().value(),
        megabytes(service.memory().value()),
        service.writes().stream().map(Located::value).sorted().distinct().toList(),
        service.readOnly().value(),
        service.capabilities().stream().map(Located::value).sorted().distinct().toList(),
        service.stopTimeout().value().seconds(),
        update(service.update()));
  }

  private List<Swarm.Build> builds() {
    List<Swarm.Build> builds = new ArrayList<>();
    new TreeMap<>(written.services())
        .forEach(
            (name, service) ->
                service.build().ifPresent(build -> builds.add(build(name.text(), build))));
    return builds;
  }

  private Swarm.Build build(String service, SwarmTier.Build build) {
    Map<String, String> arguments = new TreeMap<>();
    build.args().forEach((key, text) -> arguments.put(key, known(text.value())));
    return new Swarm.Build(
        service,
        Names.repository(stack, service),
        build.context().value(),
        build.file().value(),
        build.target().map(Located::value),
        arguments,
        build.revision().map(Located::value));
  }

  private String known(blueprint.language.Text text) {
    StringBuilder out = new StringBuilder();
    for (Value.Part part : values.value(text).parts()) {
      out.append(((Value.Literal) part).text());
    }
    return out.toString();
  }

  private Swarm.Placement placement(SwarmTier.Container service) {
    return service
        .where()
        .map(where -> Swarm.Placement.valueOf(where.value().name()))
        .orElse(written.workers().isPresent() ? Swarm.Placement.WORKERS : Swarm.Placement.ANY);
  }

  private static Swarm.Health health(SwarmTier.ContainerHealth health) {
    return new Swarm.Health(
        health.run().value().words(),
        health.every().value().seconds(),
        health.timeout().value().seconds(),
        health.retries().value(),
        health.start().value().seconds());
  }

  private static Swarm.Update update(SwarmTier.Update update) {
    return new Swarm.Update(
        update.atOnce().value(),
        update.delay().value().seconds(),
        update.watch().value().seconds(),
        update.order().value() == SwarmTier.Order.START_FIRST);
  }

  private static int megabytes(String written) {
    int amount = Integer.parseInt(written.substring(0, written.length() - 2));
    return written.endsWith("GB") ? amount * 1024 : amount;
  }

  private static List<Swarm.File> files(Map<String, SwarmTier.Delivery> written) {
    List<Swarm.File> files = new ArrayList<>();
    new TreeMap<>(written)
        .forEach((name, file) -> files.add(new Swarm.File(name, file.path().map(Located::value))));
    return files;
  }

  /** The files of all services by name; the same name is the same file. */
  private Map<String, Value> delivered(
      Function<SwarmTier.Container, Map<String, SwarmTier.Delivery>> kind) {
    Map<String, Value> all = new TreeMap<>();
    for (SwarmTier.Container service : written.services().values()) {
      kind.apply(service)
          .forEach((name, file) -> all.put(name, values.value(file.content().value())));
    }
    return all;
  }

  /** The databases that are loaded from here, by name. */
  private List<Swarm.Load> loads() {
    List<Swarm.Load> loads = new ArrayList<>();
    new TreeMap<>(blueprint.tiers())
        .forEach(
            (name, other) ->
                other
                    .database()
                    .filter(d -> d.usedBy().stream().anyMatch(u -> isThis(u.value().tier())))
                    .ifPresent(
                        database ->
                            database
                                .load()
                                .ifPresent(file -> loads.add(load(name, database, file.value())))));
    return loads;
  }

  private boolean isThis(Name other) {
    return other.text().equals(tier);
  }

  private Swarm.Load load(Name name, Tier.Database written, String file) {
    Database database = DatabasePlanner.plan(stack, name, written);
    String engine = database.engine();
    return new Swarm.Load(
        database.tier(),
        file,
        files.getOrDefault(file, ""),
        Facts.database(engine).clientImage() + ":" + database.version(),
        database.name(),
        database.user(),
        database.port(),
        new Value(List.of(new Value.DatabaseHost(database.tier()))),
        new Value(List.of(new Value.DatabasePassword(database.tier(), false))));
  }

  private Map<String, Value> withLoads(
      Map<String, Value> delivered,
      Function<Swarm.Load, String> name,
      Function<Swarm.Load, Value> content) {
    Map<String, Value> all = new TreeMap<>(delivered);
    loads().forEach(load -> all.put(name.apply(load), content.apply(load)));
    return all;
  }

  private List<Swarm.Registry> registries() {
    Map<String, Swarm.Registry> registries = new TreeMap<>();
    for (SwarmTier.Container service : written.services().values()) {
      String host = service.image().map(Located::value).orElse("").replaceFirst("/.*", "");
      Matcher ecr = ECR.matcher(host);
      if (ecr.matches()) {
        registries.put(host, new Swarm.ByRole(host, ecr.group(1), ecr.group(2)));
      }
    }
    new TreeMap<>(written.registries())
        .forEach(
            (host, login) ->
                registries.put(
                    host,
                    new Swarm.ByPassword(
                        host, login.user().value(), values.value(login.password().value()))));
    return new ArrayList<>(registries.values());
  }

  private static Swarm.Pull pull(SwarmTier.Deploy deploy) {
    String[] place = deploy.from().value().substring("s3://".length()).split("/", 2);
    return new Swarm.Pull(place[0], place[1], deploy.every().value().seconds());
  }
}
