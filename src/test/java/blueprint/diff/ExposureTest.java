package blueprint.diff;

import static blueprint.diff.Blueprints.SHOP;
import static blueprint.diff.Blueprints.diff;
import static blueprint.diff.Blueprints.shop;
import static org.assertj.core.api.Assertions.assertThat;

import blueprint.inventory.Inventory.Engine;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each pair widens, read forwards, and narrows, read backwards. */
final class ExposureTest {

  private static final String LISTEN = "listen: [{http: 80, to: app.web}]";

  static Stream<Arguments> pairs() {
    return Stream.of(
        pair(
            "a port more",
            LISTEN,
            "listen: [{http: 80, to: app.web}, {http: 8080, to: app.web}]",
            "the internet (`0.0.0.0/0`) reaches `lb` on tcp 8080"),
        pair(
            "everyone instead of one network",
            LISTEN + "\n      allow: [10.0.0.0/8]",
            LISTEN,
            "the internet (`0.0.0.0/0`) reaches `lb` on tcp 80"),
        pair(
            "a larger network",
            LISTEN + "\n      allow: [10.0.0.0/16]",
            LISTEN + "\n      allow: [10.0.0.0/8]",
            "`10.0.0.0/8` reaches `lb` on tcp 80"),
        pair(
            "an IPv6 range",
            "network: {",
            "network: {ipv6: true, ipv6_blocks: {jobs: 1}, ",
            "the internet (`::/0`) reaches `lb` on tcp 80"),
        Arguments.of(
            "a larger IPv6 range",
            letting("2001:db8:1::/48"),
            letting("2001:db8::/32"),
            "the internet (`2001:db8::/32`) reaches `lb` on tcp 80",
            Set.of(Engine.TERRAFORM, Engine.CLOUDFORMATION)),
        pair(
            "a public load balancer",
            LISTEN + "\n      internal: true",
            LISTEN,
            "`lb` has a public load balancer"),
        pair(
            "a database for another tier",
            "used_by: [app]",
            "used_by: [app, jobs]",
            "`jobs` reaches `db` on tcp 5432"),
        pair(
            "a way out",
            "GREETING: hello\n",
            "GREETING: hello\n      outbound: [587]\n",
            "`app` may call the internet (`0.0.0.0/0`) on tcp 587"),
        each(
            pair(
                "a secret for another tier",
                "GREETING: jobs",
                "GREETING: \"${secret.session-key}\"",
                "`jobs` is allowed `secretsmanager:GetSecretValue`")),
        terraform(
            "an unencrypted database",
            "aws_db_instance.db: {storage_encrypted: false}",
            "`db` has an unencrypted database"),
        terraform(
            "a public database",
            "aws_db_instance.db: {publicly_accessible: true}",
            "`db` has a public address for its database"),
        terraform(
            "public addresses in a subnet",
            "aws_subnet.app: {map_public_ip_on_launch: true}",
            "`app` gives public addresses to what starts in its subnet"),
        terraform(
            "old metadata",
            "aws_launch_template.app: {metadata_options: {http_tokens: optional}}",
            "`app` gives a machine's credentials to whoever can make it send a request"),
        terraform(
            "unencrypted disks",
            "aws_launch_template.app: {block_device_mappings: {ebs: {encrypted: false}}}",
            "`app` has machines with unencrypted disks"),
        cloudformation(
            "a public database",
            "DbInstance: {PubliclyAccessible: true}",
            "`db` has a public address for its database"),
        cloudformation(
            "public addresses in a subnet",
            "AppSubnetA: {MapPublicIpOnLaunch: true}",
            "`app` gives public addresses to what starts in its subnet"),
        cloudformation(
            "any port",
            "AppFromLb8080: {FromPort: 1, ToPort: 65535}",
            "`lb` reaches `app` on tcp 1-65535"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void whatIsOpenedIsSaidAndWhatIsClosedToo(
      String name, String narrow, String wide, String words, Set<Engine> engines) {
    Report.Environment widened = diff(narrow, wide);
    assertThat(widened.of(Finding.Kind.WIDENED))
        .as("%s", widened.findings())
        .anySatisfy(
            f -> {
              assertThat(f.words()).contains(words);
              assertThat(f.engines()).isEqualTo(engines);
              assertThat(f.cause().span()).isPresent();
            });
    Report.Environment narrowed = diff(wide, narrow);
    assertThat(narrowed.of(Finding.Kind.NARROWED))
        .anySatisfy(f -> assertThat(f.words()).startsWith("no longer: ").contains(words));
  }

  @Test
  void whatAWiderRuleCoversAlreadyIsNotNew() {
    String wide = shop(LISTEN, LISTEN + "\n      allow: [10.0.0.0/8]");
    String narrow = shop(LISTEN, LISTEN + "\n      allow: [10.1.0.0/16]");
    assertThat(diff(wide, narrow).of(Finding.Kind.WIDENED)).isEmpty();
    assertThat(diff(SHOP, wide).of(Finding.Kind.WIDENED)).isEmpty();
  }

  @Test
  void aRangeOfTheOtherFamilyIsCoveredByNone() {
    assertThat(covers("0.0.0.0/0", "::/0")).isFalse();
    assertThat(covers("::/0", "10.0.0.0/8")).isFalse();
    assertThat(covers("::/0", "2001:db8::/32")).isTrue();
    assertThat(covers("2001:db8::/32", "2001:DB8:1::/48")).isTrue();
    assertThat(covers("2001:db8::/32", "2001:db9::/48")).isFalse();
  }

  @Test
  void onlyWhatTheInternetRoutesIsPublic() {
    assertThat(List.of("::/0", "2001:db8::/32", "fc00::/6", "0.0.0.0/0", "11.0.0.0/8"))
        .allMatch(range -> AddressRange.of(range).orElseThrow().isPublic());
    assertThat(List.of("fd12::/16", "fe80::/64", "::1/128", "10.1.0.0/16", "127.0.0.1/32"))
        .noneMatch(range -> AddressRange.of(range).orElseThrow().isPublic());
    assertThat(List.of("", "app", "sg-1", "999.1.1.1/8", "example.org/8", ":::/0", "1.2.3/8"))
        .allMatch(range -> AddressRange.of(range).isEmpty());
  }

  private static boolean covers(String range, String other) {
    return AddressRange.of(range).orElseThrow().contains(AddressRange.of(other).orElseThrow());
  }

  @Test
  void whatIsHarmlessOpensNothing() {
    for (List<String> edit :
        List.of(
            List.of("GREETING: hello", "GREETING: welcome"),
            List.of("class: db.t4g.micro", "class: db.t4g.small"),
            List.of("max: 2", "max: 3"),
            List.of("zones: 2", "zones: 3"),
            List.of("path: /ping", "path: /health"))) {
      Report.Environment all = diff(SHOP, shop(edit.get(0), edit.get(1)));
      assertThat(all.of(Finding.Kind.WIDENED)).as("%s", edit).isEmpty();
      assertThat(all.of(Finding.Kind.NARROWED)).as("%s", edit).isEmpty();
      assertThat(all.of(Finding.Kind.DATA)).as("%s", edit).isEmpty();
    }
  }

  private static Arguments pair(String name, String narrow, String wide, String words) {
    String jobs =
        SHOP.replace(
            "  db:\n",
            """
              jobs:
                instances:
                  subnet: 10.0.250.0/24
                  image: base
                  env: {GREETING: jobs}
                  services: {worker: {run: /app/web, user: web}}
              db:
            """);
    String base = narrow.startsWith("listen") || wide.startsWith("listen") ? LISTEN : narrow;
    return Arguments.of(
        name,
        jobs.replace(base, narrow),
        jobs.replace(base, wide),
        words,
        Set.of(Engine.TERRAFORM, Engine.CLOUDFORMATION));
  }

  private static String letting(String range) {
    return shop(LISTEN, LISTEN + "\n      allow: [\"" + range + "\"]")
        .replace("network: {", "network: {ipv6: true, ");
  }

  /** The same where each engine has a name of its own for what is opened. */
  private static Arguments each(Arguments pair) {
    Object[] values = pair.get();
    return Arguments.of(values[0], values[1], values[2], values[3], Set.of(Engine.TERRAFORM));
  }

  private static Arguments terraform(String name, String override, String words) {
    String changed = SHOP + "overrides:\n  terraform:\n    " + override + "\n";
    return Arguments.of(name + ", by hand", SHOP, changed, words, Set.of(Engine.TERRAFORM));
  }

  private static Arguments cloudformation(String name, String override, String words) {
    String changed = SHOP + "overrides:\n  cloudformation:\n    " + override + "\n";
    return Arguments.of(name + ", by hand", SHOP, changed, words, Set.of(Engine.CLOUDFORMATION));
  }
}
