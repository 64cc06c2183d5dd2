package blueprint.language;

import java.util.regex.Pattern;

/**
 * The grammars of text that is no free text. Each is an allow-list narrow enough that the text is
 * safe, unquoted, in every output language that it reaches.
 */
public enum Form {
  NAME(
      "a name: lower-case letters, digits and single hyphens, a letter first, at most 32 characters",
      "(?=.{1,32}$)[a-z][a-z0-9]*(-[a-z0-9]+)*"),
  REGION("a region such as `eu-west-1`", "[a-z]{2}(-[a-z]+){1,2}-[0-9]"),
  ZONE("an availability zone such as `eu-west-1a`", "[a-z]{2}(-[a-z]+){1,2}-[0-9][a-z]"),
  PATH(
      "an absolute path without `.`, `..` or blanks",
      "(?=.{1,1024}$)(?:/|(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+)+/?)"),
  HTTP_PATH("a path such as `/health`, beginning with a slash", "/[A-Za-z0-9._~/?&=%+:@-]{0,1023}"),
  HTTP_STATUS(
      "a status such as `200`, or several such as `200-299` or `200,204`",
      "[2-4][0-9]{2}([,-][2-4][0-9]{2}){0,20}"),
  UNIX_NAME(
      "a user or group name: lower-case letters, digits, `_` and `-`, at most 32 characters",
      "[a-z_][a-z0-9_-]{0,31}"),
  PACKAGE("a package name", "[a-z0-9][a-z0-9.+-]*"),
  MODE("an octal mode such as `0644`", "0?[0-7]{3}"),
  IMAGE_ID("an image id such as `ami-0123456789abcdef0`", "ami-[0-9a-f]{8,17}"),
  ACCOUNT_ID("an account id of twelve digits", "[0-9]{12}"),
  ACCOUNT(
      "an account id of twelve digits, `self`, `amazon` or `aws-marketplace`",
      "[0-9]{12}|self|amazon|aws-marketplace"),
  IMAGE_PATTERN(
      "a name with `*` and `?`, such as `ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-*`",
      "[A-Za-z0-9()./_*?@' -]{3,128}"),
  INSTANCE_TYPE("an instance type such as `t3.small`", "[a-z][a-z0-9-]*\\.[a-z0-9-]+"),
  DATABASE_CLASS("a database class such as `db.t4g.micro`", "db\\.[a-z][a-z0-9]*\\.[a-z0-9]+"),
  DATABASE_VERSION("a version such as `17` or `8.4`", "[0-9]{1,3}(\\.[0-9]{1,3}){0,2}"),
  IDENTIFIER("a letter followed by letters, digits and `_`", "[A-Za-z][A-Za-z0-9_]*"),
  CERTIFICATE(
      "the ARN of a certificate",
      "arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[A-Za-z0-9-]+"),
  DOMAIN(
      "a domain name such as `example.org`",
      "(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}"),
  HOSTED_ZONE("the id of a hosted zone, such as `Z0123456789ABC`", "Z[A-Z0-9]{3,31}"),
  VPC("the id of a VPC, such as `vpc-0123456789abcdef0`", "vpc-[0-9a-f]{8,17}"),
  SUBNET("the id of a subnet, such as `subnet-0123456789abcdef0`", "subnet-[0-9a-f]{8,17}"),
  BUCKET("the name of a bucket", "(?!xn--)(?!.*--)(?!.*-s3alias$)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]"),
  OBJECT_KEY("a key such as `sentry/terraform.tfstate`", "[A-Za-z0-9][A-Za-z0-9._/-]{0,200}"),
  SECRET_SOURCE(
      "`secretsmanager:NAME` or `ssm:/PATH`",
      "secretsmanager:[A-Za-z0-9/_+=.@-]{1,400}|ssm:/[A-Za-z0-9_./-]{1,400}"),
  ENVIRONMENT_NAME("the name of an environment variable", "[A-Za-z_][A-Za-z0-9_]{0,127}"),
  TAG_KEY(
      "a tag's key: letters, digits, spaces and `_.:/=+-@`, at most 127 characters, not beginning with `aws:`",
      "(?![aA][wW][sS]:)[\\p{L}\\p{N}][\\p{L}\\p{N} _.:/=+@-]{0,126}"),
  TAG_VALUE(
      "a tag's value: letters, digits, spaces and `_.:/=+-@`, at most 256 characters",
      "[\\p{L}\\p{N} _.:/=+@-]{0,256}"),
  ADDRESS(
      "a resource's address such as `aws_lb.lb`", "(data\\.)?[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*"),
  SHELL("a command for the shell, on one or several lines", "(?s).*\\S.*"),
  REVISION("letters, digits, `.` and `-`", "[A-Za-z0-9][A-Za-z0-9.-]{0,63}"),
  CONTENT("text", "(?s).*");

  private final String description;
  private final Pattern pattern;

  Form(String description, String regex) {
    this.description = description;
    this.pattern = Pattern.compile(regex);
  }

  /** What is accepted, in words that finish "takes ...". */
  public String description() {
    return description;
  }

  /** The regular expression that the whole text matches. */
  public String regex() {
    return pattern.pattern();
  }

  /** Whether text has this form. */
  public boolean fits(String text) {
    return pattern.matcher(text).matches();
  }
}
