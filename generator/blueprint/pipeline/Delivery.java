package blueprint.pipeline;

import blueprint.plan.Database;
import blueprint.plan.LoadBalancer;
import blueprint.plan.Plan;
import blueprint.plan.Secret;
import blueprint.plan.Swarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be handed over, as far as the steps depend on it.
 *
 * @param stack the stack's name
 * @param account the id of the only account that may be changed; empty when any may be
 * @param images what each machine image is called in the account, by its name
 * @param entrances the load balancers
 * @param containers the swarm that containers are released to; empty where there is none
 * @param guarded whether the stack has a policy that keeps data
 * @param remains what stays when it is destroyed, in words
 * @param protectedOnes the paths of what refuses to be destroyed
 */
public record Delivery(
    String stack,
    String region,
    Optional<String> account,
    Set<Plan.Engine> engines,
    Map<String, String> images,
    List<Entrance> entrances,
    Optional<Containers> containers,
    boolean guarded,
    List<String> remains,
    List<String> protectedOnes) {

  /**
   * A load balancer.
   *
   * @param name its name in the account
   * @param targets how many services answer behind it
   */
  public record Entrance(String tier, String name, int targets) {}

  /**
   * A swarm.
   *
   * @param parameters the path of the parameters that its machines write
   * @param repositories those of the images that are built
   * @param checkout the application's, where the images are built before they are deployed
   */
  public record Containers(
      String tier, String parameters, List<String> repositories, Optional<String> checkout) {
    public Containers {
      repositories = List.copyOf(repositories);
    }
  }

  public Delivery {
    entrances = List.copyOf(entrances);
    remains = List.copyOf(remains);
    protectedOnes = List.copyOf(protectedOnes);
  }

  /** The delivery of a plan. */
  public static Delivery of(Plan plan, Map<String, String> imageNames) {
    return new Delivery(
        plan.name(),
        plan.region(),
        plan.account(),
        plan.engines(),
        imageNames,
        plan.loadBalancers().stream()
            .map(b -> new Entrance(b.tier(), b.name(), b.targets().size()))
            .toList(),
        plan.swarm().map(Delivery::containers),
        isGuarded(plan),
        remains(plan),
        protectedOnes(plan));
  }

  private static Containers containers(Swarm swarm) {
    List<String> repositories = swarm.builds().stream().map(Swarm.Build::repository).toList();
    return new Containers(swarm.tier(), swarm.parameters(), repositories, Optional.empty());
  }

  /** The same where images are built before they are deployed, of what is checked out there. */
  public Delivery building(String checkout) {
    return new Delivery(
        stack,
        region,
        account,
        engines,
        images,
        entrances,
        containers.map(
            c -> new Containers(c.tier(), c.parameters(), c.repositories(), Optional.of(checkout))),
        guarded,
        remains,
        protectedOnes);
  }

  /** The engines, as users write them. */
  public List<String> engineNames() {
    return engines.stream().map(engine -> engine.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** The variables that hold the states of what stands behind a load balancer. */
  public static List<String> healthOf(Entrance entrance) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= entrance.targets(); i++) {
      String suffix = entrance.targets() == 1 ? "" : Integer.toString(i);
      names.add(entrance.tier().replace('-', '_') + "_health" + suffix);
    }
    return names;
  }

  /** The variable that holds what is known of the last release. */
  public String lastRelease() {
    return ReleaseSteps.LAST;
  }

  /** Whether an id stands for an image that the account does not have. */
  public static boolean isAbsent(String image) {
    return image.equals(ImageSteps.ABSENT);
  }

  /** The variable that holds the id of a machine image. */
  public static String variable(String image) {
    return image.replace('-', '_') + "_image";
  }

  private static List<String> secrets(Plan plan) {
    return plan.secrets().stream()
        .filter(Secret.Generated.class::isInstance)
        .map(secret -> ((Secret.Generated) secret).accountName())
        .toList();
  }

  private static boolean keepsLogs(LoadBalancer balancer) {
    return balancer.protect() && balancer.accessLogDays().isPresent();
  }

  private static boolean isGuarded(Plan plan) {
    return !secrets(plan).isEmpty()
        || !plan.databases().isEmpty()
        || plan.swarm().map(swarm -> !swarm.builds().isEmpty()).orElse(false)
        || plan.loadBalancers().stream().anyMatch(Delivery::keepsLogs);
  }

  private static List<String> remains(Plan plan) {
    List<String> remains = new ArrayList<>();
    plan.databases().forEach(d -> remains.add("the last snapshot of `" + d.identifier() + "`"));
    secrets(plan).forEach(secret -> remains.add("the secret `" + secret + "`"));
    plan.loadBalancers().stream()
        .filter(Delivery::keepsLogs)
        .forEach(b -> remains.add("the bucket with the access logs of `" + b.name() + "`"));
    if (!plan.images().isEmpty()) {
      remains.add("the machine images with their snapshots");
    }
    return remains;
  }

  private static List<String> protectedOnes(Plan plan) {
    List<String> paths = new ArrayList<>();
    plan.databases().stream()
        .filter(Database::protect)
        .forEach(d -> paths.add("tiers." + d.tier()));
    plan.loadBalancers().stream()
        .filter(LoadBalancer::protect)
        .forEach(b -> paths.add("tiers." + b.tier()));
    return paths;
  }
}
