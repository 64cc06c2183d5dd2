package blueprint.diagnostic;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every problem that a blueprint can have, with its wording: what is wrong, and what to do. {@code
 * {0}} and so on are filled by a diagnostic's arguments.
 */
public enum Code {

  // The text.
  FILE_TOO_LARGE(
      "the file is larger than {0}",
      "a blueprint is text that people write; keep data in files of its own"),
  NOT_UTF8("the file is not UTF-8: byte {0} fits no character", "save it as UTF-8"),
  FORBIDDEN_CHARACTER("the character {0} is invisible or steers a terminal", "delete it"),
  TAB_INDENTATION("a tab where YAML wants spaces", "indent with spaces"),
  MALFORMED_YAML(
      "this is not YAML: {0}", "look for a quote, a bracket or an indent just before this place"),
  DUPLICATE_KEY("the key `{0}` stands here twice", "keep one of them"),
  YAML_ALIAS("`{0}`: anchors, aliases and merge keys are not supported", "write the value out"),
  YAML_TAG("the tag `{0}` is not supported", "write the plain value"),
  SECOND_DOCUMENT(
      "a second document starts here",
      "one file holds one blueprint; put the second into a file of its own"),
  COMPLEX_KEY("a list or a mapping cannot be a key", "write a word"),
  TOO_DEEP("nested more than {0} levels deep", "write it flatter"),
  EMPTY_BLUEPRINT(
      "the file holds no blueprint",
      "the least that one holds: `blueprint: 1`, `name`, `region` and one tier; `blueprint schema` and docs/language.md list the keys"),

  // The language.
  UNKNOWN_KEY("unknown key `{0}`", null),
  MISSING_KEY("{1} has no `{0}`, which it needs", null),
  WRONG_TYPE("`{0}` takes {1}, not {2}", null),
  INVALID_VALUE("`{0}` is not {1}", null),
  NOT_EXACTLY_ONE("{0} takes exactly one of {1}", null),
  UNSUPPORTED_VERSION(
      "this blueprint is written for language version {0}; this program knows version 1",
      "use a newer Blueprint"),

  // Environments.
  NESTED_ENVIRONMENTS(
      "an environment has no `{0}` of its own",
      "write them beside each other, under `environments:`"),
  UNKNOWN_ENVIRONMENT("the blueprint has no environment `{0}`", null),
  REMOVES_NOTHING(
      "`{0}` is taken away here, but the environment would not have it anyway",
      "delete the line, or write the key as it stands in what all environments share"),
  CANNOT_REMOVE("`{0}` cannot be taken away, because it has to be written", "write another value"),
  INCOMPLETE_IN_ENVIRONMENT(
      "`{0}` stands in this environment only, and is not complete by itself", null),
  ENVIRONMENTS_SHARE_NAME(
      "the environments `{0}` and `{1}` are both called `{2}` in one account",
      "delete `name:` in one of them, or write a different `account:` in each"),
  ENVIRONMENTS_SHARE_STATE(
      "the environments `{0}` and `{1}` keep Terraform's state in one place: {2}",
      "delete `key:`, so that each gets its own, or write one in each environment"),

  LITERAL_PASSWORD(
      "a password is never written in a blueprint",
      "delete it: the password of a database is made in the account and read by the machine's own role; other secrets are defined under `secrets:`"),
  SECRET_SOURCE(
      "the secret `{0}` does not say how it is made or where it is kept",
      "write `generate: 50`, `from: secretsmanager:NAME` or `from: ssm:/PATH`; its value never stands in a blueprint"),
  OPENED_BY_LISTENERS(
      "ports are not opened by hand",
      "delete `{0}`: what a load balancer listens on is open to visitors, what it routes to is open to it, and a database to `used_by`"),
  NO_REMOTE_LOGIN(
      "machines have no remote login of their own",
      "delete `{0}`: `aws ssm start-session` opens a shell without a port, a key or an address"),
  EMPTY_LIST("`{0}` is empty", "write at least one {1}"),
  TOO_MANY(
      "`{0}` has {1} entries; {2} is the limit",
      "divide the service into several blueprints, or move what is long into a file"),

