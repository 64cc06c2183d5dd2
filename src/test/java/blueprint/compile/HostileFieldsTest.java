package blueprint.compile;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.TextRenderer;
import blueprint.language.Places;
import blueprint.plan.Plan;
import blueprint.source.Position;
import blueprint.source.Span;
import blueprint.target.cloudformation.ReadTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every payload at every place of the language, which is taken from its definition: refused where
 * it stands, or known to be read back by a test with tools of others.
 */
final class HostileFieldsTest {

  /** So many texts a place takes in any case. */
  private static final int FEW = 20;

  private static final String TEXT = text();
  private static final Places PLACES = Places.of(TEXT);
  private static final String TEMPLATE = FrontEnd.TEMPLATE;
  private static final String UNITS = "packer/files/base/etc/systemd/system/";

  /** Which generated files hold what is written at a place that takes text of others' languages. */
  private static final Map<String, Set<String>> REACH = reach();

  private static Map<String, Set<String>> reach() {
    Map<String, Set<String>> reach = new TreeMap<>();
    // Free text: HostilePayloadsNativeTest has Terraform, bash, dash, systemd and Python read it.
    reach.put(".images.base.recipe[].content", Set.of("packer/files/base/app/web"));
    reach.put(".images.base.recipe[].run", Set.of("packer/scripts/base.sh"));
    reach.put(".tiers.app.instances.services.web.run", Set.of(UNITS + "shop-web.service"));
    // Of the template, a parser of others reads here what was meant: WithoutCdk compares them.
    reach.put(".tiers.app.instances.env.HOST", Set.of(TEMPLATE, "terraform/app.tf"));
    reach.put(".tiers.app.instances.settings.json.", Set.of(TEMPLATE, "terraform/app.tf"));
    reach.put(".tiers.app.instances.settings.json.HOST", Set.of(TEMPLATE, "terraform/app.tf"));
    reach.put(".overrides.terraform.aws_lb.lb.", Set.of("terraform/lb.tf"));
    reach.put(".overrides.terraform.aws_lb.lb.idle_timeout", Set.of("terraform/lb.tf"));
    // Of the stack file, StackFileTest and DockerStackNativeTest have YAML and Docker read it.
    String front = ".tiers.swarm.swarm.services.front.";
    Set<String> stack = Set.of("swarm/docker-stack.yml");
    for (String key :
        List.of(
            "configs.motd.path",
            "env.",
            "env.GREETING",
            "health.run",
            "image",
            "run",
            "secrets.key.path",
            "writes[]")) {
      reach.put(front + key, stack);
    }
    // Of the script, BuildArgumentsNativeTest has bash read it.
    String back = ".tiers.swarm.swarm.services.back.";
    for (String key : List.of("args.", "args.VERSION", "context", "file", "target")) {
      reach.put(back + "build." + key, Set.of("swarm/build.sh"));
    }
    reach.put(back + "health.run", stack);
    reach.put(
        front + "configs.motd.content", Set.of("swarm/configs/motd", "swarm/docker-stack.yml"));
    reach.put(front + "configs.", Set.of("swarm/configs/for_each", "swarm/docker-stack.yml"));
    reach.put(front + "secrets.", Set.of("swarm/docker-stack.yml", TEMPLATE, "terraform/swarm.tf"));
    reach.put(
        ".tiers.swarm.swarm.registries.docker.io.user", Set.of(TEMPLATE, "terraform/swarm.tf"));
    // Letters, digits and signs that mean nothing in these files.
    Set<String> tagged =
        Set.of(
            TEMPLATE,
            "packer/base.json",
            "packer/found.json",
            "packer/given.json",
            "terraform/app.tf",
            "terraform/swarm.tf",
            "terraform/versions.tf");
    reach.put(".tags.", tagged);
    reach.put(".tags.Team", tagged);
    reach.put(".tiers.app.instances.env.", Set.of(TEMPLATE, "terraform/app.tf"));
    reach.put(".images.found.from.name", Set.of("packer/found.json"));
    reach.put(
        ".tiers.lb.load_balancer.health.path",
        Set.of("README.md", "architecture.svg", TEMPLATE, "terraform/lb.tf"));
    // Paths and identifiers.
    reach.put(".images.base.recipe[].creates", Set.of("packer/scripts/base.sh"));
    reach.put(".images.base.recipe[].directories[].path", Set.of("packer/scripts/base.sh"));
    reach.put(".images.base.recipe[].user.home", Set.of("packer/scripts/base.sh"));
    reach.put(".images.base.recipe[].user.shell", Set.of("packer/scripts/base.sh"));
    reach.put(".terraform.s3.key", Set.of("terraform/versions.tf"));
    reach.put(".tiers.app.instances.services.web.directory", Set.of(UNITS + "shop-web.service"));
    reach.put(".tiers.app.instances.services.web.writes[]", Set.of(UNITS + "shop-web.service"));
    reach.put(
        ".tiers.app.instances.settings.file",
        Set.of(UNITS + "shop-settings.service", TEMPLATE, "terraform/app.tf"));
    reach.put(".tiers.app.instances.settings.group", Set.of(TEMPLATE, "terraform/app.tf"));
    Set<String> database =
        Set.of(TEMPLATE, "terraform/db.tf", "swarm/load.yml", "swarm/load/db.sh");
    reach.put(".tiers.db.database.name", database);
    reach.put(".tiers.db.database.user", database);
    Set<String> cluster = Set.of(TEMPLATE, "terraform/ledger.tf");
    reach.put(".tiers.ledger.database.name", cluster);
    reach.put(".tiers.ledger.database.user", cluster);
    // Options of a program are values of Terraform and of the template; its bundle is not made
    // here.
    String site = ".tiers.site.beanstalk.";
    reach.put(site + "env.", Set.of(TEMPLATE, "terraform/site.tf"));
    reach.put(site + "env.GREETING", Set.of(TEMPLATE, "terraform/site.tf"));
    reach.put(
        site + "health.path",
        Set.of("README.md", "architecture.svg", TEMPLATE, "terraform/site.tf"));
    reach.put(site + "static.", Set.of("README.md"));
    reach.put(site + "static./static", Set.of("README.md"));
    return reach;
  }

