package blueprint.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NginxTest {

  @Test
  void ordinaryPathsReadNaturally() {
    assertThat(Nginx.quote("/health").text()).isEqualTo("/health");
    assertThat(Nginx.quote("/a-b/c.d_e:8000").text()).isEqualTo("/a-b/c.d_e:8000");
  }

  @Test
  void separatorsBlocksAndCommentsAreOnlyText() {
    assertThat(Nginx.quote("/a; deny all").text()).isEqualTo("\"/a; deny all\"");
    assertThat(Nginx.quote("/{x}").text()).isEqualTo("\"/{x}\"");
    assertThat(Nginx.quote("# x").text()).isEqualTo("\"# x\"");
    assertThat(Nginx.quote("~ x").text()).isEqualTo("\"~ x\"");
    assertThat(Nginx.quote("").text()).isEqualTo("\"\"");
    assertThat(Nginx.quote("a\nb\"c\\").text()).isEqualTo("\"a\\nb\\\"c\\\\\"");
  }

  @Test
  void everyParameterIsReadBackAsItWas() {
    List<String> texts =
        AwkwardStrings.someLines(3000).stream().filter(text -> !text.contains("$")).toList();

    assertThat(texts).hasSizeGreaterThan(1000);
    for (String text : texts) {
      assertThat(read(Nginx.quote(text).text())).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"$uri", "a${b}", "a\u0000", "a\u001b", "a\u007f", "a\u2028b", "a\ud800"})
  void whatNginxKnowsNoWayToWriteIsRefused(String text) {
    assertThatThrownBy(() -> Nginx.quote(text)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Reads one parameter as nginx's own reader does (ngx_conf_read_token). */
  private static String read(String written) {
    if (!written.startsWith("\"")) {
      assertThat(written).matches("[^\\s;{}\"'\\\\#]+");
      return written;
    }
    StringBuilder out = new StringBuilder();
    int i = 1;
    for (; written.charAt(i) != '"'; i++) {
      char c = written.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char next = written.charAt(i + 1);
      int known = "\"'\\trn".indexOf(next);
      out.append(known < 0 ? '\\' : "\"'\\\t\r\n".charAt(known));
      i += known < 0 ? 0 : 1;
    }
    assertThat(i).isEqualTo(written.length() - 1);
    return out.toString();
  }
}
