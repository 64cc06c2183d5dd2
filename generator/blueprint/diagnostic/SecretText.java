package blueprint.diagnostic;

import blueprint.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What looks like a secret, so that it can be refused and is never repeated in a message. */
public final class SecretText {

  private static final String NAME =
      "(?:password|passwd|passphrase|(?<![a-z])pwd|secret|secret[_-]?key|secret[_-]?key[_-]?base"
          + "|api[_-]?key|token|private[_-]?key|access[_-]?key)";
  private static final Pattern TELLING_NAME = Pattern.compile("(?i)" + NAME + "$");

  /** The list of a system's users, and the program and its rules of that name: no passwords. */
  private static final Pattern PASSWD_FILE =
      Pattern.compile("(?:.*/)?(?:etc|s?bin|pam\\.d)/passwd");

  /** What its issuer gave a form of its own, so that it can be told from any other text. */
  private static final List<String> FORMS =
      List.of(
          "(?:AKIA|ASIA)[0-9A-Z]{16}", // AWS
          "-----BEGIN [A-Z ]{0,40}PRIVATE KEY", // PEM
          "AGE-SECRET-KEY-1[0-9A-Z]{58}",
          "gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22}", // GitHub
          "glpat-[A-Za-z0-9_-]{20}", // GitLab
          "xox[abeprs]-[A-Za-z0-9-]{10,200}|xapp-[0-9]-[A-Z0-9]{8,20}-", // Slack
          "hooks\\.slack\\.com/services/T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/[A-Za-z0-9]{20}",
          "AIza[A-Za-z0-9_-]{35}|GOCSPX-[A-Za-z0-9_-]{28}|ya29\\.[A-Za-z0-9_-]{20}", // Google
          "[rs]k_(?:live|test)_[A-Za-z0-9]{16}|whsec_[A-Za-z0-9+/]{24}", // Stripe
          "SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}", // SendGrid
          "npm_[A-Za-z0-9]{36}|pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{20}",
          "dckr_pat_[A-Za-z0-9_-]{27}|dop_v1_[0-9a-f]{64}", // Docker, DigitalOcean
          "hvs\\.[A-Za-z0-9_-]{24}|[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{60}", // HashiCorp
          "AccountKey=[A-Za-z0-9+/]{80}", // Azure
          "shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}|NRAK-[A-Z0-9]{27}", // Shopify, New Relic
          // A signed JSON Web Token; a header of HTTP; a URL with a password.
          "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,2000}+\\.eyJ[A-Za-z0-9_-]{10,2000}+\\.",
          "(?i:authorization:? {0,9}(?:basic|bearer) {1,9}[a-z0-9+/=_.-]{16})",
          "(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}+://[^\\s/:@$]{1,200}:[^\\s/@$]{1,200}@");

  private static final Pattern TELLING_VALUE = Pattern.compile(String.join("|", FORMS));
  private static final Pattern ARGUMENT =
      Pattern.compile(
          "(?i)(?:^|[\\s;])(?:--?[a-z0-9-]{0,40}"
              + NAME
              + "(?:=|[ \\t]{1,9})|[a-z0-9_]{0,40}"
              + NAME
              + "=)(?![\"']?[$<]|[-/])[^\\s;]");

  /** What every telling name holds: a glance that spares most lines the closer look. */
  private static final Pattern TELLING_WORD = Pattern.compile("(?i)pass|pwd|secret|token|key");

  private static final Pattern LINE =
      Pattern.compile(
          "(?i)(?<![a-z])[a-z0-9_-]{0,60}" + NAME + "[\"']?\\s{0,9}[:=]\\s{0,99}(\\S.*)");
  private static final Pattern REFERENCE = Pattern.compile("[\"']?\\$\\{[^}]*}[\"'\\s,}]*(#.*)?");
  private static final int WINDOW = 600;
  private static final String HIDDEN = "...";

  private SecretText() {}

  /** Whether a key's name says that its value is a secret. */
  public static boolean isNamedBy(String key) {
    return TELLING_NAME.matcher(key).find() && !PASSWD_FILE.matcher(key).matches();
  }

  /** Whether text holds something of the form of a key, a token or a URL with a password. */
  public static boolean isIn(String text) {
    return TELLING_VALUE.matcher(text).find();
  }

  /** Text for a message, with dots for what is of such a form. */
  public static String masked(String text) {
    return TELLING_VALUE.matcher(text).replaceAll(HIDDEN);
  }

  /** Whether a command is given a secret as an argument. */
  public static boolean isArgumentOf(String command) {
    return ARGUMENT.matcher(command).find();
  }

  /** Text of another program without what looks like a key, a token or a URL with a password. */
  public static String hideIn(String text) {
    return TELLING_VALUE.matcher(text).replaceAll(HIDDEN);
  }

  /** Whether a line of a blueprint can be shown. */
  static boolean mayShow(String line) {
    return written(line).isEmpty() && !isIn(line);
  }

  /** Words of a message without what its line keeps secret. */
  static List<String> hide(List<String> words, Span span) {
    Optional<String> secret = written(around(span));
    return words.stream().map(word -> hide(word, secret)).toList();
  }

  /**
   * The line of a place; of a very long one what stands near, or each of many problems reads it.
   */
  private static String around(Span span) {
    String line = span.file().line(span.start().line());
    if (line.length() <= WINDOW) {
      return line;
    }
    int at = Math.min(line.length(), span.start().column() - 1);
    return line.substring(Math.max(0, at - WINDOW / 2), Math.min(line.length(), at + WINDOW / 2));
  }

  private static String hide(String word, Optional<String> secret) {
    boolean repeated = secret.isPresent() && !word.isBlank() && secret.get().contains(word);
    return repeated ? HIDDEN : masked(word);
  }

  /** What a line says after a key that tells of a secret. */
  private static Optional<String> written(String line) {
    if (!TELLING_WORD.matcher(line).find()) {
      return Optional.empty();
    }
    Matcher matcher = LINE.matcher(line);
    return matcher.find() && !REFERENCE.matcher(matcher.group(1)).matches()
        ? Optional.of(matcher.group(1))
        : Optional.empty();
  }
}