  // References.
  UNKNOWN_IMAGE("no image is called `{0}`", null),
  UNKNOWN_TIER("no tier is called `{0}`", null),
  UNKNOWN_SERVICE("tier `{0}` has no service `{1}`", null),
  UNKNOWN_SECRET("no secret is called `{0}`", "define it under `secrets:`"),
  UNKNOWN_REFERENCE("`{0}` refers to nothing", null),
  WRONG_TIER_KIND("`{0}` is not {1}", "name a tier that has `instances:`"),
  AMBIGUOUS_SERVICE("tier `{0}` has several services with a port", "name one of them: {1}"),
  SERVICE_WITHOUT_PORT(
      "`{0}` has no port that requests could be routed to",
      "write `port:` at the service: where the program listens"),

  // The network.
  CIDR_HOST_BITS("`{0}` has bits set behind its prefix", "did you mean `{1}`?"),
  VPC_SIZE("the network `{0}` is not between /{1} and /{2}", "take 10.0.0.0/16, for instance"),
  PUBLIC_RANGE(
      "`{0}` is not a private address range",
      "take one inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16"),
  SUBNET_OUTSIDE_NETWORK(
      "the subnet `{0}` lies outside the network `{1}`", "take a range inside the network"),
  SUBNETS_OVERLAP(
      "the subnet `{0}` of `{1}` overlaps `{2}` of `{3}`", "take ranges that share no address"),
  SUBNET_TOO_SMALL(
      "`{0}` divided into {1} slots gives /{2} subnets; {3} need at least /{4}",
      "take at least /{5}"),
  NETWORK_TOO_SMALL(
      "the network `{0}` is too small for subnets to be chosen in it",
      "write `subnet:` at each tier, or take a larger network"),
  SUBNET_CHOICE_TAKEN(
      "`{0}` and `{1}` would get the same subnet `{2}`",
      "write `subnet:` at one of them, for instance {3}"),
  IPV6_BLOCK_TAKEN(
      "`{0}` and `{1}` would both get block {2} of the network's IPv6 addresses",
      "write another for one of them, for instance `ipv6_blocks: {{1}: {3}}`"),
  NO_IPV6(
      "`{0}` needs IPv6 addresses, and the network has none",
      "write `ipv6: true` under `network:`"),
  ONE_ZONE("{0} need subnets in two zones, and the network has one", "write `zones: 2`"),
  NO_WAY_OUT(
      "the machines of `{0}` have no way to the internet (`nat: none`); AWS services that the generated scripts call are reached through endpoints, anything else their programs call is not",
      "write `nat: single` if they call anything else"),
  OUTBOUND_WITHOUT_WAY(
      "port {0} cannot be reached: the network has no way to the internet", "write `nat: single`"),
  ALLOW_MISSING(
      "it is not known who may reach `{0}`: the addresses of an existing network stand in no blueprint",
      "write `allow:` with the address ranges that may"),
  EXISTING_AND_NEW(
      "`{0}` has no meaning in an existing network",
      "delete it: the network is described where it was made"),
  EXISTING_SUBNETS_MISSING(
      "the existing network names no subnets for `{0}`",
      "add `{0}: [subnet-..., subnet-...]` under `subnets`"),

