package blueprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seventy-two faults that were planted into templates to see which validator notices. Each is
 * refused or warned of here, cannot be said in a blueprint, or belongs to a target that is not
 * there.
 */
final class SeededFaultsTest {

  private static final String BASE =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
      network: {cidr: 10.0.0.0/16, zones: 2}
      secrets: {key: {generate: 50}}
      images:
        base:
          from: ubuntu-24.04
          recipe:
            - user: web
            - {file: /app/web, content: exec sleep 1d, mode: 0755}
      tiers:
        lb:
          load_balancer:
            subnet: 10.0.0.0/24
            listen: [{http: 80, to: app}]
            health: {path: /, every: 30s, timeout: 5s}
        app:
          instances:
            subnet: 10.0.1.0/24
            image: base
            type: t3.small
            scale: {min: 1, max: 1}
            services: {web: {run: /app/web, user: web, port: 8080}}
        db:
          database:
            subnet: 10.0.2.0/24
            engine: postgres
            class: db.t4g.micro
            storage: 20GB
            name: shopdb
            user: shopuser
            backups: 7d
            protect: true
            used_by: [app]
      """;

  private static final String TOO_LONG = "name-too-long";
  private static final String PASSWORD = "literal-password";
  private static final String OPENED = "opened-by-listeners";
  private static final String TWICE = "two-listeners-on-one-port";
  private static final String ROLE = "aws_iam_role.app";
  private static final String GROUP = "aws_lb_target_group.app_web";
  private static final String SECURITY = "aws_security_group.app";
  private static final String X65 = "x".repeat(65);

  /**
   * A fault.
   *
   * @param written what stands in the base, and in its place the fault; empty when it cannot
   * @param answer the code of the problem; or why there is none
   */
  private record Fault(String name, List<String> written, String answer) {}

  private static final List<Fault> FAULTS =
      List.of(
          found("VPC CIDR /8", "10.0.0.0/16", "10.0.0.0/8", "vpc-size"),
          found("VPC CIDR /29", "10.0.0.0/16", "10.0.0.0/29", "vpc-size"),
          found("VPC CIDR host bits set", "10.0.0.0/16", "10.0.0.5/16", "cidr-host-bits"),
          found("CIDR octet 300", "10.0.0.0/16", "10.300.0.0/16", "invalid-value"),
          found("subnet /29", "10.0.1.0/24", "10.0.1.0/27", "subnet-too-small"),
          found("subnet outside VPC", "10.0.1.0/24", "10.1.1.0/24", "subnet-outside-network"),
          found("subnets overlap", "10.0.1.0/24", "10.0.0.0/24", "subnets-overlap"),
          found("ALB one subnet", "zones: 2", "zones: 1", "one-zone"),
          cannot("ALB two subnets same AZ", "each zone has one subnet of a tier"),
          found("ALB name 33 chars", "name: shop\n", "name: " + "x".repeat(30) + "\n", TOO_LONG),
          changed("ALB name trailing dash", "aws_lb.lb", "name: shop-"),
          found("ALB name 'internal-x'", "name: shop\n", "name: internal-x\n", "reserved-name"),
          found("ALB name underscore", "name: shop\n", "name: shop_1\n", "invalid-value"),
          changed("TG name 33 chars", GROUP, "name: " + "x".repeat(33) + ", name_prefix: null"),
          found("TG port 0", "port: 8080", "port: 0", "invalid-value"),
          found("TG health timeout>=interval", "timeout: 5s", "timeout: 30s", "health-timeout"),
          found("TG health path no slash", "path: /,", "path: up,", "invalid-value"),
          changed("RDS id 64 chars", "aws_db_instance.db", "identifier: " + "x".repeat(64)),
          found("RDS id starts digit", "name: shop\n", "name: 1shop\n", "invalid-value"),
          found("RDS id double dash", "name: shop\n", "name: shop--a\n", "invalid-value"),
          found("RDS user 'admin' (pg)", "user: shopuser", "user: admin", "database-user"),
          found("RDS db name 'a-b'", "name: shopdb", "name: a-b", "invalid-value"),
          found("RDS storage 1 GiB", "20GB", "1GB", "database-storage"),
          found("RDS engine typo", "postgres", "postgress", "invalid-value"),
          found("RDS class typo", "db.t4g.micro", "db.t4g.mcro", "invalid-value"),
          found("RDS backup 36 days", "7d", "36d", "invalid-value"),
          found("RDS literal password", "backups", "password: hunter22\n      backups", PASSWORD),
          found("RDS password 7 chars", "backups", "password: hunter2\n      backups", PASSWORD),
          found("RDS password with @", "backups", "password: h@nter22\n      backups", PASSWORD),
          found("RDS no deletion policy", "protect: true", "protect: false", "no-protection"),
          found("RDS subnet group 1 AZ", "zones: 2", "zones: 1", "one-zone"),
          found("S3 name upper/underscore", "tiers:", bucket("Shop_State"), "invalid-value"),
          found("S3 name 64 chars", "tiers:", bucket("x".repeat(64)), "invalid-value"),
          found("S3 name is IP", "tiers:", bucket("192.168.0.1"), "invalid-value"),
          found("S3 name xn-- prefix", "tiers:", bucket("xn--shop"), "invalid-value"),
          cannot("S3 no public access block", "every bucket is made with one"),
          changed("IAM role name 65", ROLE, "name: " + X65 + ", name_prefix: null"),
          changed("IAM role name space", ROLE, "name: a b, name_prefix: null"),
          cannot("IAM policy Action*:Resource*", "policies follow from what a tier uses"),
          cannot("IAM policy Version typo", "Terraform writes the version"),
          cannot("IAM bad Effect", "policies follow from what a tier uses"),
          found("SG port 99999", "port: 8080", "port: 99999", "invalid-value"),
          cannot("SG from>to", "a rule opens one port"),
          found(
              "SG 22 from 0.0.0.0/0", "image:", "ssh: 0.0.0.0/0\n      image:", "no-remote-login"),
          found("SG 5432 from 0.0.0.0/0", "backups", "open: 5432\n      backups", OPENED),
          changed("SG non-ascii description", "aws_security_group.app", "description: café"),
          changed("SG description 300 chars", SECURITY, "description: " + "x".repeat(300)),
          found("SG duplicate rule", "to: app}", "to: app}, {http: 80, to: app}", TWICE),
          cannot("SG circular refs", "groups and their rules are resources of their own"),
          found("ASG min>max", "min: 1", "min: 2", "scale-bounds"),
          found("ASG desired out of range", "max: 1", "max: 1, desired: 5", "unknown-key"),
          found("LT user data 17 KB", "image:", env(17_000), "user-data-too-large"),
          cannot("LT IMDSv1 allowed", "every launch template wants tokens"),
          found("LT instance type typo", "t3.small", "t3.smal", "invalid-value"),
          cannot("LT ebs unencrypted", "every disk is encrypted"),
          cannot("SSM value 5 KB standard", "settings are cut into parameters that fit"),
          later("SSM SecureString in CFN"),
          found("secret literal SecretString", "{generate: 50}", "hunter22", "secret-source"),
          found("listener HTTP only", "every", "every", "unencrypted-listener"),
          found("listener HTTPS no cert", "http: 80", "https: 443", "https-without-certificate"),
          found("two listeners same port", "to: app}", "to: app}, {http: 80, to: app}", TWICE),
          found("Fn::Sub undefined ${X}", "image:", env("${x.host}"), "unknown-reference"),
          found("Fn::Sub shell ${HOME}", "image:", env("${HOME}"), "invalid-value"),
          found("unknown property", "storage:", "storge:", "unknown-key"),
          found("unknown type", "database:", "cache:", "unknown-key"),
          cannot("DependsOn cycle", "machines depend on databases, which depend on nothing"),
          cannot("logical id with dash", "labels are made from names"),
          later("EB bad namespace option"),
          later("501 resources"),
          cannot("Route53 record bad type", "a domain has an alias record only"),
          cannot("Route53 A not an IP", "a domain has an alias record only"),
          later("CloudFront viewer allow-all"));

  @TempDir private Path scratch;

  @Test
  void allOfThemAreHere() {
    assertThat(FAULTS).hasSize(72).extracting(Fault::name).doesNotHaveDuplicates();
    assertThat(FAULTS).filteredOn(f -> !f.written().isEmpty()).hasSizeGreaterThan(50);
  }

  @Test
  void theBaseIsFine() throws IOException {
    assertThat(problems(BASE)).doesNotContain("error[");
  }

  @TestFactory
  List<DynamicTest> eachThatCanBeWrittenIsNoticed() {
    return FAULTS.stream()
        .filter(fault -> !fault.written().isEmpty())
        .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> isNoticed(fault)))
        .toList();
  }

  private void isNoticed(Fault fault) throws IOException {
    String from = fault.written().get(0);
    assertThat(BASE).contains(from);
    assertThat(problems(BASE.replace(from, fault.written().get(1))))
        .contains("[" + fault.answer() + "]");
  }

  private String problems(String text) throws IOException {
    Path file = Files.writeString(scratch.resolve("shop.yaml"), text);
    StringWriter err = new StringWriter();
    Main.run(
        new PrintWriter(new StringWriter()), new PrintWriter(err), "validate", file.toString());
    return err.toString();
  }

  private static Fault found(String name, String from, String to, String code) {
    return new Fault(name, List.of(from, to), code);
  }

  /** What the language has no word for can still be written as an override. */
  private static Fault changed(String name, String address, String attributes) {
    String overrides = "overrides: {terraform: {" + address + ": {" + attributes + "}}}\ntiers:";
    return new Fault(name, List.of("tiers:", overrides), "override-invalid");
  }

  private static Fault cannot(String name, String reason) {
    return new Fault(name, List.of(), reason);
  }

  private static Fault later(String name) {
    return new Fault(name, List.of(), "of a target that is not there");
  }

  private static String bucket(String name) {
    return "terraform: {s3: {bucket: " + name + "}}\ntiers:";
  }

  private static String env(int characters) {
    return env("x".repeat(characters));
  }

  private static String env(String value) {
    return "env: {A: \"" + value + "\"}\n      image:";
  }
}
