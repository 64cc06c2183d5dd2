package blueprint.plan;

import blueprint.facts.Facts;
import blueprint.language.Blueprint;
import blueprint.language.Image;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.language.Step;
import blueprint.language.Tier;
import blueprint.plan.MachineGroup.Permission;
import blueprint.plan.MachineGroup.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Plans machines and the images that they start from. */
final class MachinePlanner {

  private final Blueprint blueprint;
  private final ValueBinder values;
  private final String stack;

  MachinePlanner(Blueprint blueprint, ValueBinder values) {
    this.blueprint = blueprint;
    this.values = values;
    this.stack = blueprint.name().value().text();
  }

  MachineGroup group(Name tierName, Tier.Instances instances) {
    String tier = tierName.text();
    Image image = image(instances);
    List<Service> services = services(instances, image);
    Optional<MachineGroup.Settings> settings =
        instances.settings().map(s -> settings(tier, instances, s, image, services));
    Map<String, Value> environment = new TreeMap<>();
    instances.env().forEach((key, text) -> environment.put(key, values.value(text.value())));
    int min = instances.scale().min().value();
    int max = instances.scale().max().map(Located::value).orElse(Math.max(min, 1));
    String logGroup = Names.logGroup(stack, tier);
    return new MachineGroup(
        tier,
        tier,
        Names.tier(stack, tier),
        instances.image().value().text(),
        instances.type().value(),
        min,
        max,
        max > min ? OptionalInt.of(instances.scale().cpu().value()) : OptionalInt.empty(),
        instances.disk().orElse(image.disk()).value().gigabytes(),
        instances.grace().value().seconds(),
        Routes.targetNames(blueprint, tier),
        services,
        settings,
        environment,
        settings.map(MachineGroup.Settings::group).orElse(groupOf(image, services.get(0).user())),
        logGroup,
        Facts.logRetention(instances.logs().value().days()),
        permissions(logGroup, services, settings, environment),
        Optional.empty());
  }

  /** Every image that a tier uses, with all services of those tiers. */
  List<MachineImage> images(List<MachineGroup> groups) {
    List<MachineImage> images = new ArrayList<>();
    new TreeMap<>(blueprint.images())
        .forEach(
            (name, image) -> {
              Map<String, Service> services = new TreeMap<>();
              groups.stream()
                  .filter(group -> group.image().equals(name.text()))
                  .flatMap(group -> group.services().stream())
                  .forEach(service -> services.put(service.unit(), service));
              images.add(image(name.text(), image, new ArrayList<>(services.values())));
            });
    return images;
  }

  private MachineImage image(String name, Image image, List<Service> services) {
    return new MachineImage(
        name,
        source(image.from()),
        image.builder().value(),
        image.disk().value().gigabytes(),
        image.revision().map(Located::value),
        image.recipe().stream().map(MachinePlanner::step).toList(),
        services);
  }

  private static MachineImage.Source source(Image.Source from) {
    Facts.Distribution usual = Facts.distributions().values().iterator().next();
    if (from.id().isEmpty()) {
      return new MachineImage.Newest(
          from.owner().orElseThrow().value(),
          from.name().orElseThrow().value(),
          usual.login(),
          usual.rootDevice());
    }
    String id = from.id().get().value().text();
    if (from.id().get().value().isId()) {
      return new MachineImage.ById(id, usual.login(), usual.rootDevice());
    }
    Facts.Distribution named = Optional.ofNullable(Facts.distributions().get(id)).orElseThrow();
    return new MachineImage.Newest(
        named.owner(), named.namePattern(), named.login(), named.rootDevice());
  }

  private static MachineImage.Step step(Step step) {
    if (step instanceof Step.Packages packages) {
      return new MachineImage.Packages(texts(packages.packages()));
    }
    if (step instanceof Step.Group group) {
      return new MachineImage.Group(group.group().value(), group.system().value());
    }
    if (step instanceof Step.User user) {
      Step.Account account = user.user();
      return new MachineImage.User(
          account.name().value(),
          account.group().orElse(account.name()).value(),
          account.home().value(),
          account.shell().value(),
          account.system().value());
    }
    if (step instanceof Step.Directories directories) {
      return new MachineImage.Directories(
          directories.directories().stream()
              .map(
                  d ->
                      new MachineImage.Directory(
                          d.path().value(),
                          d.owner().value(),
                          d.group().value(),
                          mode(d.mode().value())))
              .toList());
    }
    if (step instanceof Step.Run run) {
      return new MachineImage.Run(
          run.run().value().strip(), run.creates().map(Located::value), texts(run.watches()));
    }
    Step.File file = (Step.File) step;
    String content = file.content().value();
    return new MachineImage.File(
        file.file().value(),
        content.isEmpty() || content.endsWith("\n") ? content : content + "\n",
        file.owner().value(),
        file.group().value(),
        mode(file.mode().value()));
  }

