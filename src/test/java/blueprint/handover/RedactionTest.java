package blueprint.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret that this program knows of stands in what it shows or writes down. */
final class RedactionTest {

  private static final List<String> CANARIES =
      List.of(
          "canary-one/with+slash=",
          "c4n4ry\"quote\\back",
          "it's a canary",
          "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
          "canary with spaces & more",
          "ümläut-canary-é",
          "$canary`cmd`",
          "canary%41percent",
          "UPPERCANARY0123",
          "lowercanary9876",
          "{\"json\": \"canary\"}",
          "canary:with:colons@host");

  @TempDir private Path scratch;

  @Test
  void noEncodingOfASecretIsLeft() {
    Redaction redaction = new Redaction(CANARIES);
    for (String canary : CANARIES) {
      encodings(canary)
          .forEach(
              (name, form) ->
                  assertThat(redaction.apply("before " + form + " behind"))
                      .as("%s of %s", name, canary)
                      .doesNotContain(form)
                      .startsWith("before ")
                      .endsWith(" behind"));
      // In the middle of something that was encoded as a whole.
      for (String before : List.of("", "a", "ab", "abc")) {
        String whole = base64((before + canary + "zz"));
        String core = base64(canary).substring(4, base64(canary).length() - 6);
        assertThat(redaction.apply(whole)).as(canary).doesNotContain(core);
      }
    }
  }

  @Test
  void ordinaryTextStays() {
    Redaction redaction = new Redaction(List.of("short", "", "canary-canary"));
    assertThat(redaction.apply("a short ami-0123456789abcdef0 in eu-west-1"))
        .isEqualTo("a short ami-0123456789abcdef0 in eu-west-1");
  }

  @Test
  void neitherTheScreenNorTheTranscriptHoldsThem() throws Exception {
    Rehearsal shop = new Rehearsal(scratch);
    shop.variables.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    int number = 0;
    for (String canary : CANARIES) {
      shop.variables.put("CANARY_" + number++ + "_TOKEN", canary);
    }
    shop.variables.put("AWS_SECRET_ACCESS_KEY", CANARIES.get(3));
    List<String> forms = new ArrayList<>();
    StringBuilder prints = new StringBuilder();
    Path told = scratch.resolve("told");
    for (String canary : CANARIES) {
      encodings(canary).values().forEach(forms::add);
    }
    forms.forEach(form -> prints.append("said: ").append(form).append('\n'));
    Files.writeString(told, prints);
    shop.tools
        .when("terraform * apply *", "cat " + told + "; cat " + told + " >&2")
        .when("packer build *", ": >\"$here/built\"; cat " + told);
    Handover.Done done = shop.run(blueprint.pipeline.Pipelines.apply(Rehearsal.SHOP, "terraform"));

    String transcript = Files.readString(done.transcript());
    String screen = String.join("\n", shop.shown);
    assertThat(transcript).contains("said: (hidden)", "exit code 0", "terraform");
    assertThat(screen).contains("said: (hidden)");
    for (String form : forms) {
      assertThat(transcript).doesNotContain(form);
      assertThat(screen).doesNotContain(form);
    }
    assertThat(shop.tools.calls().toString()).doesNotContain(CANARIES);
  }

  private static Map<String, String> encodings(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Map<String, String> forms = new TreeMap<>();
    forms.put("raw", text);
    forms.put("base64", base64(text).replace("=", ""));
    forms.put("base64url", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    forms.put("hex", HexFormat.of().formatHex(bytes));
    forms.put("url", URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
    forms.put("json", text.replace("\\", "\\\\").replace("\"", "\\\""));
    forms.put("shell", text.replace("'", "'\\''"));
    forms.put("reversed", new StringBuilder(text).reverse().toString());
    return forms;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
