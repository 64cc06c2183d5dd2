package blueprint.adoption;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Rules for nginx: those that compress are a word of the language, others stay files. */
final class NginxLift {

  private static final Pattern COMPRESSES =
      Pattern.compile("gzip(?:_[a-z_]+)? .*|server_tokens off", Pattern.DOTALL);

  private NginxLift() {}

  static boolean onlyCompresses(String rules) {
    List<String> all =
        Arrays.stream(rules.replaceAll("#[^\\n]*", "").split(";"))
            .map(String::strip)
            .filter(rule -> !rule.isEmpty())
            .toList();
    return all.contains("gzip on") && all.stream().allMatch(r -> COMPRESSES.matcher(r).matches());
  }

  static void gzip(Place place, String what, Draft draft) {
    draft.put(place, what, Draft.scalar("true"), "tiers", Adoption.TIER, "beanstalk", "gzip");
  }
}
