package blueprint.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Ipv6CidrTest {

  @ParameterizedTest
  @CsvSource({
    "::/0, ::/0",
    "::1/128, ::1/128",
    "1::/16, 1::/16",
    "2001:DB8::/32, 2001:db8::/32",
    "2001:0db8:0000:0000:0000:0000:0000:0000/32, 2001:db8::/32",
    "2001:db8:0:1:1:1:1:1/128, 2001:db8:0:1:1:1:1:1/128",
    "2001:db8:0:0:1:0:0:1/128, 2001:db8::1:0:0:1/128",
    "2001:0:0:1:0:0:0:1/128, 2001:0:0:1::1/128",
    "1:2:3:4:5:6:7::/112, 1:2:3:4:5:6:7:0/112",
  })
  void isShownAsAwsShowsIt(String written, String shown) {
    assertThat(Ipv6Cidr.parse(written).orElseThrow()).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "::",
        "/0",
        "::/129",
        "::/00",
        "::/-1",
        ":::/0",
        "1::2::/64",
        "1:2:3:4:5:6:7/64",
        "1:2:3:4:5:6:7::8/64",
        "1:2:3:4:5:6:7:8:9/64",
        "12345::/16",
        "g::/16",
        ":1:2:3:4:5:6:7/64",
        "1:2:3:4:5:6:7:/64",
        "::10.0.0.0/104",
        "fe80::1%eth0/64",
        " ::/0",
        "::/0\n",
        "10.0.0.0/8"
      })
  void whatIsNoneIsRefused(String text) {
    assertThat(Ipv6Cidr.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:ffff::1/32, 2001:db8::/32",
    "2001:db8:ffff::1/33, 2001:db8:8000::/33",
    "2001:db8::1/128, 2001:db8::1/128",
    "ffff::/0, ::/0",
  })
  void theNetworkHasNoBitBehindThePrefix(String written, String network) {
    assertThat(Ipv6Cidr.parse(written).orElseThrow().network()).hasToString(network);
  }

  /** Whatever Java reads of what is written is what was read. */
  @Test
  void meansTheAddressThatJavaReads() throws UnknownHostException {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      for (int zero = random.nextInt(16); zero < 16; zero += 1 + random.nextInt(3)) {
        bytes[zero] = 0;
      }
      String written = InetAddress.getByAddress(bytes).getHostAddress();
      String shown = Ipv6Cidr.parse(written + "/128").orElseThrow().toString();
      byte[] read = InetAddress.getByName(shown.replace("/128", "")).getAddress();
      assertThat(read).as(written + " " + shown).isEqualTo(bytes);
    }
  }

  @Test
  void eitherFamilyIsARange() {
    assertThat(IpRange.parse("10.0.0.0/8").orElseThrow().isIpv6()).isFalse();
    assertThat(IpRange.parse("fc00::/7").orElseThrow().isIpv6()).isTrue();
    assertThat(IpRange.parse("fc00::")).isEmpty();
  }
}
