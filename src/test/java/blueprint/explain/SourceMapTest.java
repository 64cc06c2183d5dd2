package blueprint.explain;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.compile.Compilation.Output;
import blueprint.output.Origin;
import blueprint.output.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each part of an output has a place in its blueprint, and each place tells what it makes. */
final class SourceMapTest {

  /** Keys that may be left out with all that is in them: a default holds. */
  private static final Set<String> OPTIONAL = Set.of("network", "engine", "tags");

  /** Values that are in nearly everything: names, and what is on every resource. */
  private static final Set<String> EVERYWHERE = Set.of("README.md", "architecture.svg");

  /** A value of {@link Compiled#EVERYTHING}, and another one in its place. */
  private record Change(String path, String from, String to) {}

  private static final List<Change> CHANGES =
      List.of(
          change("tags.Team", "{Team: platform}", "{Team: other}"),
          change("terraform.s3.bucket", "shop-terraform-state", "another-bucket"),
          change("domain.name", "shop.example.org", "store.example.org"),
          change("domain.zone", "Z0123456789ABC", "Z9876543210ABC"),
          change("network.zones", "zones: 2", "zones: 3"),
          change("network.nat", "nat: single", "nat: per_zone"),
          change("network.ipv6_blocks", "{web: 5}", "{web: 6}"),
          change("network.flow_logs", "flow_logs: 30d", "flow_logs: 60d"),
          change("secrets.session.generate", "generate: 50", "generate: 60"),
          change("secrets.mail.from", "shop/mail", "shop/post"),
          change("images.base.from", "from: ubuntu-24.04", "from: ubuntu-22.04"),
          change("images.base.builder", "builder: t3.small", "builder: t3.large"),
          change("images.base.disk", "disk: 16GB", "disk: 17GB"),
          change("images.base.recipe[0].user.home", "home: /srv/shop}", "home: /srv/home}"),
          change("images.base.recipe[1].directories", "mode: 0750", "mode: 0700"),
          change("images.base.recipe[2].content", "exec sleep 1d", "exec sleep 2d"),
          change("tiers.front.subnet", "10.20.0.0/24", "10.20.9.0/24"),
          change("tiers.front.listen[0].https", "https: 443", "https: 8443"),
          change("tiers.front.health.path", "path: /health", "path: /ping"),
          change("tiers.front.health.every", "every: 15s", "every: 16s"),
          change("tiers.front.drain", "drain: 30s", "drain: 31s"),
          change("tiers.front.allow", "2001:db8::/32", "2001:db8:1::/48"),
          change("tiers.front.allow", "203.0.113.0/24", "198.51.100.0/24"),
          change("tiers.front.firewall.mode", "mode: block", "mode: count"),
          change("tiers.front.firewall.rate", "rate: 2000", "rate: 3000"),
          change("tiers.front.firewall.count", "[SizeRestrictions_BODY]", "[PROPFIND_METHOD]"),
          change("tiers.front.firewall.logs", "logs: 7d", "logs: 14d"),
          change("tiers.front.access_logs", "access_logs: 90d", "access_logs: 91d"),
          change(
              "tiers.front.load_balancer.protect",
              "access_logs: 90d\n      protect: true",
              "access_logs: 90d\n      protect: false"),
          change("tiers.web.subnet", "10.20.1.0/24", "10.20.8.0/24"),
          change("tiers.web.type", "type: t3.medium", "type: t3.large"),
          change("tiers.web.scale.min", "min: 2", "min: 3"),
          change("tiers.web.scale.max", "max: 6", "max: 7"),
          change("tiers.web.scale.cpu", "cpu: 50", "cpu: 55"),
          change("tiers.web.disk", "disk: 30GB", "disk: 31GB"),
          change("tiers.web.grace", "grace: 120s", "grace: 121s"),
          change("tiers.web.outbound", "outbound: [587]", "outbound: [465]"),
          change("tiers.web.logs", "      logs: 30d", "      logs: 60d"),
          change("tiers.web.settings.file", "/srv/shop/settings.json", "/srv/shop/s.json"),
          change("tiers.web.settings.json.key", "key: \"", "other: \""),
          change("tiers.web.env.MODE", "MODE: fast", "MODE: slow"),
          change("tiers.web.services.app.run", "0.0.0.0:8000\"", "0.0.0.0:8000 -v\""),
          change("tiers.web.services.clock.run", "--clock", "--other"),
          change("tiers.db.subnet", "10.20.2.0/24", "10.20.7.0/24"),
          change("tiers.db.version", "version: \"17\"", "version: \"16\""),
          change("tiers.db.class", "db.t4g.micro", "db.t4g.small"),
          change("tiers.db.storage", "storage: 20GB", "storage: 21GB"),
          change("tiers.db.storage_max", "storage_max: 100GB", "storage_max: 101GB"),
          change("tiers.db.name", "      name: shop\n", "      name: store\n"),
          change("tiers.db.user", "      user: shop\n", "      user: owner\n"),
          change("tiers.db.backups", "backups: 8d", "backups: 9d"),
          change("tiers.db.standby", "standby: false", "standby: true"),
          change(
              "tiers.db.protect",
              "used_by: [web]\n      protect: true",
              "used_by: [web]\n      protect: false"),
          change(
              "overrides.terraform.aws_lb.front.idle_timeout",
              "idle_timeout: 90",
              "idle_timeout: 91"));