  // Load balancers.
  TWO_LISTENERS_ON_ONE_PORT("two listeners on port {0}", "keep one of them"),
  LISTENER_WITHOUT_ACTION(
      "the listener on port {0} takes exactly one of `to` and `redirect`",
      "write `to: <tier>.<service>` to serve requests, or `redirect: https` to send them on"),
  REDIRECT_WITHOUT_HTTPS(
      "port {0} redirects to HTTPS, but no other listener speaks it",
      "add `- {https: 443, to: ...}`"),
  HTTPS_WITHOUT_CERTIFICATE(
      "HTTPS on port {0} has no certificate",
      "write `certificate: arn:aws:acm:...` at the listener, or a `domain:` for which one is issued"),
  CERTIFICATE_WITHOUT_HTTPS(
      "a certificate at a listener that does not speak HTTPS",
      "write `https:` for `http:`, or delete `certificate`"),
  UNENCRYPTED_LISTENER(
      "port {0} is served without encryption",
      "give the service a `domain:` and listen on `https: 443`, with `{http: 80, redirect: https}` beside it"),
  UNKNOWN_FIREWALL_RULE(
      "the firewall has no rule that is called `{0}`",
      "write the name that stands with a request in the firewall's log, such as `SizeRestrictions_BODY`"),
  HEALTH_TIMEOUT(
      "a health check that may take {0} cannot be made every {1}",
      "make `timeout` shorter than `every`"),
  MANY_RULES(
      "the security group of `{0}` gets {1} rules for what may come in; {2} is AWS's quota unless it was raised",
      "allow wider ranges or listen on fewer ports, or ask AWS for a higher quota"),
  NOTHING_ROUTED(
      "nothing routes to the port {0} of `{1}`, so it is not opened",
      "add a listener with `to: {1}`, or delete `port`"),

  // Machines.
  USER_NOT_CREATED("`{0}` runs as the user `{1}`, which the recipe of `{2}` does not create", null),
  GROUP_NOT_CREATED(
      "the group `{0}` does not exist when this step of `{1}` runs",
      "add `- group: {0}` before it"),
  OWNER_NOT_CREATED(
      "the user `{0}` does not exist when this step of `{1}` runs",
      "add a `- user:` step before it"),
  RUNS_AS_ROOT("`{0}` runs as root", "create a user in the recipe and name it here"),
  COMMAND_NOT_INSTALLED(
      "`{0}` runs `{1}`, which nothing in the recipe of `{2}` installs",
      "install it, or name it under `provides:` at the `run` step that does"),
  COMMAND_NOT_ABSOLUTE(
      "`{0}` is not an absolute path",
      "services start without a shell: write where the program lies, for instance `/usr/bin/{0}`"),
  PORT_NOT_LISTENED(
      "`{0}` is said to listen on port {1}, but its command binds port {2}",
      "write the same port at both"),
  NOT_REACHABLE("`{0}` listens on {1}, where the load balancer cannot reach it", "bind 0.0.0.0"),
  SAME_PORT_TWICE(
      "`{0}` and `{1}` both listen on port {2} of the same machine",
      "let one of them listen on another port"),
  FILE_IS_FOLDER(
      "`{0}` ends with a slash, and `file:` writes a file",
      "name the file, without a slash at the end; `directories:` makes folders"),
  FILE_TAKEN("`{0}` lies where Blueprint writes files of its own", "choose another place"),
  FILE_TWICE(
      "`{0}` is written where `{1}` is written already; upper and lower case do not count",
      "keep one of them, or give one another name"),
  FILE_WITHIN_FILE(
      "`{0}` would lie in `{1}`, which the recipe writes as a file", "move one of them"),
  WATCHED_FILE_UNKNOWN(
      "no earlier step writes the watched file `{0}`", "add a `- file: {0}` step before this one"),
  STEP_RUNS_EVERY_TIME(
      "this command runs again each time that the recipe is applied",
      "say what it makes (`creates: /path`) or what it depends on (`watches: [/path]`)"),
  SCALE_BOUNDS("`min` {0} is larger than `max` {1}", "write `max: {0}` or more"),
  SCHEDULER_RUNS_TWICE(
      "`{0}` looks like a scheduler and would run on every machine", "write `singleton: true`"),
  SERVICE_NAME_TAKEN(
      "the image `{0}` is used by `{1}` and `{2}`, which both define the service `{3}`",
      "give one of them another name"),
  UNUSED_IMAGE("no tier uses the image `{0}`", "name it at a tier, or delete it"),
  RETIRED("`{0}` is out of date: {1}", "`{2}` takes its place"),
  UNKNOWN_FAMILY(
      "no instance family is called `{0}`, as far as this program knows",
      "look for a typing mistake"),
  RETIRED_DISTRIBUTION("`{0}` gets no security updates: {1}", "start from `{2}`"),
  USER_DATA_SPLIT(
      "the settings of `{0}` make {1} bytes of user data, and a machine takes {2}",
      "nothing to do: they are kept in {3} parameters of the account's parameter store instead and read at boot"),
  USER_DATA_TOO_LARGE(
      "the user data of `{0}` is {1} bytes, and a machine takes {2}",
      "move what does not depend on live values into the image, as a `file` step"),
  LITERAL_SECRET(
      "`{0}` looks like a secret written out",
      "never in a blueprint: define it under `secrets:` (`generate: 50`, or `from: secretsmanager:NAME`) and write `${secret.NAME}` here"),

