package blueprint.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CidrTest {

  @Test
  void onlyDottedDecimalWithoutLeadingZerosIsRead() {
    assertThat(List.of("10.0.0.0/16", "0.0.0.0/0", "255.255.255.255/32"))
        .allMatch(text -> Cidr.parse(text).map(Cidr::toString).orElse("").equals(text));
    assertThat(
            List.of(
                "10.0.0.0",
                "10.0.0/16",
                "10.0.0.0/33",
                "10.0.0.256/16",
                "010.0.0.0/16",
                "10.0.0.0/ 16",
                "fd00::/8",
                "10.0.0.0/16/2",
                "-1.0.0.0/8",
                "10.0.0.0/16\n",
                ""))
        .allMatch(text -> Cidr.parse(text).isEmpty());
  }

  @Test
  void rangesOverlapExactlyWhenTheyShareAnAddress() {
    Random random = new Random(1);
    for (int round = 0; round < 5_000; round++) {
      Cidr one = new Cidr(0x0A000000 + random.nextInt(1 << 10), 22 + random.nextInt(11));
      Cidr other = new Cidr(0x0A000000 + random.nextInt(1 << 10), 22 + random.nextInt(11));
      boolean share = first(one) <= last(other) && first(other) <= last(one);
      boolean inside = first(one) <= first(other) && last(other) <= last(one);
      assertThat(one.overlaps(other)).as(one + " " + other).isEqualTo(share);
      assertThat(other.overlaps(one)).isEqualTo(share);
      assertThat(one.contains(other)).as(one + " " + other).isEqualTo(inside);
    }
  }

  @Test
  void partsCoverARangeWithoutAGap() {
    Cidr block = Cidr.parse("192.168.1.0/24").orElseThrow();
    assertThat(List.of(0, 1, 2, 3))
        .extracting(i -> block.part(26, i).toString())
        .containsExactly(
            "192.168.1.0/26", "192.168.1.64/26", "192.168.1.128/26", "192.168.1.192/26");
  }

  @Test
  void addressesBeyondHalfOfAllAreNoNegativeNumbers() {
    Cidr high = Cidr.parse("200.0.0.0/8").orElseThrow();
    assertThat(high.contains(Cidr.parse("200.1.2.0/24").orElseThrow())).isTrue();
    assertThat(high.part(16, 255)).hasToString("200.255.0.0/16");
    assertThat(Cidr.parse("200.1.2.3/8").orElseThrow().network()).isEqualTo(high);
  }

  private static long first(Cidr range) {
    return Integer.toUnsignedLong(range.network().address());
  }

  private static long last(Cidr range) {
    return first(range) + (1L << (32 - range.prefix())) - 1;
  }
}