  private static Change change(String path, String from, String to) {
    return new Change(path, from, to);
  }

  @Test
  void everyFileComesFromSomewhere() throws IOException {
    for (Output output : Compiled.all()) {
      Set<String> explained = new TreeSet<>();
      Compiled.trail(output).origins().forEach(origin -> explained.add(origin.file()));
      assertThat(explained).isEqualTo(output.tree().files().keySet());
    }
  }

  @Test
  void everyOriginIsAPlaceOfItsBlueprint() throws IOException {
    for (Output output : Compiled.all()) {
      Places places = new Places(Compiled.trail(output).source());
      for (Origin origin : Compiled.trail(output).origins()) {
        assertThat(origin.places()).as(origin.toString()).isNotEmpty();
        for (String path : origin.places()) {
          String first = path.replaceAll("[.\\[].*", "");
          boolean there = places.find(first).written() || OPTIONAL.contains(first);
          assertThat(there).as(path + " of " + origin).isTrue();
        }
        for (String path : origin.paths()) {
          String tier = path.replaceFirst("^((?:tiers|images|secrets)\\.[^.\\[]+).*", "$1");
          boolean named = !tier.equals(path) || path.startsWith("tiers.");
          assertThat(!named || places.find(tier).written()).as(path + " of " + origin).isTrue();
        }
      }
    }
  }

  @Test
  void theLinesOfABlockHoldIt() throws IOException {
    int blocks = 0;
    for (Output output : Compiled.all()) {
      for (Origin origin : Compiled.trail(output).origins()) {
        OutputFile file = output.tree().files().get(origin.file());
        if (file == null || origin.isWhole()) {
          continue;
        }
        List<String> lines = file.text().lines().toList();
        String first = lines.get(origin.firstLine() - 1);
        if (origin.file().startsWith("swarm/")) {
          assertThat(first).isEqualTo("  # " + origin.paths().get(0));
          continue;
        }
        boolean template = origin.file().startsWith("cloudformation/");
        assertThat(first).matches(template ? "  # .*" : "# .*|terraform \\{|[a-z]+ .*\\{}?");
        String last = lines.get(origin.lastLine() - 1);
        assertThat(last).matches(template ? "    .*" : "}|.*\\{}");
        String block = String.join("\n", lines.subList(origin.firstLine() - 1, origin.lastLine()));
        for (String address : origin.addresses()) {
          String[] parts = address.split("\\.", -1);
          assertThat(block).as(address).contains(parts[parts.length - 1]);
        }
        assertThat(lines.size() == origin.lastLine() || lines.get(origin.lastLine()).isEmpty())
            .as(origin.toString())
            .isTrue();
        blocks++;
      }
    }
    assertThat(blocks).isGreaterThan(300);
  }