  // Swarms.
  SECOND_SWARM(
      "`{0}` would be a second swarm",
      "let its services run in the first, or write a blueprint of its own"),
  EVEN_MANAGERS(
      "{0} managers outlive no more failures than {1}: most of them have to agree",
      "write `managers: {1}` or `managers: {2}`"),
  ONE_MANAGER(
      "with one manager, the swarm is lost when that machine is",
      "write `managers: 3` where it has to last; what was deployed is deployed again by hand"),
  MANAGERS_IN_FEW_ZONES(
      "{0} managers stand in {1} zones: the loss of one zone can take most of them",
      "write `zones: 3` under `network:`"),
  POOL_SIZE(
      "`{0}` is not between /{1} and /{2}",
      "take 10.200.0.0/16, for instance: each network takes a /24"),
  POOL_OVERLAPS(
      "`pool` {0} overlaps the network {1}: containers would take its machines for their own",
      "take a range outside the network, such as 10.200.0.0/16 or 172.20.0.0/16"),
  IMAGE_NOT_PINNED(
      "`{0}` names no version, so what runs depends on the day",
      "write a tag that is never moved, or a digest: `name@sha256:...`"),
  LIVE_ENVIRONMENT(
      "`{0}` refers to `{1}`, which is known only in the account, and a stack file is not",
      "deliver it as a file, under `configs:`, or under `secrets:` if it is one, and let the program read that"),
  ADDRESS_WRITTEN(
      "`{0}` has the address of a database written out",
      "deliver `${TIER.host}` as a file under `configs:`: it follows the database when that is made anew"),
  DELIVERED_ELSEWHERE("`{0}` says `{1}`, but the file is at `{2}`", "write `{2}`"),
  NOT_DELIVERED(
      "`{0}` says `{1}`, where nothing is delivered",
      "name the file under `secrets:` or `configs:` of this service"),
  DELIVERED_TWICE("`{0}` of `{1}` and of `{2}` is not the same", "give one of them another name"),
  CONFIG_HOLDS_SECRET(
      "`{0}` holds a secret, and whoever looks at the swarm can read `configs`",
      "write it under `secrets:`"),
  DELIVERY_TOO_LARGE(
      "`{0}` has {1} bytes, and a swarm takes {2}", "put it into the container image"),
  UNKNOWN_HOST("`{0}` names the host `{1}`, and no service is called so", null),
  LINK_PORT("`{0}` says port {1} of `{2}`, which listens on {3}", "write {3}"),
  SWARM_PORT("port {0} of `{1}` is the swarm's own", "let the service listen on another port"),
  UNCHECKED_CONTAINER(
      "nothing finds out whether a container of `{0}` can serve: one that hangs stays, and an update that fails is not taken back",
      "write `health: {run: ...}`, with a command that is in the image"),
  PLACED_NOWHERE(
      "`{0}` is to run on workers, and the swarm has none", "write `workers:`, or delete `where`"),
  UNUSED_REGISTRY("no service pulls an image from `{0}`", "delete it"),
  SWARM_IN_IMAGE(
      "`{0}` puts what belongs to one swarm into the image that every machine starts from",
      "delete it: machines form the swarm when they boot, and `services:` says what runs in it, with its secrets"),
  LOGIN_IN_IMAGE(
      "`docker login` leaves a password in the image",
      "delete it, and write `registries:` at the swarm: managers log in with a secret when they deploy"),
  SWARM_WITHOUT_WAY(
      "the swarm of `{0}` can pull no images: the network has no way to the internet (`nat: none`)",
      "write `nat: single`"),
  SWARM_IGNORES(
      "a swarm ignores `{0}`",
      "delete it: services are reached by their own names, start in any order, and start again whenever they end"),
  LIVE_BUILD(
      "`{0}` refers to `{1}`, and an image is built before anything of the account is asked",
      "deliver it when the service runs, as a file under `configs:`, or under `secrets:` if it is one"),
  BUILD_SECRET(
      "`{0}` would be a secret in the image: whoever has the image can read how it was built",
      "build without it; the service gets it when it runs, under `secrets:`"),
  KEEPS_NOTHING(
      "`keep` counts images that are built here, and no service has a `build`", "delete it"),
  HOST_ACCESS(
      "`{0}` would let a container at the machine that it runs on",
      "delete it: what it writes to goes under `writes:`, what lasts into a database, rights under `capabilities:`"),

