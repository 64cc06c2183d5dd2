package blueprint.handover;

import blueprint.diagnostic.SecretText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes known secrets out of text, also where a tool has encoded them, and what looks like one. */
final class Redaction {

  private static final String HIDDEN = "(hidden)";

  /** What is shorter is in every other word. */
  private static final int SHORTEST = 6;

  private final List<String> forms;

  Redaction(Collection<String> secrets) {
    Set<String> all = new LinkedHashSet<>();
    secrets.stream().filter(s -> s.length() >= SHORTEST).forEach(s -> addForms(s, all));
    this.forms =
        all.stream()
            .filter(form -> form.length() >= SHORTEST)
            .sorted((a, b) -> b.length() - a.length())
            .toList();
  }

  /** One line without secrets. */
  String apply(String line) {
    String text = line;
    for (String form : forms) {
      text = text.replace(form, HIDDEN);
    }
    return SecretText.masked(text);
  }

  private static void addForms(String secret, Set<String> forms) {
    forms.add(secret);
    forms.add(new StringBuilder(secret).reverse().toString());
    forms.add(json(secret));
    forms.add(secret.replace("'", "'\\''"));
    String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    forms.add(url);
    forms.add(url.replace("+", "%20"));
    forms.add(url.toLowerCase(Locale.ROOT).equals(url) ? url : lowerEscapes(url));
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    for (int before = 0; before < 3; before++) {
      addBase64(bytes, before, forms);
    }
  }

  /** The part of an encoding that is the same whatever stands before and behind the secret. */
  private static void addBase64(byte[] secret, int before, Set<String> forms) {
    byte[] shifted = new byte[before + secret.length];
    System.arraycopy(secret, 0, shifted, before, secret.length);
    int first = (before * 8 + 5) / 6;
    int end = shifted.length * 8 / 6;
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      String text = encoder.withoutPadding().encodeToString(shifted);
      forms.add(text.substring(first, end));
    }
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String lowerEscapes(String url) {
    StringBuilder text = new StringBuilder(url);
    for (int i = 0; i + 2 < text.length(); i++) {
      if (text.charAt(i) == '%') {
        text.replace(i + 1, i + 3, text.substring(i + 1, i + 3).toLowerCase(Locale.ROOT));
      }
    }
    return text.toString();
  }
}