  @Test
  void whateverChangesWithAValueIsExplainedByItsPath() throws IOException {
    String text = Files.readString(Compiled.EVERYTHING);
    List<String> texts = new ArrayList<>(List.of(text));
    for (Change change : CHANGES) {
      assertThat(text.split(java.util.regex.Pattern.quote(change.from()), -1))
          .as(change.from() + " stands once")
          .hasSize(2);
      texts.add(text.replace(change.from(), change.to()));
    }
    List<Output> outputs = Compiled.texts(texts);
    Output base = outputs.get(0);
    SourceMap map = Compiled.map(base);
    Map<String, Set<String>> unexplained = new LinkedHashMap<>();
    for (int i = 0; i < CHANGES.size(); i++) {
      String path = CHANGES.get(i).path();
      Set<String> changed = changed(base, outputs.get(i + 1));
      assertThat(changed).as(path + " has an effect").isNotEmpty();
      SourceMap.Effect effect = map.effect(path).orElseThrow();
      assertThat(effect.place().written()).as(path).isTrue();
      effect.asks().forEach(origin -> changed.remove(name(origin)));
      effect.reads().forEach(origin -> changed.remove(name(origin)));
      if (!changed.isEmpty()) {
        unexplained.put(path, changed);
      }
    }
    assertThat(unexplained).isEmpty();
  }

  @Test
  void aKindOfTierMayBeWrittenOrLeftOut() throws IOException {
    SourceMap map = everything();
    SourceMap.Effect short_ = map.effect("tiers.web.scale").orElseThrow();
    assertThat(map.effect("tiers.web.instances.scale")).contains(short_);
    assertThat(short_.asks())
        .extracting(o -> o.addresses().get(0))
        .contains("aws_autoscaling_group.web");
  }

  @Test
  void aPlaceThatMakesNothingItselfIsPartOfOneThatDoes() throws IOException {
    SourceMap.Effect effect = everything().effect("tiers.front.health.path").orElseThrow();
    assertThat(effect.nearest().path()).isEqualTo("tiers.front.health");
    assertThat(effect.asks())
        .singleElement()
        .extracting(origin -> origin.addresses().get(0))
        .isEqualTo("aws_lb_target_group.web_app");
  }

  @Test
  void anUnknownPlaceIsNoneAndTheNearestIsOffered() throws IOException {
    SourceMap map = everything();
    assertThat(map.effect("tiers.web.scal")).isEmpty();
    assertThat(map.effect("")).isEmpty();
    assertThat(map.effect("tiers.web.recipe[99999999999999999999]")).isEmpty();
    assertThat(map.nearest("tiers.web.scal")).contains("tiers.web.scale");
    assertThat(map.nearest("aws_lb.frnt")).contains("aws_lb.front");
    assertThat(map.nearest("tiers.web.scale.min.more")).contains("tiers.web.scale.min");
    assertThat(map.nearest("qqqqqqqqqqqqqqq")).isEmpty();
  }

  @Test
  void aLineIsFoundUnderEveryNameOfItsFile() throws IOException {
    SourceMap map = everything();
    List<Origin> block = map.line("terraform/web.tf", 3);
    assertThat(block).hasSize(1);
    for (String name : List.of("web.tf", "./web.tf", "/ci/work/out/shop/terraform/web.tf")) {
      assertThat(map.line(name, 3)).as(name).isEqualTo(block);
    }
    assertThat(map.line("web.tf", 100_000)).isEmpty();
    assertThat(map.line("b.tf", 3)).isEmpty();
    assertThat(map.line("", 3)).isEmpty();
    assertThat(map.line("/etc/systemd/system/shop-app.service", 0)).hasSize(1);
  }

  private static SourceMap everything() throws IOException {
    Output output = Compiled.texts(List.of(Files.readString(Compiled.EVERYTHING))).get(0);
    return Compiled.map(output);
  }

  /** The blocks and files whose text differs, by their names in the first. */
  private static Set<String> changed(Output before, Output after) {
    Map<String, String> left = parts(before);
    Map<String, String> right = parts(after);
    Set<String> changed = new TreeSet<>();
    left.forEach(
        (name, text) -> {
          if (!text.equals(right.get(name))) {
            changed.add(name);
          }
        });
    changed.removeAll(EVERYWHERE);
    return changed;
  }

  private static Map<String, String> parts(Output output) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (Origin origin : Compiled.trail(output).origins()) {
      OutputFile file = output.tree().files().get(origin.file());
      if (file == null) {
        continue;
      }
      List<String> lines = file.text().lines().toList();
      int last = Math.min(lines.size(), origin.lastLine());
      parts.put(name(origin), String.join("\n", lines.subList(origin.firstLine() - 1, last)));
    }
    return parts;
  }

  private static String name(Origin origin) {
    return origin.isWhole() ? origin.file() : origin.file() + " " + origin.addresses();
  }
}
