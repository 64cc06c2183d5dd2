package blueprint.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of limits is whole, dated, and the only place where a limit stands. */
final class LimitTest {

  private static final Path TABLE = Path.of("generator/blueprint/facts/limits.json");

  /** The first port that needs no privilege, and the seconds of an hour. */
  private static final Set<Integer> OTHER_MEANINGS = Set.of(1024, 3600);

  @Test
  void everyNameHasAnEntryAndEveryEntryAName() throws IOException {
    List<String> entries = new ArrayList<>();
    groups().forEach(g -> g.path("limits").fieldNames().forEachRemaining(entries::add));
    assertThat(entries)
        .doesNotHaveDuplicates()
        .containsExactlyElementsOf(
            Arrays.stream(Limit.values()).map(l -> l.name().toLowerCase(Locale.ROOT)).toList());
  }

  @Test
  void everyLimitSaysWhoSaysSoAndWhen() throws IOException {
    for (JsonNode group : groups()) {
      assertThat(group.path("source").asText()).matches("(https://|Blueprint's own: ).+");
    }
    assertThat(root().path("as_of").asText()).matches("20\\d\\d-\\d\\d-\\d\\d");
    for (Limit limit : Limit.values()) {
      assertThat(limit.max()).as(limit.name()).isGreaterThanOrEqualTo(limit.min());
      assertThat(limit.what()).as(limit.name()).isNotBlank();
      assertThat(limit.unit())
          .as(limit.name())
          .isIn("", "characters", "bytes", "seconds", "days", "GB", "entries", "capacity units");
    }
  }

  @Test
  void everyLimitIsUsed() throws IOException {
    Set<String> used = new TreeSet<>();
    Pattern use = Pattern.compile("Limit\\.([A-Z_]+)");
    for (String text : sources()) {
      Matcher matcher = use.matcher(text);
      while (matcher.find()) {
        used.add(matcher.group(1));
      }
    }
    for (Limit limit : Limit.values()) {
      assertThat(used.contains(limit.name()) || !limit.attributes().isEmpty())
          .as(limit + " is asked for, or holds for an attribute")
          .isTrue();
    }
  }

  /** Telling numbers only: 1, 2 or 60 stand for many things. */
  @Test
  void noNumberOfTheTableStandsInCode() throws IOException {
    Set<String> numbers = new TreeSet<>();
    for (Limit limit : Limit.values()) {
      if (limit.max() > 1000 && !OTHER_MEANINGS.contains(limit.max())) {
        numbers.add(Integer.toString(limit.max()));
        numbers.add(String.format(Locale.ROOT, "%,d", limit.max()).replace(',', '_'));
      }
    }
    Pattern literal =
        Pattern.compile("(?<![\\w.\"])(" + String.join("|", numbers) + ")(?![\\w.\"])");
    for (String text : sources()) {
      String code = text.replaceAll("(?s)/\\*.*?\\*/|//[^\\n]*", "");
      assertThat(literal.matcher(code).results().map(r -> r.group()).toList())
          .as(text.substring(0, Math.min(300, text.length())))
          .isEmpty();
    }
  }

  @Test
  void bothSidesOfEveryLengthAreTold() {
    for (Limit limit : Limit.values()) {
      if (limit.isLength() && limit.pattern().isPresent()) {
        String start = limit == Limit.HEALTH_PATH ? "/" : "a";
        String longest = start + "b".repeat(limit.max() - 1);
        assertThat(limit.allows(longest)).as(limit + " allows its longest").isTrue();
        assertThat(limit.allows(longest + "b")).as(limit + " and no more").isFalse();
        String least = start + "b".repeat(Math.max(limit.min(), 1) - 1);
        assertThat(limit.allows(least)).as(limit + " allows its shortest").isTrue();
        assertThat(limit.allows(least.substring(1))).isEqualTo(limit.min() == 0);
      }
    }
  }

  @Test
  void theGroupsOfAFirewallFitIntoItsBasicPrice() {
    int rate = 2;
    int capacity = Facts.firewallGroups().stream().mapToInt(Facts.FirewallGroup::capacity).sum();
    List<String> rules =
        Facts.firewallGroups().stream().flatMap(group -> group.rules().stream()).toList();

    assertThat(capacity + rate).isBetween(1, Facts.firewallCapacity());
    assertThat(rules).doesNotHaveDuplicates().contains("SizeRestrictions_BODY");
  }

  @Test
  void lettersThatAwsRefusesAreRefused() {
    for (String name :
        List.of("internal-x", "-x", "x-", "a_b", "a.b", "é", "", "x".repeat(33), "a b")) {
      assertThat(Limit.LOAD_BALANCER_NAME.allows(name)).as(name).isFalse();
    }
    for (String name : List.of("1a", "a--b", "a-", "a_b", "-a", "", "a".repeat(64))) {
      assertThat(Limit.DATABASE_IDENTIFIER.allows(name)).as(name).isFalse();
    }
    for (String name :
        List.of("Aa1", "a_b", "ab", "a..b", "192.168.0.1", "xn--abc", "a-s3alias", "a--ol-s3")) {
      assertThat(Limit.BUCKET_NAME.allows(name)).as(name).isFalse();
    }
    assertThat(Limit.SECURITY_GROUP_NAME.allows("sg-web")).isFalse();
    for (String text : List.of("café", "a<b", "", "a\nb")) {
      assertThat(Limit.SECURITY_GROUP_DESCRIPTION.allows(text)).as(text).isFalse();
    }
    assertThat(Limit.ROLE_NAME.allows("a b")).isFalse();
    assertThat(Limit.MACHINE_GROUP_NAME.allows("a:b")).isFalse();
    assertThat(Limit.PARAMETER_NAME.allows("/aws/x")).isFalse();
    assertThat(Limit.DATABASE_SUBNET_GROUP_NAME.allows("default")).isFalse();
    assertThat(Limit.LOG_GROUP_NAME.allows("a b")).isFalse();
  }

  private static JsonNode root() throws IOException {
    return JsonMapper.builder().build().readTree(Files.readString(TABLE));
  }

  private static List<JsonNode> groups() throws IOException {
    List<JsonNode> groups = new ArrayList<>();
    root().path("groups").forEach(groups::add);
    return groups;
  }

  private static List<String> sources() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(Path.of("generator"))) {
      for (Path file : walk.filter(p -> p.toString().endsWith(".java")).toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }
}
