package blueprint.target.overview;

import blueprint.output.Origin;
import blueprint.output.OutputFile;
import blueprint.output.OutputTree;
import blueprint.plan.Beanstalk;
import blueprint.plan.Connection;
import blueprint.plan.Database;
import blueprint.plan.LoadBalancer;
import blueprint.plan.MachineGroup;
import blueprint.plan.Names;
import blueprint.plan.Network;
import blueprint.plan.Plan;
import blueprint.plan.Swarm;
import blueprint.plan.WebAcl;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Templates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Emits {@code README.md} and the picture in it. */
public final class OverviewTarget {

  /** Whoever builds them makes the file anew, out of what the registry has. */
  private static final String IMAGES =
      """
      # which container images were built, and where
      swarm/images.json*
      """;

  private final Plan plan;
  private final Map<String, String> imageNames;

  private OverviewTarget(Plan plan, Map<String, String> imageNames) {
    this.plan = plan;
    this.imageNames = imageNames;
  }

  /**
   * Emits the file.
   *
   * @param imageNames what each image is called in the account
   */
  public static OutputTree emit(Plan plan, Map<String, String> imageNames) {
    String text = new OverviewTarget(plan, imageNames).text();
    return OutputTree.of(
        Map.of(
            "README.md", OutputFile.plain(text),
            "architecture.svg", OutputFile.plain(svg(plan)),
            ".gitattributes", OutputFile.plain("* -text\n"),
            ".gitignore",
                OutputFile.plain(
                    """
                    # what the native tools keep for themselves
                    .terraform/
                    *.tfstate
                    *.tfstate.*
                    *.tfplan
                    crash.log
                    *.manifest.json
                    """
                        + (hasBuilds(plan) ? IMAGES : ""))));
  }

  /** The service as text for Mermaid. */
  public static String mermaid(Plan plan) {
    return Picture.draw(plan) + "\n";
  }

  /** The service as an SVG document. */
  public static String svg(Plan plan) {
    return DiagramSvg.draw(plan);
  }

  /** Where the files come from: from everything, or from nothing but that there is a blueprint. */
  public static List<Origin> origins() {
    List<String> everything = List.of("name", "region", "network", "images", "tiers");
    return List.of(
        Origin.of("README.md", everything, "all of it in words"),
        Origin.of("architecture.svg", everything, "all of it as a picture"),
        Origin.of(".gitattributes", List.of("name"), "the same for every blueprint"),
        Origin.of(".gitignore", List.of("name", "tiers"), "what the tools keep for themselves"));
  }

  private static boolean hasBuilds(Plan plan) {
    return plan.swarm().map(swarm -> !swarm.builds().isEmpty()).orElse(false);
  }

