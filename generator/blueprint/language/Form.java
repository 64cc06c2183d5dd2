package blueprint.language;

import blueprint.facts.Limit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The grammars of text that is no free text. Each is an allow-list narrow enough that the text is
 * safe, unquoted, in every output language that it reaches.
 */
public enum Form {
  NAME(
      Limit.NAME,
      "a name: lower-case letters, digits and single hyphens, a letter first",
      "[a-z][a-z0-9]*(-[a-z0-9]+)*"),
  REGION("a region such as `eu-west-1`", "[a-z]{2}(-[a-z]+){1,2}-[0-9]"),
  ZONE("an availability zone such as `eu-west-1a`", "[a-z]{2}(-[a-z]+){1,2}-[0-9][a-z]"),
  PATH(
      Limit.PATH,
      "an absolute path without `.`, `..` or blanks, each part of at most 255 characters",
      "(?:/|(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]{1,255})+/?)"),
  FILE_BESIDE(
      Limit.PATH,
      "a path below the blueprint's folder, such as `database.sql`",
      "(?!.*(?:^|/)\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]{1,255}(/[A-Za-z0-9._@+-]{1,255})*"),
  HTTP_PATH(
      Limit.HEALTH_PATH,
      "a path such as `/health`, beginning with a slash",
      "/[A-Za-z0-9._~/?&=%+:@-]*"),
  HTTP_STATUS(
      "a status such as `200`, or several such as `200-299` or `200,204`",
      "[2-4][0-9]{2}([,-][2-4][0-9]{2}){0,20}"),
  UNIX_NAME(
      Limit.UNIX_NAME,
      "a user or group name: lower-case letters, digits, `_` and `-`",
      "[a-z_][a-z0-9_-]*"),
  PACKAGE(Limit.PACKAGE_NAME, "a package name", "[a-z0-9][a-z0-9.+-]*"),
  MODE("an octal mode such as `0644`", "0?[0-7]{3}"),
  IMAGE_ID("an image id such as `ami-0123456789abcdef0`", "ami-[0-9a-f]{8,17}"),
  ACCOUNT_ID("an account id of twelve digits", "[0-9]{12}"),
  ACCOUNT(
      "an account id of twelve digits, `self`, `amazon` or `aws-marketplace`",
      "[0-9]{12}|self|amazon|aws-marketplace"),
  IMAGE_PATTERN(
      Limit.IMAGE_NAME,
      "a name with `*` and `?`, such as `ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-*`",
      "[A-Za-z0-9()./_*?@' -]+"),
  INSTANCE_TYPE(
      "an instance type such as `t3.small`",
      "[a-z][a-z0-9-]*\\."
          + "(nano|micro|small|medium|large|[0-9]{0,3}xlarge|metal(-[0-9]{1,3}xl)?)"),
  DATABASE_CLASS(
      "a database class such as `db.t4g.micro`",
      "db\\.[a-z][a-z0-9]*\\."
          + "(nano|micro|small|medium|large|[0-9]{0,3}xlarge|metal(-[0-9]{1,3}xl)?)"),
  DATABASE_VERSION("a version such as `17` or `8.4`", "[0-9]{1,3}(\\.[0-9]{1,3}){0,2}"),
  IDENTIFIER(
      Limit.DATABASE_NAME, "a letter followed by letters, digits and `_`", "[A-Za-z][A-Za-z0-9_]*"),
  CERTIFICATE(
      Limit.CERTIFICATE,
      "the ARN of a certificate",
      "arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[A-Za-z0-9-]+"),
  DOMAIN(
      Limit.DOMAIN_NAME,
      "a domain name such as `example.org`",
      "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}"),
  HOSTED_ZONE(
      Limit.HOSTED_ZONE, "the id of a hosted zone, such as `Z0123456789ABC`", "Z[A-Z0-9]{3,}"),
  VPC("the id of a VPC, such as `vpc-0123456789abcdef0`", "vpc-[0-9a-f]{8,17}"),
  SUBNET("the id of a subnet, such as `subnet-0123456789abcdef0`", "subnet-[0-9a-f]{8,17}"),
  BUCKET(
      Limit.BUCKET_NAME,
      "the name of a bucket: lower-case letters, digits and single hyphens",
      "(?!sthree-|amzn-s3-demo-)(?!.*-s3alias$)[a-z0-9]+(-[a-z0-9]+)*"),
  OBJECT_KEY(
      Limit.OBJECT_KEY, "a key such as `sentry/terraform.tfstate`", "[A-Za-z0-9][A-Za-z0-9._/-]*"),
  SECRET_SOURCE(
      Limit.SECRET_SOURCE,
      "`secretsmanager:NAME` or `ssm:/PATH`",
      "secretsmanager:[A-Za-z0-9/_+=.@-]+|ssm:/[A-Za-z0-9_./-]+"),
  ENVIRONMENT_NAME(
      Limit.ENVIRONMENT_NAME, "the name of an environment variable", "[A-Za-z_][A-Za-z0-9_]*"),
  TAG_KEY(
      Limit.TAG_KEY,
      "a tag's key: letters, digits, spaces and `_.:/=+-@`, not beginning with `aws:`",
      "(?![aA][wW][sS]:)[\\p{L}\\p{N}][\\p{L}\\p{N} _.:/=+@-]*"),
  TAG_VALUE(
      Limit.TAG_VALUE,
      "a tag's value: letters, digits, spaces and `_.:/=+-@`",
      "[\\p{L}\\p{N} _.:/=+@-]*"),
  ADDRESS(
      Limit.RESOURCE_ADDRESS,
      "a resource's address such as `aws_lb.lb`",
      "(data\\.)?[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*"),
  LOGICAL_ID(
      Limit.LOGICAL_ID,
      "a resource's logical id such as `LbLoadBalancer`: letters and digits",
      "[A-Za-z][A-Za-z0-9]*"),
  REGISTRY_HOST(
      Limit.DOMAIN_NAME,
      "the host of a registry such as `docker.io`, with a port unless it is 443",
      "[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9][0-9]{0,4})?"),
  REGISTRY_USER(Limit.REGISTRY_USER, "a user of a registry", "[A-Za-z0-9][A-Za-z0-9._@+=$-]*"),
  CONTAINER_IMAGE(
      Limit.CONTAINER_IMAGE,
      "a container image such as `org/app:1.4.2`, or with a digest `org/app@sha256:...`",
      "([a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?/)?"
          + "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*"
          + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?"),
  CONTAINER_USER(
      "a user's number such as `1000`, or with a group's `1000:1000`",
      "(0|[1-9][0-9]{0,8})(:(0|[1-9][0-9]{0,8}))?"),
  PROCESSORS("a number of processors such as `0.5` or `2`", "(0|[1-9][0-9]{0,2})(\\.[0-9]{1,2})?"),
  MEMORY("an amount of memory such as `256MB` or `1GB`", "[1-9][0-9]{0,5}(MB|GB)"),
  CAPABILITY("a capability such as `NET_BIND_SERVICE`", "[A-Z][A-Z_]{2,30}"),
  SWARM_OBJECT(
      Limit.SWARM_OBJECT,
      "the name of a file: letters, digits, `_`, `-` and `.`, a letter first",
      "[A-Za-z]([A-Za-z0-9_.-]*[A-Za-z0-9])?"),
  DEPLOY_SOURCE(
      Limit.DEPLOY_SOURCE,
      "an archive in a bucket such as `s3://bucket/shop.tar.gz`",
      "s3://[a-z0-9][a-z0-9-]{1,61}[a-z0-9](/[A-Za-z0-9_-][A-Za-z0-9._-]*)+\\.tar\\.gz"),
  PLATFORM("a branch of a platform such as `python-3.13`", "[a-z][a-z0-9]*([.-][a-z0-9]+)*"),
  FOLDER_BESIDE(
      Limit.PATH,
      "a folder such as `static`, or `.` for the one that it is seen from",
      "\\.|(?!.*(?:^|/)\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]{1,255}(/[A-Za-z0-9._@+-]{1,255})*/?"),
  WSGI(
      Limit.PATH,
      "a module and a callable such as `testapp.wsgi:application`",
      "[A-Za-z_][A-Za-z0-9_]*([./][A-Za-z_][A-Za-z0-9_]*)*(:[A-Za-z_][A-Za-z0-9_]*)?"),
  STATIC_PATH(Limit.HEALTH_PATH, "a path such as `/static`", "(/[A-Za-z0-9._-]+)+/?"),
  MAIL(
      Limit.PATH,
      "an address for mail such as `ops@example.org`",
      "[A-Za-z0-9._+-]+@([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,63}"),
  WEEKLY(
      "a day and a time such as `Sun:03:00`",
      "(Mon|Tue|Wed|Thu|Fri|Sat|Sun):([01][0-9]|2[0-3]):[0-5][0-9]"),
  CNAME_PREFIX(
      Limit.CNAME_PREFIX,
      "letters, digits and hyphens, in lower case",
      "[a-z0-9]([a-z0-9-]*[a-z0-9])?"),
  OPTION_NAMESPACE(
      Limit.PATH,
      "a namespace such as `aws:elasticbeanstalk:command`",
      "aws:[a-z0-9]+(:[A-Za-z0-9_-]+)+"),
  OPTION_NAME(Limit.PATH, "the name of an option", "[A-Za-z0-9/][A-Za-z0-9 ._/-]*"),
  SHELL("a command for the shell, on one or several lines", "(?s).*\\S.*"),
  REVISION(Limit.REVISION, "letters, digits, `.` and `-`", "[A-Za-z0-9][A-Za-z0-9.-]*"),
  CONTENT("text", "(?s).*");

  private final Optional<Limit> length;
  private final String description;
  private final Pattern pattern;

  Form(String description, String regex) {
    this(Optional.empty(), description, regex);
  }

  Form(Limit length, String description, String regex) {
    this(Optional.of(length), description + ", " + length.inWords(), regex);
  }

  Form(Optional<Limit> length, String description, String regex) {
    this.length = length;
    this.description = description;
    this.pattern = Pattern.compile(regex);
  }

  /** How long the text is, where the pattern does not say it. */
  Optional<Limit> length() {
    return length;
  }

  /** What is accepted, in words that finish "takes ...". */
  public String description() {
    return description;
  }

  /** The regular expression that the whole text matches; how long it is stands apart. */
  public String regex() {
    return pattern.pattern();
  }

  /** Whether text has this form. */
  public boolean fits(String text) {
    int characters = text.codePointCount(0, text.length());
    return length.map(limit -> limit.allows(characters)).orElse(true)
        && pattern.matcher(text).matches();
  }
}
