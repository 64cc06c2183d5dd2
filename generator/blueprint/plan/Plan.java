package blueprint.plan;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One service, ready to be lowered to an engine. Lists are in the order of names, so that the order
 * in which a blueprint is written changes nothing.
 *
 * @param name the stack's name, part of every name in the account
 * @param account the id of the only account that may be changed; empty when any may be
 * @param engines those that it is compiled for; what else stands here is the same for each
 * @param tags on everything that can carry them
 * @param state the bucket of the engine's state; empty for a local file
 * @param swarm what is deployed to the machines that form one
 * @param beanstalks programs that Elastic Beanstalk runs
 * @param leaseTable the table in which singletons hold their lease; empty when there are none
 * @param awaitsMachines whether whoever applies waits until each machine has said that it is well
 */
public record Plan(
    String name,
    String region,
    Optional<String> account,
    Set<Engine> engines,
    Map<String, String> tags,
    Optional<StateBucket> state,
    Network network,
    Optional<Domain> domain,
    List<Secret> secrets,
    List<MachineImage> images,
    List<LoadBalancer> loadBalancers,
    List<MachineGroup> machineGroups,
    Optional<Swarm> swarm,
    List<Beanstalk> beanstalks,
    List<Database> databases,
    List<Connection> connections,
    Optional<String> leaseTable,
    boolean awaitsMachines,
    List<Patch> patches) {

  public Plan {
    engines = Collections.unmodifiableSet(EnumSet.copyOf(engines));
    secrets = List.copyOf(secrets);
    images = List.copyOf(images);
    loadBalancers = List.copyOf(loadBalancers);
    machineGroups = List.copyOf(machineGroups);
    beanstalks = List.copyOf(beanstalks);
    databases = List.copyOf(databases);
    connections = List.copyOf(connections);
    patches = List.copyOf(patches);
  }

  /** What can make a plan true. */
  public enum Engine {
    TERRAFORM,
    CLOUDFORMATION
  }

  /** A bucket with the state of an engine that keeps one. */
  public record StateBucket(String bucket, String key, String region) {}

  /** A domain name and the hosted zone that answers for it. */
  public record Domain(String name, String hostedZone) {}

  /**
   * A change that the user wants to what an engine yields.
   *
   * @param engine the only one that it is for
   * @param address the engine's name of what is changed
   * @param attributes values to set, {@link Json.Null} to remove; empty to remove the whole
   */
  public record Patch(Engine engine, String address, Optional<Json.Mapping> attributes) {}

  /** Whether it is compiled for an engine. */
  public boolean isFor(Engine engine) {
    return engines.contains(engine);
  }

  /** The changes that are wanted to what an engine yields. */
  public List<Patch> patches(Engine engine) {
    return patches.stream().filter(patch -> patch.engine() == engine).toList();
  }

  /** The database of a tier. */
  public Database database(String tier) {
    return databases.stream().filter(d -> d.tier().equals(tier)).findFirst().orElseThrow();
  }

  /** The web application firewalls, in front of whatever. */
  public List<WebAcl> webAcls() {
    return Stream.concat(
            loadBalancers.stream().flatMap(loadBalancer -> loadBalancer.webAcl().stream()),
            beanstalks.stream().flatMap(program -> program.webAcl().stream()))
        .toList();
  }

  /** The tiers that have machines, by name. */
  public List<String> machineTiers() {
    return Stream.concat(
            machineGroups.stream().map(MachineGroup::tier),
            beanstalks.stream().map(Beanstalk::tier))
        .sorted()
        .distinct()
        .toList();
  }

  /** The folder of the output that is copied into the repository of a program. */
  public String bundleFolder(Beanstalk beanstalk) {
    return beanstalks.size() == 1 ? "beanstalk" : "beanstalk/" + beanstalk.tier();
  }

  /**
   * The program on Elastic Beanstalk that the domain leads to: the first that faces visitors, where
   * there is no load balancer of our own.
   */
  public Optional<Beanstalk> programAtDomain() {
    return domain.flatMap(name -> visitedProgram());
  }

  /** The program on Elastic Beanstalk that visitors use, where no load balancer is before all. */
  public Optional<Beanstalk> visitedProgram() {
    if (!loadBalancers.isEmpty()) {
      return Optional.empty();
    }
    return beanstalks.stream()
        .filter(program -> !program.internal())
        .findFirst()
        .or(() -> beanstalks.stream().findFirst());
  }

  /** The secret with a name. */
  public Secret secret(String name) {
    return secrets.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }
}