  // Elastic Beanstalk.
  RETIRED_PLATFORM("no new environment can have the platform `{0}`: {1}", "write `platform: {2}`"),
  WSGI_IS_PATH(
      "`{0}` is a file, as platforms on the first Amazon Linux took it; a module stands here",
      "did you mean `{1}`?"),
  ONLY_PYTHON("`{0}` is for Python, and `{1}` runs {2}", "delete it, and write `run:` if need be"),
  SERVER_REPLACED(
      "`{0}` is for the platform's own server, and `run` takes its place",
      "delete one of them; what `run` starts has arguments of its own"),
  SAID_BY_CONTAINER(
      "`{0}` means nothing to a container: its image says so", "delete it, and build it in"),
  STATIC_TWICE("`{0}` and `{1}` are one path", "delete one of them"),
  STATIC_IS_SOURCE(
      "`{0}` would hand out the source of the program, with all that is in it",
      "name the folder that holds nothing but what visitors may read"),
  HEALTH_IS_STATIC(
      "`{0}` is answered from the folder of `{1}`, whether the program is well or not",
      "take a path that the program answers"),
  NOTHING_HANDED_OUT(
      "`collectstatic` fills a folder that nothing hands out",
      "write `static: {/static: static}`, with the folder that `STATIC_ROOT` names"),
  MIGRATES_EVERYWHERE(
      "`{0}` looks like a migration and would run on every machine", "write `once: true`"),
  ONCE_RUNS_FIRST(
      "`{0}` runs before the commands that are written above it: what one machine runs for all comes first",
      "write it above them, so that the order is the one that it looks like"),
  MOVED_PLACE(
      "`{0}` was so on the first Amazon Linux; on this platform it is `{1}`, and so it is taken",
      "write `{1}`, and let the program do so too"),
  LOGS_ELSEWHERE(
      "`{0}` is not the program's: {1}", "take a directory of its own, such as `/var/log/app`"),
  VARIABLES_TOO_LARGE(
      "the environment variables of `{0}` take up to {1} bytes, and Elastic Beanstalk takes {2}",
      "keep long values in a file of the program, or in a secret that it reads itself"),
  DYNAMIC_REFERENCE(
      "`{0}` in this text is replaced by CloudFormation, whatever stands around it",
      "name the secret in `secrets:` and refer to it, or leave these signs out"),
  VARIABLE_TAKEN("the environment variable `{0}` is taken: {1}", "{2}"),
  MIXED_ARCHITECTURES(
      "`{0}` and `{1}` are of different architectures, and an environment has one",
      "keep the types of one of them"),
  PLATFORM_WITHOUT_MACHINES(
      "an environment of Elastic Beanstalk has one machine at least", "write 1 or more"),
  TWIN_LARGER(
      "{0} machines that nobody reaches are more than the {1} that visitors have at most",
      "write fewer"),
  BATCH_IGNORED("`batch` means nothing to `{0}`", "delete it, or take another `policy`"),
  UPDATE_WITHOUT_MACHINES(
      "with one machine, `rolling` takes away the only one while it is updated",
      "write `policy: additional`, or `min: 2`"),
  DEPLOY_TOO_SHORT(
      "a machine is well after {0} good answers, one each {1}, so {2}s after it starts; a deploy waits {3}",
      "make `healthy` or `every` smaller, or `timeout` of `update` longer"),
  GRACE_IGNORED(
      "`grace` means nothing where machines are not replaced",
      "delete it, or write `replace_unhealthy: true`"),
  UNENCRYPTED_PROGRAM(
      "`{0}` is served without encryption",
      "write a `domain:`, for which a certificate is issued, or a `certificate:` of the account"),
  DOMAIN_ELSEWHERE(
      "the domain leads to `{0}`, so `{1}` is reached by a name of Elastic Beanstalk and without encryption",
      "write a `certificate`, or a blueprint of its own"),
  BEANSTALK_NOT_THERE(
      "the region `{0}` has no Elastic Beanstalk, as far as this program knows",
      "take another region"),
  BEANSTALK_WITHOUT_WAY(
      "the machines of `{0}` can fetch no packages: the network has no way to the internet (`nat: none`)",
      "write `nat: single`"),
  UNKNOWN_OPTION("`{0}` has no option `{1}`", null),
  OPTION_VALUE("`{0}` is not {1}, which `{2}` takes", null),
  OPTION_ELSEWHERE("the option `{0}` follows from the rest of the blueprint", "{1}"),
  OPTION_RETIRED("`{0}` is not to be set: {1}", "write {2} instead"),
  OPTION_TWICE("the option `{0}` is set twice", "delete one of them"),
  OPTION_OF_LANGUAGE("`{0}` is for {1}, and `{2}` runs {3}", "delete it"),