  private static String mode(String written) {
    return written.length() == 4 ? written : "0" + written;
  }

  private List<Service> services(Tier.Instances instances, Image image) {
    List<Service> services = new ArrayList<>();
    new TreeMap<>(instances.services())
        .forEach(
            (name, service) ->
                services.add(
                    new Service(
                        name.text(),
                        Names.unit(stack, name.text()),
                        service.run().value().words(),
                        service.user().value(),
                        groupOf(image, service.user().value()),
                        directory(service, image),
                        service
                            .port()
                            .map(port -> OptionalInt.of(port.value().number()))
                            .orElseGet(OptionalInt::empty),
                        service.stopTimeout().value().seconds(),
                        texts(service.writes()),
                        service.singleton().value())));
    return services;
  }

  private MachineGroup.Settings settings(
      String tier,
      Tier.Instances instances,
      Tier.Settings settings,
      Image image,
      List<Service> services) {
    Json.Mapping json = (Json.Mapping) values.json(settings.json());
    return new MachineGroup.Settings(
        settings.file().value(),
        settings.group().map(Located::value).orElse(groupOf(image, services.get(0).user())),
        json,
        UserDataSize.splits(blueprint, instances) ? UserDataSize.parameters(instances) : 0,
        Names.settingsPath(stack, tier));
  }

  private Image image(Tier.Instances instances) {
    return Optional.ofNullable(blueprint.images().get(instances.image().value())).orElseThrow();
  }

  private static String directory(Tier.Service service, Image image) {
    return service
        .directory()
        .map(Located::value)
        .orElseGet(
            () ->
                account(image, service.user().value())
                    .map(account -> account.home().value())
                    .filter(home -> directories(image).contains(home))
                    .orElse("/"));
  }

  private static List<String> directories(Image image) {
    return image.recipe().stream()
        .filter(Step.Directories.class::isInstance)
        .flatMap(step -> ((Step.Directories) step).directories().stream())
        .map(directory -> directory.path().value())
        .toList();
  }

  private static String groupOf(Image image, String user) {
    return account(image, user)
        .map(account -> account.group().orElse(account.name()).value())
        .orElse(user);
  }

  private static Optional<Step.Account> account(Image image, String user) {
    return image.recipe().stream()
        .filter(Step.User.class::isInstance)
        .map(step -> ((Step.User) step).user())
        .filter(account -> account.name().value().equals(user))
        .findFirst();
  }

  private List<Permission> permissions(
      String logGroup,
      List<Service> services,
      Optional<MachineGroup.Settings> settings,
      Map<String, Value> environment) {
    List<Permission> permissions = new ArrayList<>();
    permissions.add(new MachineGroup.RemoteShell());
    permissions.add(new MachineGroup.WriteLogs(logGroup));
    if (Planner.awaitsMachines(blueprint)) {
      permissions.add(new MachineGroup.ReportToStack());
    }
    List<Value> all = new ArrayList<>(environment.values());
    settings.ifPresent(s -> JsonValues.collect(s.json(), all));
    permissions.addAll(secrets(all));
    settings
        .filter(s -> s.parameters() > 0)
        .ifPresent(s -> permissions.add(new MachineGroup.ReadParameters(s.parameterPath())));
    if (services.stream().anyMatch(Service::singleton)) {
      permissions.add(new MachineGroup.HoldLeases(Names.leaseTable(stack)));
    }
    return permissions;
  }

  /** Reading each secret of some values. */
  static List<Permission> secrets(List<Value> values) {
    return values.stream()
        .flatMap(value -> value.parts().stream())
        .flatMap(part -> permission(part).stream())
        .sorted(java.util.Comparator.comparing(Object::toString))
        .distinct()
        .toList();
  }

  private static Optional<Permission> permission(Value.Part part) {
    if (part instanceof Value.DatabasePassword password) {
      return Optional.of(new MachineGroup.ReadDatabasePassword(password.tier()));
    }
    if (part instanceof Value.SecretValue secret) {
      return Optional.of(new MachineGroup.ReadSecret(secret.name()));
    }
    return Optional.empty();
  }

  private static List<String> texts(List<Located<String>> located) {
    return located.stream().map(Located::value).toList();
  }
}
