package blueprint.plan;

import blueprint.facts.Limit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program that Elastic Beanstalk runs, behind a load balancer that it makes itself.
 *
 * @param entrance what the load balancer is called beside other parts of the stack; its subnets and
 *     its security group go by this name as those of the machines go by the tier's
 * @param application its name in the account
 * @param source the folder of the program's repository, as seen from the blueprint
 * @param environments the one, or the two that change places; the first one is reached at first
 * @param options what the engine sets, in the order of namespaces and names; the same for each
 *     environment but for {@link Environment#options}
 * @param bundle what travels with the program instead
 * @param permissions all that the machines' role allows, beside what Elastic Beanstalk needs
 * @param keep how many versions stay
 * @param firewall whether the blueprint wants the load balancer behind a web ACL of the plan
 * @param mailTo where word of trouble goes
 */
public record Beanstalk(
    String tier,
    String entrance,
    String application,
    String source,
    Platform platform,
    List<Environment> environments,
    List<Option> options,
    Bundle bundle,
    List<MachineGroup.Permission> permissions,
    int keep,
    boolean https,
    Optional<String> certificate,
    boolean internal,
    boolean firewall,
    Optional<String> mailTo) {

  /** An account and a region, the longest there are. */
  private static final String LONGEST_PLACE = "-123456789012-ap-southeast-2";

  public Beanstalk {
    environments = List.copyOf(environments);
    options = List.copyOf(options);
    permissions = List.copyOf(permissions);
  }

  /** Whether two environments change places. */
  public boolean hasTwin() {
    return environments.size() > 1;
  }

  /**
   * The name of the bucket with the versions of the application, up to where the account and the
   * region follow: {@code shop-app-eb} for {@code shop-app-eb-123456789012-eu-west-1}. Whoever
   * releases finds it by its name, whichever engine has made it.
   */
  public String bucketPrefix() {
    int most = Limit.BUCKET_NAME.max() - ("-eb" + LONGEST_PLACE).length();
    String digest = "-" + Integer.toHexString(application.hashCode());
    String name =
        application.length() <= most
            ? application
            : application.substring(0, most - digest.length()) + digest;
    return name + "-eb";
  }

  /**
   * The environment variable by which the machines learn what a part of {@link Bundle#secrets} is,
   * or the ARN under which it is kept; empty for what is written out.
   */
  public static Optional<String> variable(Value.Part part) {
    if (part instanceof Value.DatabasePassword password) {
      return Optional.of(Names.passwordVariable(password.tier()));
    }
    if (part instanceof Value.SecretValue secret) {
      return Optional.of(Names.secretVariable(secret.name()));
    }
    if (part instanceof Value.DatabaseHost host) {
      return Optional.of(Names.addressVariable(host.tier()));
    }
    if (part instanceof Value.LoadBalancerHost host) {
      return Optional.of(Names.addressVariable(host.tier()));
    }
    return Optional.empty();
  }

  /**
   * What runs the program.
   *
   * @param branch as the blueprint and {@code eb} call it, {@code python-3.13}
   * @param language what comes before the version, {@code python}
   * @param title as AWS calls it, {@code Python 3.13}
   * @param system what it runs on, {@code 64bit Amazon Linux 2023}
   * @param version a release of it that was current on the day of the facts
   * @param port where it expects the program to listen
   */
  public record Platform(
      String branch, String language, String title, String system, String version, int port) {

    /** As {@code eb} and ARNs of platforms call it. */
    public String branchName() {
      return title + " running on " + system;
    }
  }

  /**
   * An environment.
   *
   * @param id {@code blue} or {@code green} where there are two, else empty
   * @param name in the account
   * @param cname the name before {@code .<region>.elasticbeanstalk.com} that it has at first
   * @param options what is its own; sizes are those of the one that is reached
   * @param idleOptions the sizes while it is not reached
   */
  public record Environment(
      Optional<String> id,
      String name,
      String cname,
      List<Option> options,
      List<Option> idleOptions) {}

  /**
   * An option of Elastic Beanstalk; each has one owner.
   *
   * @param path where the blueprint says so
   */
  public record Option(String namespace, String name, Setting value, String path) {}

  /** What an option is set to. */
  public sealed interface Setting {

    /** What a target makes of it. */
    <T> T fold(Cases<T> cases);
  }

  /** One answer for each kind of setting. */
  public interface Cases<T> {

    /** Text, and values that are known only in the account. */
    T live(Value value);

    /** The network's id. */
    T networkId();

    /** The ids of the subnets of a tier or of its entrance. */
    T subnets(String tier);

    /** The id of the security group of a tier or of its entrance. */
    T securityGroup(String tier);

    /** The profile with the machines' role. */
    T instanceProfile();

    /** The role of Elastic Beanstalk itself. */
    T serviceRole();

    /** The ARN of the certificate. */
    T certificate();

    /** The ARN of a secret or parameter, by its name in the plan. */
    T secretArn(String name);

    /** The ARN of what keeps the password of a database, by its tier. */
    T databaseSecretArn(String tier);

    /** The ARN of the web ACL. */
    T firewall();
  }

  /** Text, and values that are known only in the account. */
  public record Live(Value value) implements Setting {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.live(value);
    }
  }

  /** The network's id. */
  public record NetworkId() implements Setting {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.networkId();
    }
  }

  /** The ids of the subnets of a tier or of its entrance, joined by commas. */
  public record Subnets(String tier) implements Setting {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.subnets(tier);
    }
  }

  /** The id of the security group of a tier or of its entrance. */
  public record SecurityGroup(String tier) implements Setting {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.securityGroup(tier);
    }
  }

  /** The profile with the machines' role. */
  public record InstanceProfile() implements Setting {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.instanceProfile();
    }
  }

  /** The role of Elastic Beanstalk itself. */
  public record ServiceRole() implements Setting {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.serviceRole();
    }
  }

  /** The ARN of the certificate. */
  public record Certificate() implements Setting {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.certificate();
    }
  }

  /** The ARN of a secret or parameter, by its name in the plan; the machines read it. */
  public record SecretArn(String name) implements Setting {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.secretArn(name);
    }
  }

  /** The ARN of what keeps the password of a database, by its tier. */
  public record DatabaseSecretArn(String tier) implements Setting {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.databaseSecretArn(tier);
    }
  }

  /** The ARN of the web ACL. */
  public record Firewall() implements Setting {
    @Override
    public <T> T fold(Cases<T> cases) {
      return cases.firewall();
    }
  }

  /**
   * What travels with the program, in its own repository's root.
   *
   * @param options those that belong to the program and not to where it runs
   * @param run the program that answers requests; empty for the platform's own
   * @param packages of the distribution
   * @param commands of a deploy, in order
   * @param secrets environment variables that hold, or are made of, what changes by itself; the
   *     machines fetch them, and again when they have changed; what they need to know for it stands
   *     in the variables of {@link Beanstalk#variable}
   * @param logs directories of logs
   * @param logGroup where those go
   * @param healthPath what is asked of the program, whatever host is asked for
   * @param redirects whether requests without encryption are sent on
   */
  public record Bundle(
      List<Option> options,
      List<String> run,
      List<String> packages,
      List<Command> commands,
      Map<String, Value> secrets,
      List<String> logs,
      String logGroup,
      int logDays,
      String healthPath,
      Optional<Replacement> replacement,
      boolean gzip,
      boolean metrics,
      boolean redirects,
      boolean firewall) {

    public Bundle {
      options = List.copyOf(options);
      run = List.copyOf(run);
      packages = List.copyOf(packages);
      commands = List.copyOf(commands);
      logs = List.copyOf(logs);
    }
  }

  /** Machines that do not answer are replaced, after a grace in seconds. */
  public record Replacement(int graceSeconds) {}

  /** A command of a deploy. */
  public record Command(String run, boolean once) {}
}
