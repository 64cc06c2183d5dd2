package blueprint.language;

import blueprint.facts.Limit;
import blueprint.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program that Elastic Beanstalk runs. */
@Doc(
    "A program that AWS Elastic Beanstalk runs: machines that it starts, replaces and updates, behind a load balancer of its own. The certificate, the redirect to it and the record of the blueprint's `domain` belong to this load balancer.")
public record BeanstalkTier(
    Span span,
    @Doc(
            "The addresses of its machines, divided over the zones; chosen from the network unless written.")
        Optional<Located<Cidr>> subnet,
    @Doc(
            "The addresses of its load balancer, divided over the zones; chosen from the network unless written.")
        Optional<Located<Cidr>> entrance,
    @Doc("What runs the program: a branch of the platforms, such as `python-3.13`.")
        @Written(Form.PLATFORM)
        Located<String> platform,
    @Doc(
            "The folder of the program's repository, as seen from the blueprint: what is released is what is committed there.")
        @Default(".")
        @Written(Form.FOLDER_BESIDE)
        Located<String> source,
    @Doc("On Python: the module and the callable that answer requests, `testapp.wsgi:application`.")
        @Written(Form.WSGI)
        Optional<Located<String>> wsgi,
    @Doc(
            "The program that answers requests, and its arguments, in place of the platform's own; it listens on port 8000 on Python, and elsewhere on 5000. There is no shell.")
        Optional<Located<CommandLine>> run,
    @Doc("On Python: how many processes answer requests on a machine.")
        @Default("1")
        @Range(Limit.WORKERS)
        Located<Integer> processes,
    @Doc("On Python: how many threads each of them has.") @Default("15") @Range(Limit.WORKERS)
        Located<Integer> threads,
    @Doc("Packages of the distribution that the program needs, such as `mariadb105-devel`.")
        @Written(Form.PACKAGE)
        List<Located<String>> packages,
    @Doc("By path: the folder of the program that holds its files, which nginx hands out itself.")
        @Written(value = Form.FOLDER_BESIDE, keys = Form.STATIC_PATH)
        Map<String, Located<String>> static_,
    @Doc("The types of its machines, all of one architecture, the preferred one first.")
        @Written(Form.INSTANCE_TYPE)
        @Default("t3.small")
        @Count(Limit.INSTANCE_TYPES)
        List<Located<String>> types,
    @Doc("How many machines.") @Default("{}") Tier.Scale scale,
    @Doc("The size of their disks; that of the platform unless written.") @Range(Limit.MACHINE_DISK)
        Optional<Located<Size>> disk,
    @Doc(
            "Environment variables of the program and of what runs on a deploy; a secret is fetched by the machines.")
        @Written(value = Form.CONTENT, keys = Form.ENVIRONMENT_NAME)
        Map<String, Located<Text>> env,
    @Doc("How it is found out whether a machine can serve.") @Default("{}") ProgramHealth health,
    @Doc(
            "What runs on every deploy in the folder of the new version, before it serves: first what one machine runs for all, then what each runs, in this order. What each runs is also run when only the configuration changes.")
        List<Command> onDeploy,
    @Doc(
            "Directories that the program may write logs to; files in them called `*.log` reach the account's logs.")
        @Written(Form.PATH)
        List<Located<String>> logs,
    @Doc("How long the account keeps what the machines log.") @Default("30d") @Range(Limit.LOG_DAYS)
        Located<Duration> keepLogs,
    @Doc("Whether nginx compresses what is text.") @Default("true") Located<Boolean> gzip,
    @Doc(
            "Whether visitors see that the service is being worked on, instead of the service. Changing it deploys nothing.")
        @Default("false")
        Located<Boolean> maintenance,
    @Doc("Whether the use of memory and of the disk is measured.") @Default("true")
        Located<Boolean> metrics,
    @Doc("Where word of trouble is sent: an address for mail, which has to confirm it.")
        @Written(Form.MAIL)
        Optional<Located<String>> notify_,
    @Doc("How machines are brought to a new version.") @Default("{}") ProgramUpdate update,
    @Doc("When AWS may bring the platform up to date.") @Default("{}") Upkeep upkeep,
    @Doc(
            "Keep a second environment beside the one that visitors reach: a release goes there, and the two change places once it is well.")
        Optional<Twin> twin,
    @Doc("The name in front of `.<region>.elasticbeanstalk.com`; unique in the region.")
        @Written(Form.CNAME_PREFIX)
        Optional<Located<String>> cname,
    @Doc("A certificate of the account, for HTTPS without a `domain`.") @Written(Form.CERTIFICATE)
        Optional<Located<String>> certificate,
    @Doc("Whether it is reached from inside the network only.") @Default("false")
        Located<Boolean> internal,
    @Doc(
            "The address ranges that may reach it; everybody unless written, or the network when it is internal.")
        @Count(Limit.SECURITY_GROUP_RULES)
        List<Located<Cidr>> allow,
    @Doc("Ports on the internet that the machines may connect to, beside 443.")
        List<Located<Port>> outbound,
    @Doc("How many versions are kept to go back to.") @Default("20") @Range(Limit.VERSIONS)
        Located<Integer> keep,
    @Doc("Options of Elastic Beanstalk that the language has no word for.") List<Option> options) {

  @Doc("A health check over HTTP, answered by the program whatever host is asked for.")
  public record ProgramHealth(
      Span span,
      @Doc("The path that is asked for.") @Default("/") @Written(Form.HTTP_PATH)
          Located<String> path,
      @Doc("How often it is asked for.") @Default("15s") @Range(Limit.HEALTH_INTERVAL)
          Located<Duration> every,
      @Doc("How long an answer may take.") @Default("5s") @Range(Limit.HEALTH_TIMEOUT)
          Located<Duration> timeout,
      @Doc("After how many good answers a machine is used.")
          @Default("3")
          @Range(Limit.HEALTH_THRESHOLD)
          Located<Integer> healthy,
      @Doc("After how many bad answers a machine is taken out.")
          @Default("5")
          @Range(Limit.HEALTH_THRESHOLD)
          Located<Integer> unhealthy,
      @Doc("The status codes of a good answer.") @Default("200") @Written(Form.HTTP_STATUS)
          Located<String> status,
      @Doc("Whether a machine that is taken out is replaced.") @Default("true")
          Located<Boolean> replaceUnhealthy,
      @Doc("How long a new machine may take until its health counts.")
          @Default("600s")
          @Range(Limit.GRACE)
          Located<Duration> grace) {}

  @Doc("A command of a deploy. The deploy fails when it fails.")
  public record Command(
      Span span,
      @Doc("The command, for bash; on Python in the program's virtual environment.")
          @Shorthand
          @Written(Form.SHELL)
          Located<String> run,
      @Doc("Whether one machine runs it for all, as a migration has to.") @Default("false")
          Located<Boolean> once) {}

  @Doc("How machines are brought to a new version.")
  public record ProgramUpdate(
      Span span,
      @Doc(
              "`rolling` updates some at a time; `additional` starts some more first, so that all can serve meanwhile; `immutable` starts as many new ones; `splitting` sends some visitors to new ones first; `all_at_once` is quick, and down meanwhile.")
          @Default("additional")
          Located<Policy> policy,
      @Doc("How many at a time, in percent; with `splitting`, how many of the visitors.")
          @Default("25")
          @Range(Limit.BATCH)
          Located<Integer> batch,
      @Doc("How long a deploy may take on a machine.") @Default("600s") @Range(Limit.DEPLOY_TIME)
          Located<Duration> timeout) {}

  /** How a new version is brought to machines. */
  public enum Policy {
    ROLLING,
    ADDITIONAL,
    IMMUTABLE,
    SPLITTING,
    ALL_AT_ONCE
  }

  @Doc("When AWS may bring the platform up to date, by replacing machines one batch at a time.")
  public record Upkeep(
      Span span,
      @Doc("When to begin, by UTC.") @Default("Sun:03:00") @Written(Form.WEEKLY) Located<String> at,
      @Doc("Whether only corrections are taken, or new features too.") @Default("minor")
          Located<Level> level,
      @Doc("Whether all machines are replaced each week even so.") @Default("false")
          Located<Boolean> refresh) {}

  /** Which versions of a platform are taken. */
  public enum Level {
    PATCH,
    MINOR
  }

  @Doc("The environment that visitors do not reach at the moment.")
  public record Twin(
      Span span,
      @Doc("How many machines it has meanwhile.") @Default("1") @Range(Limit.MACHINES_LEAST)
          Located<Integer> machines) {}

  @Doc("An option, called as in `.ebextensions`.")
  public record Option(
      Span span,
      @Doc("Its namespace, such as `aws:elasticbeanstalk:command`.") @Written(Form.OPTION_NAMESPACE)
          Located<String> namespace,
      @Doc("Its name, such as `IgnoreHealthCheck`.") @Written(Form.OPTION_NAME)
          Located<String> optionName,
      @Doc("Its value.") @Written(Form.CONTENT) Located<String> value) {}
}
