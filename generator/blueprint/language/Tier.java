package blueprint.language;

import blueprint.facts.Limit;
import blueprint.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of the service. */
@Doc(
    "A part of the service: a load balancer, machines, a swarm of containers, a program on Elastic Beanstalk, or a database.")
@ExactlyOne({"load_balancer", "instances", "swarm", "beanstalk", "database"})
public record Tier(
    Span span,
    @Doc("What visitors reach.") Optional<LoadBalancer> loadBalancer,
    @Doc("Machines that run the programs.") Optional<Instances> instances,
    @Doc("Machines that run containers.") Optional<SwarmTier> swarm,
    @Doc("A program that Elastic Beanstalk runs.") Optional<BeanstalkTier> beanstalk,
    @Doc("A database that AWS operates.") Optional<Database> database) {

  /** The addresses that the tier asks for, whatever its kind. */
  public Optional<Located<Cidr>> subnet() {
    return loadBalancer
        .flatMap(LoadBalancer::subnet)
        .or(() -> instances.flatMap(Instances::subnet))
        .or(() -> swarm.flatMap(SwarmTier::subnet))
        .or(() -> beanstalk.flatMap(BeanstalkTier::subnet))
        .or(() -> database.flatMap(Database::subnet));
  }

  /** The web application firewall in front of it. */
  public Optional<Firewall> firewall() {
    return loadBalancer
        .flatMap(LoadBalancer::firewall)
        .or(() -> beanstalk.flatMap(BeanstalkTier::firewall));
  }

  /** The address ranges that may reach it from outside of its network. */
  public List<Located<IpRange>> allow() {
    return loadBalancer
        .map(LoadBalancer::allow)
        .or(() -> beanstalk.map(BeanstalkTier::allow))
        .orElse(List.of());
  }

  /** Whether it is machines, of whatever kind. */
  public boolean isMachines() {
    return instances.isPresent() || swarm.isPresent() || beanstalk.isPresent();
  }

  /** Whether anybody on the internet can reach it. */
  public boolean facesVisitors() {
    return loadBalancer.filter(l -> !l.internal().value()).isPresent()
        || beanstalk.filter(b -> !b.internal().value()).isPresent();
  }

  /** The image that its machines start from. */
  public Optional<Located<Name>> image() {
    return instances.map(Instances::image).or(() -> swarm.map(SwarmTier::image));
  }

  @Doc(
      "An application load balancer. Security groups open what it listens on and what it routes to, and nothing else.")
  public record LoadBalancer(
      Span span,
      @Doc("Its addresses, divided over the zones; chosen from the network unless written.")
          Optional<Located<Cidr>> subnet,
      @Doc("The ports that visitors reach and what answers there.") @Count(Limit.LISTENERS)
          List<Listen> listen,
      @Doc("How it finds out whether a machine can serve.") @Default("{}") Health health,
      @Doc("How long a machine that is taken out may go on with the requests it has.")
          @Default("30s")
          @Range(Limit.DRAIN)
          Located<Duration> drain,
      @Doc("Whether it is reached from inside the network only.") @Default("false")
          Located<Boolean> internal,
      @Doc(
              "The address ranges that may reach it; everybody unless written, or the network when it is internal. Ranges of IPv6 need `ipv6: true` at the network.")
          @Count(Limit.SECURITY_GROUP_RULES)
          List<Located<IpRange>> allow,
      @Doc(
              "A web application firewall in front of it: `block`, `count`, or a mapping. There is none unless written.")
          Optional<Firewall> firewall,
      @Doc("Keep a record of every request in a bucket, for this long.")
          @Range(Limit.ACCESS_LOG_DAYS)
          Optional<Located<Duration>> accessLogs,
      @Doc("Whether a deletion is refused until this is `false`.") @Default("true")
          Located<Boolean> protect) {}

  @Doc("A port that visitors reach.")
  @ExactlyOne({"http", "https"})
  public record Listen(
      Span span,
      @Doc("The port, without encryption.") Optional<Located<Port>> http,
      @Doc("The port, with encryption.") Optional<Located<Port>> https,
      @Doc(
              "The service that answers: `tier.service`, or `tier` where only one of its services has a port.")
          Optional<Located<ServiceReference>> to,
      @Doc("Send visitors on to the encrypted port.") Optional<Located<Redirect>> redirect,
      @Doc("A certificate of the account, for `https` without a `domain`.")
          @Written(Form.CERTIFICATE)
          Optional<Located<String>> certificate) {

    /** The port, whichever way it is spoken. */
    public Located<Port> port() {
      return http.or(() -> https).orElseThrow();
    }
  }

  @Doc("A health check over HTTP.")
  public record Health(
      Span span,
      @Doc("The path that is asked for.") @Default("/") @Written(Form.HTTP_PATH)
          Located<String> path,
      @Doc("How often it is asked for.") @Default("30s") @Range(Limit.HEALTH_INTERVAL)
          Located<Duration> every,
      @Doc("How long an answer may take.") @Default("5s") @Range(Limit.HEALTH_TIMEOUT)
          Located<Duration> timeout,
      @Doc("After how many good answers a machine is used.")
          @Default("3")
          @Range(Limit.HEALTH_THRESHOLD)
          Located<Integer> healthy,
      @Doc("After how many bad answers a machine is replaced.")
          @Default("3")
          @Range(Limit.HEALTH_THRESHOLD)
          Located<Integer> unhealthy,
      @Doc("The status codes of a good answer.") @Default("200") @Written(Form.HTTP_STATUS)
          Located<String> status) {}

  @Doc("Machines in an auto-scaling group, started from an image.")
  public record Instances(
      Span span,
      @Doc("Their addresses, divided over the zones; chosen from the network unless written.")
          Optional<Located<Cidr>> subnet,
      @Doc("The image that they start from.") Located<Name> image,
      @Doc("Their type.") @Default("t3.small") @Written(Form.INSTANCE_TYPE) Located<String> type,
      @Doc("How many of them.") @Default("{}") Scale scale,
      @Doc("The size of their disk; that of the image unless written.") @Range(Limit.MACHINE_DISK)
          Optional<Located<Size>> disk,
      @Doc("How long a new machine may take until its health counts.")
          @Default("300s")
          @Range(Limit.GRACE)
          Located<Duration> grace,
      @Doc("A settings file with live values, written at boot.") Optional<Settings> settings,
      @Doc("Environment variables of every service.")
          @Written(value = Form.CONTENT, keys = Form.ENVIRONMENT_NAME)
          Map<String, Located<Text>> env,
      @Doc("How long what the services print is kept in the account's logs.")
          @Default("30d")
          @Range(Limit.LOG_DAYS)
          Located<Duration> logs,
      @Doc("Ports on the internet that the services may connect to, beside 443.")
          List<Located<Port>> outbound,
      @Doc("The programs that run on them.") @Count(Limit.SERVICES) Map<Name, Service> services) {}

  @Doc("How many machines.")
  public record Scale(
      Span span,
      @Doc("At least this many.") @Default("1") @Range(Limit.MACHINES_LEAST) Located<Integer> min,
      @Doc("At most this many; `min` unless written.") @Range(Limit.MACHINES_MOST)
          Optional<Located<Integer>> max,
      @Doc(
              "The average use of the processors, in percent, that is aimed for where `max` is larger than `min`.")
          @Default("60")
          @Range(Limit.PROCESSOR_USE)
          Located<Integer> cpu) {}

  @Doc(
      "A JSON file with live values. Secrets are fetched by the machine's own role, and again when they change.")
  public record Settings(
      Span span,
      @Doc("Where it is written.") @Written(Form.PATH) Located<String> file,
      @Doc("The group that may read it; that of the services' user unless written.")
          @Written(Form.UNIX_NAME)
          Optional<Located<String>> group,
      @Doc("What stands in it; `${tier.attribute}` and `${secret.name}` are filled in.")
          JsonTree json) {}

  @Doc("A program that is started at boot and again when it ends.")
  public record Service(
      Span span,
      @Doc("The program, with an absolute path, and its arguments. There is no shell.")
          Located<CommandLine> run,
      @Doc("The user it runs as.") @Written(Form.UNIX_NAME) Located<String> user,
      @Doc("The port it listens on.") Optional<Located<Port>> port,
      @Doc("How long it may take to stop.") @Default("90s") @Range(Limit.STOP_TIME)
          Located<Duration> stopTimeout,
      @Doc("The directory that it starts in; the user's home where the recipe makes that.")
          @Written(Form.PATH)
          Optional<Located<String>> directory,
      @Doc("Directories that it may write to, beside a temporary one of its own.")
          @Written(Form.PATH)
          List<Located<String>> writes,
      @Doc("Whether it runs on one machine only, however many there are.") @Default("false")
          Located<Boolean> singleton) {}

  @Doc(
      "A database that AWS operates: encrypted, reached with TLS only, with a password that nobody has to know.")
  public record Database(
      Span span,
      @Doc("Its addresses, divided over the zones; chosen from the network unless written.")
          Optional<Located<Cidr>> subnet,
      @Doc("The kind of database.") Located<DatabaseEngine> engine,
      @Doc("Its version; a well-tried one that AWS supports unless written.")
          @Written(Form.DATABASE_VERSION)
          Optional<Located<String>> version,
      @Doc(
              "The type of machine it runs on; `db.t4g.micro` unless written, `db.t4g.medium` with Aurora.")
          @Written(Form.DATABASE_CLASS)
          Optional<Located<String>> class_,
      @Doc("Aurora only, in place of `class`: run as much of it as is asked for.")
          Optional<Serverless> serverless,
      @Doc("How much it can hold; 20GB unless written. Aurora holds what there is.")
          @Range(Limit.DATABASE_STORAGE)
          Optional<Located<Size>> storage,
      @Doc("How large it may grow by itself; it does not grow unless written.")
          @Range(Limit.DATABASE_STORAGE)
          Optional<Located<Size>> storageMax,
      @Doc("The database's name.") @Written(Form.IDENTIFIER) Located<String> name,
      @Doc("The user whom the service connects as.") @Written(Form.IDENTIFIER) Located<String> user,
      @Doc(
              "A file beside the blueprint with SQL that is run once, before the services that use the database: tables, and rows to begin with. It runs in the network, as a user that may do nothing else. Another content is run once more. PostgreSQL, or Aurora's, with a swarm only.")
          @Written(Form.FILE_BESIDE)
          Optional<Located<String>> load,
      @Doc("How far back it can be restored, to any moment.") @Default("7d") @Range(Limit.BACKUPS)
          Located<Duration> backups,
      @Doc("Whether a twin in another zone takes over when it fails; doubles the cost.")
          @Default("false")
          Located<Boolean> standby,
      @Doc("The tiers that may connect to it; of a swarm also a single service, `tier.service`.")
          List<Located<ServiceReference>> usedBy,
      @Doc("Whether a deletion is refused until this is `false`.") @Default("true")
          Located<Boolean> protect) {}

  @Doc(
      "How much of an Aurora database runs, in capacity units: each is about 2 GiB of memory, with processors and network to match. It is paid by the second.")
  public record Serverless(
      Span span,
      @Doc(
              "At least this many. With `0` it pauses after five minutes without a connection, and the first one after that waits about 15 seconds; a service that holds a connection open keeps it awake.")
          @Range(Limit.CAPACITY_LEAST)
          Located<Capacity> min,
      @Doc("At most this many.") @Range(Limit.CAPACITY_MOST) Located<Capacity> max) {}
}
