package blueprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seventy-two faults that were planted into templates to see which validator notices. For each
 * engine, and for both, each is refused or warned of here, or what is generated never has it.
 */
final class SeededFaultsTest {

  private static final String BASE =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
      engine: terraform
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

  private static final List<String> ENGINES = List.of("terraform", "cloudformation", "both");

  /** What of a blueprint the proofs ask for, beside the base. */
  private static final String RICH =
      BASE.replace(
              "secrets: {key:",
              "domain: {name: shop.example.org, zone: Z0123456789ABC}\nsecrets: {api-key:")
          .replace("health: {path: /,", "access_logs: 30d\n      health: {path: /,")
          .replace("{http: 80, to: app}", "{https: 443, to: app}")
          .replace(
              "image: base\n",
              "image: base\n      settings: {file: /app/s.json, json: {a: "
                  + "x".repeat(20_000)
                  + "}}\n");

  /** A fault. */
  private interface Fault {

    String name();
  }

  /**
   * A fault that can be written.
   *
   * @param base what stands in the base
   * @param written what stands in its place, by engine
   * @param code that of the problem
   */
  private record Planted(String name, String base, Function<String, String> written, String code)
      implements Fault {}

  /**
   * A fault that cannot be written.
   *
   * @param reason why
   * @param proof asks what is generated
   */
  private record Never(String name, String reason, Consumer<SeededOutput> proof) implements Fault {}

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
          never(
              "ALB two subnets same AZ",
              "each zone has one subnet of a tier",
              SeededOutput::everySubnetOfATierIsInAZoneOfItsOwn),
          found("ALB name 33 chars", "name: shop\n", "name: " + "x".repeat(30) + "\n", TOO_LONG),
          changed(
              "ALB name trailing dash",
              "aws_lb.lb: {name: shop-}",
              "LbLoadBalancer: {Name: shop-}"),
          found("ALB name 'internal-x'", "name: shop\n", "name: internal-x\n", "reserved-name"),
          found("ALB name underscore", "name: shop\n", "name: shop_1\n", "invalid-value"),
          changed(
              "TG name 33 chars",
              "aws_lb_target_group.app_web: {name: " + "x".repeat(33) + ", name_prefix: null}",
              "AppWebTargetGroup: {Name: " + "x".repeat(33) + "}"),
          found("TG port 0", "port: 8080", "port: 0", "invalid-value"),
          found("TG health timeout>=interval", "timeout: 5s", "timeout: 30s", "health-timeout"),
          found("TG health path no slash", "path: /,", "path: up,", "invalid-value"),
          changed(
              "RDS id 64 chars",
              "aws_db_instance.db: {identifier: " + "x".repeat(64) + "}",
              "DbInstance: {DBInstanceIdentifier: " + "x".repeat(64) + "}"),
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
          never(
              "S3 no public access block",
              "every bucket is made with one",
              SeededOutput::everyBucketIsClosedToThePublic),
          changed(
              "IAM role name 65",
              "aws_iam_role.app: {name: " + "x".repeat(65) + ", name_prefix: null}",
              "AppRole: {RoleName: " + "x".repeat(65) + "}"),
          changed(
              "IAM role name space",
              "aws_iam_role.app: {name: a b, name_prefix: null}",
              "AppRole: {RoleName: a b}"),
          never(
              "IAM policy Action*:Resource*",
              "policies follow from what a tier uses",
              SeededOutput::noPolicyAllowsEverything),
          never(
              "IAM policy Version typo",
              "no blueprint has a policy",
              SeededOutput::everyPolicyIsOfTheVersionThatThereIs),
          never(
              "IAM bad Effect",
              "policies follow from what a tier uses",
              SeededOutput::everyStatementAllowsOrDenies),
          found("SG port 99999", "port: 8080", "port: 99999", "invalid-value"),
          never("SG from>to", "a rule opens one port", SeededOutput::everyRuleOpensOnePort),
          found(
              "SG 22 from 0.0.0.0/0", "image:", "ssh: 0.0.0.0/0\n      image:", "no-remote-login"),
          found("SG 5432 from 0.0.0.0/0", "backups", "open: 5432\n      backups", OPENED),
          changed(
              "SG non-ascii description",
              "aws_security_group.app: {description: café}",
              "AppSecurityGroup: {GroupDescription: café}"),
          changed(
              "SG description 300 chars",
              "aws_security_group.app: {description: " + "x".repeat(300) + "}",
              "AppSecurityGroup: {GroupDescription: " + "x".repeat(300) + "}"),
          found("SG duplicate rule", "to: app}", "to: app}, {http: 80, to: app}", TWICE),
          never(
              "SG circular refs",
              "groups and their rules are resources of their own",
              SeededOutput::noGroupRefersToAnother),
          found("ASG min>max", "min: 1", "min: 2", "scale-bounds"),
          found("ASG desired out of range", "max: 1", "max: 1, desired: 5", "unknown-key"),
          found("LT user data 17 KB", "image:", env(17_000), "user-data-too-large"),
          never(
              "LT IMDSv1 allowed",
              "every launch template wants tokens",
              SeededOutput::everyMachineWantsTokens),
          found("LT instance type typo", "t3.small", "t3.smal", "invalid-value"),
          never(
              "LT ebs unencrypted", "every disk is encrypted", SeededOutput::everyDiskIsEncrypted),
          never(
              "SSM value 5 KB standard",
              "settings are cut into parameters that fit",
              SeededOutput::everyParameterHoldsWhatOneCanHold),
          never(
              "SSM SecureString in CFN",
              "no secret is in a parameter",
              SeededOutput::noParameterIsSecret),
          found("secret literal SecretString", "{generate: 50}", "hunter22", "secret-source"),
          found("listener HTTP only", "every", "every", "unencrypted-listener"),
          found("listener HTTPS no cert", "http: 80", "https: 443", "https-without-certificate"),
          found("two listeners same port", "to: app}", "to: app}, {http: 80, to: app}", TWICE),
          found("Fn::Sub undefined ${X}", "image:", env("${x.host}"), "unknown-reference"),
          found("Fn::Sub shell ${HOME}", "image:", env("${HOME}"), "invalid-value"),
          found("unknown property", "storage:", "storge:", "unknown-key"),
          found("unknown type", "database:", "cache:", "unknown-key"),
          never(
              "DependsOn cycle",
              "machines depend on databases, which depend on nothing",
              SeededOutput::nothingWaitsForItself),
          never(
              "logical id with dash",
              "labels are made from names",
              SeededOutput::everyIdIsOfLettersAndDigits),
          found("EB bad namespace option", "tiers:", "beanstalk: {}\ntiers:", "unknown-key"),
          never(
              "Route53 record bad type",
              "a domain has an alias record only",
              SeededOutput::everyRecordIsAnAlias),
          never(
              "Route53 A not an IP",
              "a domain has an alias record only",
              SeededOutput::everyRecordIsAnAlias),
          found("CloudFront viewer allow-all", "tiers:", "cloudfront: {}\ntiers:", "unknown-key"));

  @TempDir private Path scratch;

  @Test
  void allOfThemAreHere() {
    List<String> names = new ArrayList<>(FAULTS.stream().map(Fault::name).toList());
    names.add("501 resources");
    assertThat(names).hasSize(72).doesNotHaveDuplicates();
    assertThat(FAULTS).filteredOn(Planted.class::isInstance).hasSizeGreaterThan(55);
  }

  @Test
  void theBaseIsFine() throws IOException {
    for (String engine : ENGINES) {
      assertThat(problems(engine, BASE)).doesNotContain("error[");
    }
  }

  @TestFactory
  List<DynamicTest> eachThatCanBeWrittenIsNoticed() {
    return ENGINES.stream()
        .flatMap(
            engine ->
                FAULTS.stream()
                    .filter(Planted.class::isInstance)
                    .map(Planted.class::cast)
                    .map(
                        fault ->
                            DynamicTest.dynamicTest(
                                engine + ": " + fault.name(), () -> isNoticed(engine, fault))))
        .toList();
  }

  private void isNoticed(String engine, Planted fault) throws IOException {
    assertThat(BASE).contains(fault.base());
    String text = BASE.replace(fault.base(), fault.written().apply(engine));
    assertThat(problems(engine, text).split("\\[" + fault.code() + "\\]", -1))
        .hasSizeGreaterThanOrEqualTo(isChange(fault) && engine.equals("both") ? 3 : 2);
  }

  private static boolean isChange(Planted fault) {
    return fault.code().equals("override-invalid");
  }

  @TestFactory
  List<DynamicTest> eachThatCannotIsNeverInWhatIsGenerated() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String engine : ENGINES) {
      SeededOutput output = generated(engine);
      assertThat(output.terraform().isEmpty()).isEqualTo(engine.equals("cloudformation"));
      assertThat(output.template().isEmpty()).isEqualTo(engine.equals("terraform"));
      for (Fault fault : FAULTS) {
        if (fault instanceof Never never) {
          String name = engine + ": " + never.name() + ": " + never.reason();
          tests.add(DynamicTest.dynamicTest(name, () -> never.proof().accept(output)));
        }
      }
    }
    return tests;
  }

  /** Terraform takes any number. */
  @Test
  void moreThanATemplateHoldsIsRefusedWhereThereIsOne() throws IOException {
    String app = BASE.substring(BASE.indexOf("  app:\n"), BASE.indexOf("  db:\n"));
    StringBuilder tiers = new StringBuilder();
    for (int i = 100; i < 140; i++) {
      tiers.append(
          app.replace("  app:", "  other" + i + ":")
              .replace("{web:", "{web" + i + ":")
              .replace("10.0.1.0/24", "10.0.%d.0/24".formatted(i)));
    }
    String text = BASE + tiers;
    assertThat(problems("terraform", text)).doesNotContain("error[");
    for (String engine : List.of("cloudformation", "both")) {
      assertThat(problems(engine, text))
          .contains("error[template-too-large]", " resources, and 500 is the limit");
    }
  }

  private SeededOutput generated(String engine) throws IOException {
    Path file = Files.writeString(scratch.resolve("rich.yaml"), of(engine, RICH));
    Path out = scratch.resolve(engine);
    Ran ran = Ran.of("generate", file.toString(), "--output", out.toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    return SeededOutput.of(out.resolve("shop"));
  }

  private static String of(String engine, String text) {
    return text.replace("engine: terraform\n", "engine: " + engine + "\n");
  }

  private String problems(String engine, String text) throws IOException {
    Path file = Files.writeString(scratch.resolve("shop.yaml"), of(engine, text));
    StringWriter err = new StringWriter();
    Main.run(
        new PrintWriter(new StringWriter()), new PrintWriter(err), "validate", file.toString());
    return err.toString();
  }

  private static Fault found(String name, String from, String to, String code) {
    return new Planted(name, from, engine -> to, code);
  }

  /** What the language has no word for can still be written as an override. */
  private static Fault changed(String name, String terraform, String cloudFormation) {
    return new Planted(
        name,
        "tiers:",
        engine ->
            "overrides:\n"
                + (engine.equals("cloudformation") ? "" : "  terraform: {" + terraform + "}\n")
                + (engine.equals("terraform") ? "" : "  cloudformation: {" + cloudFormation + "}\n")
                + "tiers:",
        "override-invalid");
  }

  private static Fault never(String name, String reason, Consumer<SeededOutput> proof) {
    return new Never(name, reason, proof);
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