  // Databases.
  DATABASE_CLOSED(
      "`{0}` refers to `{1}`, but may not connect to it", "add `{0}` to `used_by` of `{1}`"),
  SCALE_BOUNDS_STORAGE(
      "`storage_max` {0} is not larger than `storage` {1}",
      "write more, or delete it: the storage then never grows"),
  DATABASE_USER("`{0}` cannot be the user of a {1} database: {2}", "take another name"),
  DATABASE_NAME("`{0}` cannot be the name of a {1} database: {2}", "take another name"),
  DATABASE_STORAGE(
      "{0} is less than the {1} that a {2} database takes at least",
      "write `storage: {1}` or more"),
  SERVERLESS_ENGINE(
      "`serverless` is a way to run Aurora, and this is a {0} database",
      "delete it and choose a `class`, or write `engine: aurora-postgresql` or `aurora-mysql`"),
  SERVERLESS_CLASS(
      "`{0}` is a machine, and a serverless database runs on none that is chosen",
      "delete `class`, or else `serverless`"),
  SERVERLESS_BOUNDS("`max` {0} is less than `min` {1}", "write `max: {1}` or more"),
  AURORA_STORAGE(
      "nobody chooses the storage of an {0} database: it grows with what it holds", "delete it"),
  AURORA_CLASS(
      "{0} does not run on machines as small as `{1}`",
      "write `class: {2}` or a larger one, or `serverless` with `min` and `max`"),
  DATABASE_VERSION("{0} {1} is not a version that can be created", "one of {2}"),
  LOAD_ENGINE(
      "`load` runs SQL in PostgreSQL, and this is a {0} database",
      "delete it, and load from a service that brings its own client"),
  LOAD_NOWHERE(
      "nothing in the network can load `{0}`: a job of a swarm does that, and no swarm is in its `used_by`",
      "delete `load`, and begin the tables with the service's own migrations"),
  LOAD_UNREADABLE("cannot load `{0}`: {1}", "name a text file below the blueprint's folder"),
  LOAD_COMMAND(
      "line {1} of `{0}` is not SQL for the database that AWS has made: `{2}`",
      "delete it: the job connects to the database by itself, and runs SQL only"),
  LOAD_NAME("names with `load-` are those of the job that loads a database", "take another name"),
  BACKUP_BOUNDS("backups are kept for whole days, not {0}", "write `7d`, for instance"),
  NO_PROTECTION(
      "deletion protection of `{0}` is off: a mistake can delete {1}",
      "delete `protect: false` once it has to last"),
  WHOLE_TIER_USES("`{0}` cannot be let in alone: the machines of `{1}` are", "write `{1}`"),
  UNUSED_DATABASE("no tier may connect to `{0}`", "write `used_by: [...]`"),

