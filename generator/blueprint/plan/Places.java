package blueprint.plan;

import java.util.regex.Pattern;

/** Places in the blueprint, as comments in what is written from it name them. */
public final class Places {

  private static final Pattern KIND =
      Pattern.compile("^(tiers\\.[^.]+)\\.(?:load_balancer|instances|database)(?=\\.|$)");

  private Places() {}

  /** Without the tier's kind, which is plain. */
  public static String plain(String path) {
    return KIND.matcher(path).replaceFirst("$1");
  }
}
