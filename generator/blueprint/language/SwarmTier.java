package blueprint.language;

import blueprint.facts.Limit;
import blueprint.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Containers on machines that form a swarm. */
@Doc(
    "Containers on machines with Docker, which form a swarm by themselves when they boot. The services reach each other by name, over TCP and UDP; a load balancer reaches those that it routes to.")
public record SwarmTier(
    Span span,
    @Doc(
            "The addresses of its machines, divided over the zones; chosen from the network unless written.")
        Optional<Located<Cidr>> subnet,
    @Doc("The machine image that all of them start from; Docker is put onto it.")
        Located<Name> image,
    @Doc("The type of the workers, and of the managers unless `manager_type` is written.")
        @Default("t3.small")
        @Written(Form.INSTANCE_TYPE)
        Located<String> type,
    @Doc("The type of the managers.") @Written(Form.INSTANCE_TYPE)
        Optional<Located<String>> managerType,
    @Doc(
            "How many machines manage the swarm: an odd number, spread over the zones. Three outlive the loss of one, five of two.")
        @Default("3")
        @Range(Limit.SWARM_MANAGERS)
        Located<Integer> managers,
    @Doc("The machines that run the services; without any, the managers run them.")
        Optional<Workers> workers,
    @Doc("The size of the machines' disks; that of the image unless written.")
        @Range(Limit.MACHINE_DISK)
        Optional<Located<Size>> disk,
    @Doc("How long a new machine may take to join, and until its health counts.")
        @Default("300s")
        @Range(Limit.GRACE)
        Located<Duration> grace,
    @Doc("The addresses that the networks between containers are cut from; not those of `network`.")
        @Default("10.200.0.0/16")
        Located<Cidr> pool,
    @Doc("How long what the containers print is kept in the account's logs.")
        @Default("30d")
        @Range(Limit.LOG_DAYS)
        Located<Duration> logs,
    @Doc("Ports on the internet that the services may connect to, beside 443.")
        List<Located<Port>> outbound,
    @Doc(
            "By host, `docker.io` for Docker Hub: who logs in to pull. Amazon's own registry, ECR, needs no entry: the machines' role logs in.")
        @Written(value = Form.CONTENT, keys = Form.REGISTRY_HOST)
        Map<String, Registry> registries,
    @Doc("How many images of each service with a `build` stay in its repository, the newest first.")
        @Default("10")
        @Range(Limit.KEPT_IMAGES)
        Located<Integer> keep,
    @Doc("The services, by the name under which the others reach them.") @Count(Limit.SERVICES)
        Map<Name, Container> services,
    @Doc(
            "Fetch the stack file and deploy it when it has changed; by hand with `release` unless written.")
        Optional<Deploy> deploy) {

  @Doc("The machines of a swarm that run its services.")
  public record Workers(
      Span span,
      @Doc("At least this many.") @Default("1") @Range(Limit.MACHINES_MOST) Located<Integer> min,
      @Doc("At most this many; `min` unless written.") @Range(Limit.MACHINES_MOST)
          Optional<Located<Integer>> max,
      @Doc(
              "The average use of the processors, in percent, that is aimed for where `max` is larger than `min`.")
          @Default("60")
          @Range(Limit.PROCESSOR_USE)
          Located<Integer> cpu) {}

  @Doc("A login to a registry of container images.")
  public record Registry(
      Span span,
      @Doc("The user.") @Written(Form.REGISTRY_USER) Located<String> user,
      @Doc("The password or access token, by reference: `${secret.name}`.")
          Located<Text> password) {}

  @Doc("A service of a swarm: containers of one image.")
  @ExactlyOne("image, build")
  public record Container(
      Span span,
      @Doc("The container image, with the registry unless it is Docker Hub, and a tag or a digest.")
          @Written(Form.CONTAINER_IMAGE)
          Optional<Located<String>> image,
      @Doc(
              "What the image is built of: `swarm/build.sh` builds it from the application's checkout and pushes it to a repository of the account's own.")
          Optional<Build> build,
      @Doc("The program and its arguments, in place of the image's own. There is no shell.")
          Optional<Located<CommandLine>> run,
      @Doc(
              "The port it listens on: open to the other services, and to a load balancer that routes to it.")
          Optional<Located<Port>> port,
      @Doc("How many containers of it run.") @Default("1") @Range(Limit.REPLICAS)
          Located<Integer> replicas,
      @Doc("Which machines run it; `workers` unless written, or `any` where there are none.")
          Optional<Located<Placement>> where,
      @Doc("Environment variables; what is known only later is delivered as a file.")
          @Written(value = Form.CONTENT, keys = Form.ENVIRONMENT_NAME)
          Map<String, Located<Text>> env,
      @Doc("Secrets, as files in `/run/secrets`; a change replaces the containers one by one.")
          @Written(value = Form.CONTENT, keys = Form.SWARM_OBJECT)
          Map<String, Delivery> secrets,
      @Doc("Other files, in `/run/configs`; a change replaces the containers one by one.")
          @Written(value = Form.CONTENT, keys = Form.SWARM_OBJECT)
          Map<String, Delivery> configs,
      @Doc(
              "The user that it runs as, as a number, and perhaps a group; that of the image unless written. Only this user can read the secrets then.")
          @Written(Form.CONTAINER_USER)
          Optional<Located<String>> user,
      @Doc("How it is found out whether a container can serve.") Optional<ContainerHealth> health,
      @Doc("The processors that a container may use.") @Default("0.5") @Written(Form.PROCESSORS)
          Located<String> cpus,
      @Doc("The memory that a container may use.") @Default("256MB") @Written(Form.MEMORY)
          Located<String> memory,
      @Doc("Directories that it may write to, beside `/tmp`; they are in memory and end with it.")
          @Written(Form.PATH)
          List<Located<String>> writes,
      @Doc("Whether it can write nowhere else.") @Default("true") Located<Boolean> readOnly,
      @Doc("What it may do of what only root may, such as `NET_BIND_SERVICE`.")
          @Written(Form.CAPABILITY)
          List<Located<String>> capabilities,
      @Doc("How long it may take to stop.") @Default("30s") @Range(Limit.STOP_TIME)
          Located<Duration> stopTimeout,
      @Doc("How its containers are replaced.") @Default("{}") Update update) {}

  @Doc(
      "A container image of the application's own. Its tag is a hash of all that it is built of, so what is there already is not built again.")
  public record Build(
      Span span,
      @Doc(
              "The folder with its Dockerfile, in the repository of the application; `.` for all of it. Only what is committed there is built.")
          @Shorthand
          @Written(Form.BUILD_FOLDER)
          Located<String> context,
      @Doc("The Dockerfile, below that folder.") @Default("Dockerfile") @Written(Form.BUILD_FILE)
          Located<String> file,
      @Doc("The stage of the Dockerfile that is wanted; the last one unless written.")
          @Written(Form.BUILD_STAGE)
          Optional<Located<String>> target,
      @Doc("Arguments of the build. Whoever has the image can read them.")
          @Written(value = Form.CONTENT, keys = Form.ENVIRONMENT_NAME)
          Map<String, Located<Text>> args,
      @Doc(
              "Change it to build the image again although nothing of it has changed, for the newest security updates of what it starts from.")
          @Written(Form.REVISION)
          Optional<Located<String>> revision) {}

  @Doc("A check that runs inside the container.")
  public record ContainerHealth(
      Span span,
      @Doc("A program and its arguments, there in the image; it ends with 0 when all is well.")
          Located<CommandLine> run,
      @Doc("How often it runs.") @Default("10s") @Range(Limit.CONTAINER_TIME)
          Located<Duration> every,
      @Doc("How long it may take.") @Default("5s") @Range(Limit.CONTAINER_TIME)
          Located<Duration> timeout,
      @Doc("After how many failures in a row the container is replaced.")
          @Default("3")
          @Range(Limit.CONTAINER_RETRIES)
          Located<Integer> retries,
      @Doc("How long a new container may take to become well.")
          @Default("30s")
          @Range(Limit.CONTAINER_TIME)
          Located<Duration> start) {}

  @Doc(
      "How containers are replaced by those of a new version. When a new one does not become well, the old version comes back by itself.")
  public record Update(
      Span span,
      @Doc("How many at a time.") @Default("1") @Range(Limit.REPLICAS) Located<Integer> atOnce,
      @Doc("How long between one and the next.") @Default("10s") @Range(Limit.CONTAINER_TIME)
          Located<Duration> delay,
      @Doc("How long a new container is watched.") @Default("30s") @Range(Limit.CONTAINER_TIME)
          Located<Duration> watch,
      @Doc(
              "Whether the new container starts before the old one stops, or after; `stop_first` for what must not run twice.")
          @Default("start_first")
          Located<Order> order) {}

  @Doc("A file for a container, with values that are known only when the service runs.")
  public record Delivery(
      Span span,
      @Doc("What stands in it; `${tier.attribute}` and `${secret.name}` are filled in.") @Shorthand
          Located<Text> content,
      @Doc("Where it is put, if elsewhere.") @Written(Form.PATH) Optional<Located<String>> path) {}

  @Doc(
      "Where the leading manager fetches the stack file, packed with what belongs to it by `swarm/publish.sh`. It deploys only what is published, once, and only where the digest is the published one.")
  public record Deploy(
      Span span,
      @Doc("An archive in a bucket, `s3://bucket/name.tar.gz`.") @Written(Form.DEPLOY_SOURCE)
          Located<String> from,
      @Doc("How often it looks.") @Default("10m") @Range(Limit.DEPLOY_INTERVAL)
          Located<Duration> every) {}

  /** Which machines run a service. */
  public enum Placement {
    WORKERS,
    MANAGERS,
    ANY
  }

  /** Which container is there first. */
  public enum Order {
    START_FIRST,
    STOP_FIRST
  }
}