  // Names.
  NAME_TOO_LONG(
      "`{0}` gives {1} the name `{2}`, {3} characters long; {4} is the limit",
      "take a shorter name"),
  NAMES_COLLIDE("`{0}` and `{1}` give the same name `{2}`", "rename one of them"),
  RESERVED_NAME("`{0}` cannot be a name: {1}", "take another"),
  SECRET_NAME_ENDING(
      "the secret `{0}` ends like the six characters that AWS adds to an ARN",
      "take a name whose last part is shorter or longer: a search for part of an ARN finds the wrong secret"),

  // Engines.
  STATE_WITHOUT_TERRAFORM(
      "the engine is `cloudformation`, which keeps its state itself: `terraform` changes nothing",
      "delete it, or write `engine: both`"),
  ACCOUNT_UNCHECKED(
      "a CloudFormation template cannot refuse an account other than `{0}`",
      "nothing to do when it is applied as the generated README says: its commands begin with a check of the account"),
  TEMPLATE_TOO_LARGE(
      "the CloudFormation template has {0}, and {1} is the limit: {2}",
      "divide the service into several blueprints, or write `engine: terraform`, which has no such limit"),

  // Overrides.
  OVERRIDE_OF_OTHER_ENGINE(
      "the engine is `{1}`, so `overrides.{0}` changes nothing",
      "delete it, or write `engine: {0}` or `engine: both`"),
  OVERRIDE_MATCHES_NOTHING("`{0}` is nothing that this blueprint generates", null),
  OVERRIDE_INVALID("{0}", null);

  private static final Pattern HOLE = Pattern.compile("\\{([0-9])}");

  private final String message;
  private final @Nullable String hint;

  Code(String message, @Nullable String hint) {
    this.message = message;
    this.hint = hint;
  }

  private static final java.util.Set<Code> WARNINGS =
      java.util.EnumSet.of(
          NO_WAY_OUT,
          UNENCRYPTED_LISTENER,
          NOTHING_ROUTED,
          STEP_RUNS_EVERY_TIME,
          UNUSED_IMAGE,
          USER_DATA_SPLIT,
          STATE_WITHOUT_TERRAFORM,
          ACCOUNT_UNCHECKED,
          RETIRED,
          UNKNOWN_FAMILY,
          NO_PROTECTION,
          UNUSED_DATABASE,
          ONE_MANAGER,
          MANAGERS_IN_FEW_ZONES,
          IMAGE_NOT_PINNED,
          UNKNOWN_HOST,
          UNCHECKED_CONTAINER,
          UNUSED_REGISTRY,
          NOTHING_HANDED_OUT,
          MIGRATES_EVERYWHERE,
          ONCE_RUNS_FIRST,
          MOVED_PLACE,
          UPDATE_WITHOUT_MACHINES,
          UNENCRYPTED_PROGRAM,
          DOMAIN_ELSEWHERE,
          MANY_RULES,
          SECRET_NAME_ENDING);

  private static final java.util.Set<Code> PICKY =
      java.util.EnumSet.of(MANY_RULES, SECRET_NAME_ENDING);

  /** The stable name by which users and machines refer to the problem: {@code unknown-key}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it keeps the output from being written. */
  public Severity severity() {
    return WARNINGS.contains(this) ? Severity.WARNING : Severity.ERROR;
  }

  /** Whether only a strict reader minds. */
  boolean isPicky() {
    return PICKY.contains(this);
  }

  /** Whether the place may hold a secret, so that its line is not shown. */
  boolean isConfidential() {
    return this == LITERAL_SECRET
        || this == LITERAL_PASSWORD
        || this == SECRET_SOURCE
        || this == BUILD_SECRET;
  }

  String message(List<String> arguments) {
    return fill(message, arguments);
  }

  Optional<String> hint(List<String> arguments) {
    return Optional.ofNullable(hint).map(text -> fill(text, arguments));
  }

  static String fill(String text, List<String> arguments) {
    return HOLE.matcher(text)
        .replaceAll(
            hole -> Matcher.quoteReplacement(arguments.get(Integer.parseInt(hole.group(1)))));
  }
}