  private String text() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("stack", reviewed(plan.name()));
    values.put("region", reviewed(plan.region()));
    values.put("has_images", !plan.images().isEmpty());
    values.putAll(EngineWords.of(plan, imageNames));
    values.put("local_state", plan.state().isEmpty());
    values.put("parts", parts());
    values.put("connections", plan.connections().stream().map(OverviewTarget::connection).toList());
    values.put("has_swarm", plan.swarm().isPresent());
    values.put("has_builds", hasBuilds(plan));
    values.put("swarm_parameters", reviewed(plan.swarm().map(Swarm::parameters).orElse("")));
    Optional<Swarm.Pull> pull = plan.swarm().flatMap(Swarm::pull);
    values.put("has_publish", pull.isPresent());
    values.put("every", reviewed(pull.map(p -> span(p.every())).orElse("")));
    values.put(
        "repositories", plan.swarm().map(s -> repositories(s, plan.region())).orElse(List.of()));
    values.put("keep", reviewed(plan.swarm().map(s -> Integer.toString(s.keep())).orElse("")));
    values.put("programs", BeanstalkWords.sections(plan));
    values.put("has_databases", !plan.databases().isEmpty());
    values.put("databases", plan.databases().stream().map(this::database).toList());
    values.put("loads", plan.swarm().map(this::loads).orElse(List.of()));
    values.put("groups", plan.machineGroups().stream().map(this::group).toList());
    values.put("firewalls", plan.webAcls().stream().map(OverviewTarget::firewall).toList());
    values.put("failures", failures());
    return Templates.render("overview/readme.md", Language.MARKDOWN, values);
  }

  private static String span(int seconds) {
    return seconds % 60 == 0 ? seconds / 60 + " minutes" : seconds + " seconds";
  }

  private List<Object> parts() {
    List<Object> parts = new ArrayList<>();
    for (LoadBalancer l : plan.loadBalancers()) {
      List<String> ports = new ArrayList<>();
      l.listeners()
          .forEach(
              listener ->
                  ports.add(
                      (listener.certificate().isPresent() ? "HTTPS " : "HTTP ") + listener.port()));
      String families = l.dualStack() ? ", over IPv4 and IPv6" : "";
      String what =
          "application load balancer, " + String.join(", ", ports) + families + firewall(l);
      parts.add(part(l.tier(), l.name(), what, "tiers." + l.tier()));
    }
    for (MachineGroup g : plan.machineGroups()) {
      String what = Picture.number(g) + ", " + g.instanceType() + ", image " + g.image();
      parts.add(part(g.tier(), g.name(), what, "tiers." + g.tier()));
    }
    plan.swarm().ifPresent(s -> parts.add(swarmPart(s)));
    for (Beanstalk b : plan.beanstalks()) {
      String what = BeanstalkWords.machines(b) + ", " + BeanstalkWords.platform(b);
      b.environments().forEach(e -> parts.add(part(b.tier(), e.name(), what, "tiers." + b.tier())));
    }
    for (Database d : plan.databases()) {
      String what = d.engine() + " " + d.version() + ", " + d.size() + ", " + d.room();
      parts.add(part(d.tier(), d.identifier(), what, "tiers." + d.tier()));
    }
    return parts;
  }

  private static String firewall(LoadBalancer loadBalancer) {
    return loadBalancer.webAcl().isPresent() ? ", behind a web application firewall" : "";
  }

  private static Map<String, Object> firewall(WebAcl acl) {
    return Map.of(
        "tier", reviewed(acl.subject()),
        "did", reviewed(acl.blocks() ? "refused" : "would refuse"),
        "log_group", reviewed(acl.logGroup()),
        "log_days", reviewed(Integer.toString(acl.logDays())));
  }

  private static Map<String, Object> swarmPart(Swarm swarm) {
    List<String> names = swarm.services().stream().map(Swarm.Service::name).toList();
    return Map.of(
        "tier", reviewed(swarm.tier()),
        "name", reviewed(swarm.name()),
        "what", reviewed("containers of " + String.join(", ", names)),
        "files", reviewed("`swarm/docker-stack.yml`"),
        "path", reviewed("tiers." + swarm.tier() + ".services"));
  }

  private Map<String, Object> part(String tier, String name, String what, String path) {
    return Map.of(
        "tier", reviewed(tier),
        "name", reviewed(name),
        "what", reviewed(what),
        "files", reviewed(EngineWords.files(plan, tier)),
        "path", reviewed(path));
  }

  private static Map<String, Object> connection(Connection connection) {
    return Map.of(
        "from", reviewed(peer(connection.from())),
        "to", reviewed(peer(connection.to())),
        "port",
            reviewed(
                connection.port()
                    + (connection.protocol() == Connection.Protocol.UDP ? " (UDP)" : "")),
        "path", reviewed(connection.path()));
  }

  static String peer(Connection.Peer peer) {
    if (peer instanceof Connection.Tier tier) {
      return tier.name();
    }
    if (peer instanceof Connection.Addresses addresses) {
      return (addresses.isAnywhere() ? "the " : "") + addresses.words();
    }
    return "AWS services";
  }

  private Map<String, Object> database(Database database) {
    return Map.of(
        "tier", reviewed(database.tier()),
        "identifier", reviewed(database.identifier()),
        "protect", database.protect(),
        "destroyer", reviewed(EngineWords.destroyer(plan)),
        "days", reviewed(Integer.toString(database.backupDays())));
  }

  private static List<Object> repositories(Swarm swarm, String region) {
    return swarm.builds().stream()
        .<Object>map(
            build ->
                Map.of(
                    "repository", reviewed(build.repository()),
                    "region", reviewed(region)))
        .toList();
  }

  private List<Object> loads(Swarm swarm) {
    List<Object> loads = new ArrayList<>();
    for (Swarm.Load load : swarm.loads()) {
      String identifier =
          plan.databases().stream()
              .filter(database -> database.tier().equals(load.database()))
              .map(Database::identifier)
              .findFirst()
              .orElseThrow();
      loads.add(
          Map.of(
              "file", reviewed("load/" + load.database() + ".sql"),
              "identifier", reviewed(identifier)));
    }
    return loads;
  }

  private Map<String, Object> group(MachineGroup group) {
    List<String> singletons =
        group.services().stream()
            .filter(MachineGroup.Service::singleton)
            .map(MachineGroup.Service::name)
            .toList();
    boolean terraform = plan.isFor(Plan.Engine.TERRAFORM);
    boolean cloudFormation = plan.isFor(Plan.Engine.CLOUDFORMATION);
    return Map.ofEntries(
        Map.entry("tier", reviewed(group.member().isEmpty() ? group.tier() : group.words())),
        Map.entry("lease_table", reviewed(plan.leaseTable().orElse(""))),
        Map.entry("terraform_only", !cloudFormation),
        Map.entry("cloudformation_only", !terraform),
        Map.entry("either", terraform && cloudFormation),
        Map.entry("output", reviewed(group.id().replace('-', '_') + "_shell")),
        Map.entry("stack_output", reviewed(Names.inLetters(group.id()) + "Shell")),
        Map.entry("log_group", reviewed(group.logGroup())),
        Map.entry("log_days", reviewed(Integer.toString(group.logDays()))),
        Map.entry(
            "unit",
            reviewed(
                group.services().stream()
                    .map(MachineGroup.Service::unit)
                    .findFirst()
                    .orElse("docker"))),
        Map.entry("has_singletons", !singletons.isEmpty()),
        Map.entry("singletons", reviewed("`" + String.join("`, `", singletons) + "`")));
  }

  private List<Object> failures() {
    List<Object> failures = new ArrayList<>();
    for (LoadBalancer loadBalancer : plan.loadBalancers()) {
      for (LoadBalancer.Target target : loadBalancer.targets()) {
        int seconds = target.health().interval() * target.health().unhealthy();
        failures.add(
            failure(
                "a machine of "
                    + target.tier()
                    + " does not answer `"
                    + target.health().path()
                    + "`",
                "after "
                    + target.health().unhealthy()
                    + " bad answers, about "
                    + seconds
                    + " seconds, it gets no more requests"
                    + (isSwarm(target) ? "" : " and is replaced")));
      }
    }
    for (MachineGroup group : plan.machineGroups()) {
      failures.add(
          failure(
              group.member().isEmpty()
                  ? "a service of " + group.tier() + " ends"
                  : "one of the " + group.words() + " fails",
              whenPartFails(group)));
    }
    for (Beanstalk beanstalk : plan.beanstalks()) {
      failures.add(
          failure(
              "a machine of "
                  + beanstalk.tier()
                  + " does not answer `"
                  + beanstalk.bundle().healthPath()
                  + "`",
              "it gets no more requests"
                  + (beanstalk.bundle().replacement().isPresent() ? " and is replaced" : "")));
      failures.add(
          failure(
              "a deploy to " + beanstalk.tier() + " fails",
              "the version before goes on serving; `eb logs` and `/var/log/eb-engine.log` say why"));
    }
    for (Database database : plan.databases()) {
      failures.add(
          failure(
              "the database " + database.identifier() + " or its zone fails",
              whenDatabaseFails(database)));
    }
    if (plan.network() instanceof Network.Own own) {
      whenZoneFails(own).ifPresent(then -> failures.add(failure("zone a fails", then)));
    }
    return failures;
  }

  private static String whenDatabaseFails(Database database) {
    if (database.standby()) {
      return "its twin in another zone takes over within a minute or two, under the same name";
    }
    return database.isCluster()
        ? "AWS makes its machine anew within about ten minutes; the data lie in three zones"
        : "AWS restarts it in its zone; if the zone is lost, restore the latest backup";
  }

  /** What answers is a container, and the swarm replaces it. */
  private boolean isSwarm(LoadBalancer.Target target) {
    return plan.swarm().filter(swarm -> swarm.tier().equals(target.tier())).isPresent();
  }

  private static String whenPartFails(MachineGroup group) {
    if (group.member().isEmpty()) {
      return "systemd starts it again after five seconds, as often as it takes";
    }
    if (group.member().get().role() == Swarm.Role.WORKER) {
      return "the swarm starts its containers on the others at once, and a new machine joins";
    }
    int spare = (group.min() - 1) / 2;
    return spare == 0
        ? "nothing is deployed or moved until a new one has formed the swarm anew: deploy again"
        : "a new one joins in its place; the containers run on, and up to "
            + spare
            + " may fail at once before nothing can be deployed or moved";
  }

  private static Optional<String> whenZoneFails(Network.Own network) {
    if (network.zones().size() == 1) {
      return Optional.of("every machine stands in it: the service is down until it is back");
    } else if (network.nat() == Network.Nat.SINGLE) {
      return Optional.of(
          "machines in the other zones go on, but have no way to the internet until it is back");
    }
    return Optional.empty();
  }

  private static Map<String, Object> failure(String what, String then) {
    return Map.of("what", reviewed(what), "then", reviewed(then));
  }

  /** Names whose grammar was checked, and our own words. */
  static Safe reviewed(String text) {
    return Safe.prose(text);
  }
}
