package blueprint.pipeline;

import blueprint.plan.Beanstalk;
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
import java.util.function.UnaryOperator;

/**
 * What is to be handed over, as far as the steps depend on it.
 *
 * @param stack the stack's name
 * @param account the id of the only account that may be changed; empty when any may be
 * @param images what each machine image is called in the account, by its name
 * @param entrances the load balancers
 * @param containers the swarm that containers are released to; empty where there is none
 * @param programs what is released to Elastic Beanstalk
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
    List<Program> programs,
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

  /**
   * A program on Elastic Beanstalk.
   *
   * @param application its name in the account
   * @param bucket what the bucket of its versions is called before the account and the region
   * @param source the folder of its repository; as the blueprint says it, until it is located
   * @param cname the name, in the domain of Elastic Beanstalk, of what visitors reach
   * @param environments one, or two that change names; the first has that name at first
   */
  public record Program(
      String tier,
      String application,
      String bucket,
      String source,
      String cname,
      List<Environment> environments) {

    public Program {
      environments = List.copyOf(environments);
    }

    /** Whether two environments change names. */
    public boolean hasTwin() {
      return environments.size() > 1;
    }

    /** The variable that holds which environment visitors reach; in Terraform too. */
    public String live() {
      return variable() + "_live";
    }

    /** The variable that holds the newest commit of its repository. */
    public String head() {
      return variable() + "_head";
    }

    /** The variable that holds how each release went: a line with a time, a state and a version. */
    public String history() {
      return variable() + "_history";
    }

    /** What the names of its other variables begin with. */
    String variable() {
      return tier.replace('-', '_');
    }
  }

  /**
   * An environment of Elastic Beanstalk.
   *
   * @param id {@code blue} or {@code green} where there are two, else empty
   */
  public record Environment(String id, String name) {}

  public Delivery {
    entrances = List.copyOf(entrances);
    programs = List.copyOf(programs);
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
        plan.beanstalks().stream().map(Delivery::program).toList(),
        isGuarded(plan),
        remains(plan),
        protectedOnes(plan));
  }

  private static Containers containers(Swarm swarm) {
    List<String> repositories = swarm.builds().stream().map(Swarm.Build::repository).toList();
    return new Containers(swarm.tier(), swarm.parameters(), repositories, Optional.empty());
  }

  /** The programs of which one environment is reached and another one waits. */
  List<Program> twins() {
    return programs.stream().filter(Program::hasTwin).toList();
  }

  /** The same with the folders of programs as they are found from where the tools run. */
  public Delivery located(UnaryOperator<String> folders) {
    return with(
        programs.stream()
            .map(
                p ->
                    new Program(
                        p.tier(),
                        p.application(),
                        p.bucket(),
                        folders.apply(p.source()),
                        p.cname(),
                        p.environments()))
            .toList());
  }

  /** The same for the program of one tier only. */
  public Delivery only(String tier) {
    return with(programs.stream().filter(program -> program.tier().equals(tier)).toList());
  }

  /** The same where images are built before they are deployed, of what is checked out there. */
  public Delivery building(String checkout) {
    return with(
        containers.map(
            c -> new Containers(c.tier(), c.parameters(), c.repositories(), Optional.of(checkout))),
        programs);
  }

  private Delivery with(List<Program> others) {
    return with(containers, others);
  }

  private Delivery with(Optional<Containers> swarm, List<Program> others) {
    return new Delivery(
        stack,
        region,
        account,
        engines,
        images,
        entrances,
        swarm,
        others,
        guarded,
        remains,
        protectedOnes);
  }

  private static Program program(Beanstalk beanstalk) {
    return new Program(
        beanstalk.tier(),
        beanstalk.application(),
        beanstalk.bucketPrefix(),
        beanstalk.source(),
        beanstalk.environments().get(0).cname(),
        beanstalk.environments().stream()
            .map(environment -> new Environment(environment.id().orElse(""), environment.name()))
            .toList());
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
    plan.beanstalks().stream()
        .flatMap(b -> b.environments().stream())
        .forEach(
            e -> remains.add("the log groups under `/aws/elasticbeanstalk/" + e.name() + "/`"));
    plan.beanstalks()
        .forEach(
            b ->
                remains.add(
                    "what was copied from `"
                        + plan.bundleFolder(b)
                        + "` into the repository of `"
                        + b.tier()
                        + "`, and its `.elasticbeanstalk`"));
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