  private static String text() {
    try {
      return Places.complete()
          .replaceFirst("(?s)  existing:.*?(?=domain:)", "")
          .replaceFirst("(?s)\nenvironments:.*", "\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void thereAreEnoughOfThem() {
    assertThat(HostilePayloads.all()).hasSizeGreaterThanOrEqualTo(200);
    assertThat(PLACES.scalars()).hasSizeGreaterThan(90);
  }

  @Test
  void theBlueprintTheyArePutIntoCompiles() {
    assertThat(problems(TEXT)).doesNotContain("error");
    assertThat(Before.SKELETON).hasSizeGreaterThan(100);
  }

  @Test
  void aValueIsRefusedAtItsPlaceOrReachesOnlyWhatIsReadBack() {
    Map<String, Set<String>> reach = new TreeMap<>();
    int taken = 0;
    int refused = 0; // of both some: each place and each payload among them, in time
    for (Places.Place place : PLACES.scalars()) {
      Span span = place.value().span();
      int here = 0;
      for (String payload : HostilePayloads.all()) {
        String value = place.key().equals("run") ? place.value().text() + " " + payload : payload;
        if (place.accepts(value)) {
          if (here++ < FEW || taken++ % 8 == 0) {
            outcome(place.path(), span, payload, valueReplaced(span, value), reach);
          }
        } else if (refused++ % 17 == 0) {
          refused(place.path(), span, payload, valueReplaced(span, value));
        }
      }
    }
    for (Places.Chosen value : PLACES.freeValues()) {
      int here = 0;
      for (String payload : HostilePayloads.all()) {
        if (here++ < FEW || taken++ % 8 == 0) {
          String written = valueReplaced(value.span(), payload);
          outcome(value.path(), value.span(), payload, written, reach);
        }
      }
    }
    for (Places.Chosen key : PLACES.chosenKeys()) {
      for (String payload : HostilePayloads.all()) {
        outcome(key.path(), key.span(), payload, keyReplaced(key.span(), payload), reach);
      }
    }
    assertThat(reach).isEqualTo(REACH);
  }

  @Test
  void charactersThatNoLanguageCanHoldAreRefusedEverywhere() {
    for (Places.Place place : PLACES.scalars()) {
      Span span = place.value().span();
      for (String payload : HostilePayloads.withForbiddenCharacters()) {
        refused(place.path(), span, payload, valueReplaced(span, payload));
      }
    }
  }

  @Test
  void everySignOfAPathMayStandInTheNameOfAFile() {
    String text = TEXT.replace("/app/web", "/app/web@+-._");
    Optional<Map<String, Plan>> plan =
        FrontEnd.plan(text.getBytes(StandardCharsets.UTF_8), new Diagnostics());
    assertThat(FrontEnd.files(plan.orElseThrow()))
        .containsKey("shop/packer/files/base/app/web@+-._");
  }

  /** What was taken, and differs from what was there, stands in some of the files. */
  private static void outcome(
      String path, Span span, String payload, String text, Map<String, Set<String>> reach) {
    Diagnostics found = new Diagnostics();
    Optional<Map<String, Plan>> plan = FrontEnd.plan(text.getBytes(StandardCharsets.UTF_8), found);
    if (plan.isEmpty()) {
      told(path, span, payload, found);
      return;
    }
    Map<String, String> before = Before.FILES;
    Map<String, String> files = FrontEnd.files(plan.get());
    if (payload.matches("[A-Za-z0-9.-]*")) {
      return; // words, for whatever they stand; the template has been read back all the same
    }
    List<String> skeleton = skeleton(files);
    Before.SKELETON.forEach(skeleton::remove);
    assertThat(skeleton).as("new in the template: " + path + ": " + payload).isEmpty();
    files.forEach(
        (file, content) -> {
          boolean same = content.equals(Before.RAW.get(file));
          if (!same && !withoutHash(content).equals(before.get(file))) {
            reach.computeIfAbsent(path, key -> new TreeSet<>()).add(file.replaceFirst("shop/", ""));
          }
        });
  }

  /** Of an image, which is another one when anything in it is. */
  private static String withoutHash(String text) {
    return text.replaceAll("(?<=-|\")[0-9a-f]{12}(?![0-9a-f])", "HASH");
  }

  /** Sections, ids and functions of the template, if there is one: no text of a user adds any. */
  private static List<String> skeleton(Map<String, String> files) {
    String template = files.get("shop/" + TEMPLATE);
    return template == null
        ? new ArrayList<>()
        : new ArrayList<>(ReadTemplate.of(template).skeleton());
  }

  private static final class Before {
    private static final Map<String, String> FILES =
        FrontEnd.files(
            FrontEnd.plan(TEXT.getBytes(StandardCharsets.UTF_8), new Diagnostics()).orElseThrow());

    private static final List<String> SKELETON = skeleton(FILES);

    /** The same with hashes: most files are as they were. */
    private static final Map<String, String> RAW = new TreeMap<>(FILES);

    static {
      FILES.replaceAll((file, text) -> withoutHash(text));
    }
  }

  private static void refused(String path, Span span, String payload, String text) {
    Diagnostics found = new Diagnostics();
    Optional<Map<String, Plan>> plan = FrontEnd.plan(text.getBytes(StandardCharsets.UTF_8), found);
    assertThat(plan).as(path + ": " + payload).isEmpty();
    told(path, span, payload, found);
  }

  private static void told(String path, Span span, String payload, Diagnostics found) {
    String as = path + ": " + payload;
    String shown = new TextRenderer(false).render(found.sorted());
    int line = span.start().line();
    boolean word = payload.matches("[A-Za-z0-9._/-]*"); // may be missed where it stood before
    assertThat(found.sorted())
        .as(as + "\n" + shown)
        .anyMatch(d -> word || Math.abs(d.span().start().line() - line) <= 1 || notes(d, line));
    assertThat(shown).doesNotContain("\u001b", "\r");
    for (String one : shown.split("\n", -1)) {
      assertThat(one).as(as).doesNotStartWith("::").doesNotStartWith("##");
    }
  }

  private static boolean notes(Diagnostic diagnostic, int line) {
    return diagnostic.notes().stream().anyMatch(note -> note.span().start().line() == line);
  }

  private static String valueReplaced(Span span, String payload) {
    Position at = span.start();
    List<String> lines = new ArrayList<>(TEXT.lines().toList());
    String line = lines.get(at.line() - 1);
    lines.set(at.line() - 1, line.substring(0, at.column() - 1) + HostilePayloads.yaml(payload));
    return String.join("\n", lines) + "\n";
  }

  private static String keyReplaced(Span span, String payload) {
    Position at = span.start();
    List<String> lines = new ArrayList<>(TEXT.lines().toList());
    String line = lines.get(at.line() - 1);
    lines.set(
        at.line() - 1,
        line.substring(0, at.column() - 1)
            + HostilePayloads.yaml(payload)
            + line.substring(span.end().column() - 1));
    return String.join("\n", lines) + "\n";
  }

  private static String problems(String text) {
    Diagnostics found = new Diagnostics();
    FrontEnd.plan(text.getBytes(StandardCharsets.UTF_8), found);
    return found.sorted().stream()
        .map(d -> d.code().severity().label() + " " + d.span() + " " + d.message())
        .collect(Collectors.joining("\n"));
  }
}
