package blueprint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.language.Cidr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SubnetLayoutTest {

  private static final List<String> NETWORKS =
      List.of("10.0.0.0/16", "192.168.0.0/17", "172.16.64.0/18", "10.9.0.0/20", "10.0.8.0/21");

  @Test
  void aZoneAddedLaterMovesNothing() {
    for (String network : NETWORKS) {
      Cidr block = SubnetLayout.choose(cidr(network), "app");
      Map<String, String> before = SubnetLayout.divide(block, 1);
      for (int zones = 2; zones <= SubnetLayout.ZONES.size(); zones++) {
        Map<String, String> after = SubnetLayout.divide(block, zones);
        assertThat(after).hasSize(zones).containsAllEntriesOf(before);
        before = after;
      }
    }
  }

  @Test
  void aTiersBlockDependsOnItsNameAlone() {
    for (String network : NETWORKS) {
      List<String> names = new ArrayList<>(List.of("app", "db", "jobs", "lb", "web"));
      List<Cidr> before = names.stream().map(n -> SubnetLayout.choose(cidr(network), n)).toList();
      Collections.reverse(names);
      List<Cidr> after =
          new ArrayList<>(names.stream().map(n -> SubnetLayout.choose(cidr(network), n)).toList());
      Collections.reverse(after);
      assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void whatWasChosenOnceIsChosenForEver() {
    assertThat(List.of("lb", "app", "db", "web", "jobs"))
        .extracting(name -> SubnetLayout.choose(cidr("10.0.0.0/16"), name).toString())
        .containsExactly(
            "10.0.122.0/24", "10.0.70.0/24", "10.0.223.0/24", "10.0.72.0/24", "10.0.122.0/24");
  }

  @Test
  void whatIpv6WasChosenOnceIsChosenForEver() {
    assertThat(List.of("lb", "app", "db", "web", "jobs"))
        .extracting(name -> SubnetLayout.ipv6Block(Map.of(), name))
        .containsExactly(58, 6, 31, 8, 58);
    assertThat(SubnetLayout.divideIpv6(63, 4))
        .isEqualTo(Map.of("a", 252, "b", 253, "c", 254, "d", 255));
  }

  @Test
  void slotsLieInTheirBlockAndApart() {
    for (String network : NETWORKS) {
      Cidr block = SubnetLayout.choose(cidr(network), "app");
      assertThat(cidr(network).contains(block)).isTrue();
      List<Cidr> slots =
          SubnetLayout.divide(block, 4).values().stream().map(SubnetLayoutTest::cidr).toList();
      for (int i = 0; i < slots.size(); i++) {
        assertThat(block.contains(slots.get(i))).isTrue();
        assertThat(slots.get(i)).isEqualTo(slots.get(i).network());
        for (int j = 0; j < i; j++) {
          assertThat(slots.get(i).overlaps(slots.get(j))).isFalse();
        }
      }
    }
  }

  @Test
  void aFreeBlockOverlapsNoneThatIsTaken() {
    Random random = new Random(7);
    Cidr network = cidr("10.0.0.0/18");
    for (int round = 0; round < 200; round++) {
      List<Cidr> taken = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        int prefix = 22 + random.nextInt(5);
        taken.add(network.part(prefix, random.nextInt(1 << (prefix - 18))));
      }
      Cidr free = SubnetLayout.free(network, taken);
      if (!free.equals(network)) {
        assertThat(taken).noneMatch(free::overlaps);
        assertThat(network.contains(free)).isTrue();
      }
    }
  }

  @Test
  void namesSpreadOverTheBlocks() {
    Set<Cidr> blocks = new HashSet<>();
    for (int i = 0; i < 256; i++) {
      blocks.add(SubnetLayout.choose(cidr("10.0.0.0/16"), "tier" + i));
    }
    assertThat(blocks.size()).isGreaterThan(128);
  }

  @Test
  void aSmallNetworkLeavesTheChoiceToTheUser() {
    assertThat(SubnetLayout.canChoose(cidr("10.0.0.0/21"))).isTrue();
    assertThat(SubnetLayout.canChoose(cidr("10.0.0.0/22"))).isFalse();
  }

  private static Cidr cidr(String text) {
    return Cidr.parse(text).orElseThrow();
  }
}
