package blueprint.plan;

import blueprint.facts.BeanstalkFacts;
import blueprint.facts.MovedPlaces;
import blueprint.facts.OptionFacts;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Name;
import blueprint.plan.Beanstalk.Environment;
import blueprint.plan.Beanstalk.Option;
import blueprint.plan.MachineGroup.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plans a program that Elastic Beanstalk runs: which option the engine sets, and which travels. */
final class BeanstalkPlanner {

  private final Blueprint blueprint;
  private final ValueBinder values;
  private final String stack;
  private final Name name;
  private final String tier;
  private final BeanstalkTier written;

  BeanstalkPlanner(Blueprint blueprint, ValueBinder values, Name tier, BeanstalkTier written) {
    this.blueprint = blueprint;
    this.values = values;
    this.stack = blueprint.name().value().text();
    this.name = tier;
    this.tier = tier.text();
    this.written = written;
  }

  Beanstalk plan() {
    BeanstalkFacts.Platform platform =
        Optional.ofNullable(BeanstalkFacts.platforms().get(written.platform().value()))
            .orElseThrow();
    BeanstalkVariables variables = BeanstalkVariables.of(tier, environment());
    boolean https = https(blueprint, name, written);
    BeanstalkOptionPlanner options = new BeanstalkOptionPlanner(tier, written, https);
    return new Beanstalk(
        tier,
        Names.entrance(tier),
        Names.tier(stack, tier),
        folder(written.source().value()),
        new Beanstalk.Platform(
            written.platform().value(),
            platform.language(),
            platform.title(),
            platform.system(),
            platform.version(),
            platform.port()),
        environments(options),
        options.ofEngine(variables),
        bundle(options, platform, variables, https),
        permissions(variables),
        written.keep().value(),
        https,
        written.certificate().map(Located::value),
        written.internal().value(),
        false,
        written.notify_().map(Located::value));
  }

  /** Whether visitors are met with a certificate: one that is given, or that of the domain. */
  static boolean https(Blueprint blueprint, Name tier, BeanstalkTier written) {
    return written.certificate().isPresent() || blueprint.leadsTo(tier);
  }

  /** The name before {@code .<region>.elasticbeanstalk.com} of what visitors reach. */
  static String cname(String stack, String tier, BeanstalkTier written) {
    return written.cname().map(Located::value).orElseGet(() -> Names.tier(stack, tier));
  }

  private Map<String, Value> environment() {
    Map<String, Value> environment = new TreeMap<>();
    written.env().forEach((name, text) -> environment.put(name, values.value(text.value())));
    return environment;
  }

  private List<Environment> environments(BeanstalkOptionPlanner options) {
    String name = Names.tier(stack, tier);
    String cname = cname(stack, tier, written);
    List<Option> sizes = options.sizes();
    if (written.twin().isEmpty()) {
      return List.of(new Environment(Optional.empty(), name, cname, sizes, List.of()));
    }
    List<Option> idle = options.idleSizes(written.twin().get());
    return List.of(
        twin("blue", name, cname, sizes, idle),
        twin("green", name, Names.idle(cname), sizes, idle));
  }

  private static Environment twin(
      String id, String name, String cname, List<Option> sizes, List<Option> idle) {
    return new Environment(Optional.of(id), Names.part(name, id), cname, sizes, idle);
  }

  private Beanstalk.Bundle bundle(
      BeanstalkOptionPlanner options,
      BeanstalkFacts.Platform platform,
      BeanstalkVariables variables,
      boolean https) {
    BeanstalkTier.ProgramHealth health = written.health();
    return new Beanstalk.Bundle(
        options.ofProgram(platform),
        written.run().map(run -> run.value().words()).orElse(List.of()),
        texts(written.packages()),
        written.onDeploy().stream()
            .map(
                c ->
                    new Beanstalk.Command(
                        MovedPlaces.now(c.run().value().strip()), c.once().value()))
            .toList(),
        variables.fetched(),
        written.logs().stream().map(l -> MovedPlaces.now(l.value())).distinct().toList(),
        Names.logGroup(stack, tier),
        OptionFacts.logRetention(written.keepLogs().value().days()),
        health.path().value(),
        health.replaceUnhealthy().value()
            ? Optional.of(new Beanstalk.Replacement(health.grace().value().seconds()))
            : Optional.empty(),
        written.gzip().value(),
        written.metrics().value(),
        https,
        false);
  }

  private List<Permission> permissions(BeanstalkVariables variables) {
    List<Permission> permissions = new ArrayList<>();
    permissions.add(new MachineGroup.RemoteShell());
    if (!written.logs().isEmpty()) {
      permissions.add(new MachineGroup.WriteLogs(Names.logGroup(stack, tier)));
    }
    permissions.addAll(MachinePlanner.secrets(variables.secrets()));
    if (written.metrics().value()) {
      permissions.add(
          new MachineGroup.Allow(
              "PublishMetrics",
              "tiers." + tier + ".metrics: the use of memory and disk; AWS has no narrower name",
              List.of("cloudwatch:PutMetricData"),
              List.of(new MachineGroup.Arn("*", Optional.empty()))));
    }
    return permissions;
  }

  /** A folder without what does not matter at its end. */
  static String folder(String written) {
    return written.length() > 1 && written.endsWith("/")
        ? written.substring(0, written.length() - 1)
        : written;
  }

  private static List<String> texts(List<Located<String>> located) {
    return located.stream().map(Located::value).toList();
  }
}
