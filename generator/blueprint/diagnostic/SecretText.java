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
  private static final Pattern TELLING_VALUE =
      Pattern.compile(
          "AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|-----BEGIN [A-Z ]{0,40}PRIVATE KEY"
              + "|gh[pousr]_[A-Za-z0-9]{36}|xox[abprs]-[A-Za-z0-9-]{10,200}"
              + "|(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,2000}+\\.eyJ[A-Za-z0-9_-]{10,2000}+\\."
              + "|(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}+://[^\\s/:@$]{1,200}:[^\\s/@$]{1,200}@");
  private static final Pattern ARGUMENT =
      Pattern.compile(
          "(?i)(?:^|[\\s;])(?:--?[a-z0-9-]{0,40}"
              + NAME
              + "(?:=|[ \\t]{1,9})|[a-z0-9_]{0,40}"
              + NAME
              + "=)(?![\"']?[$<]|[-/])[^\\s;]");
  private static final Pattern LINE =
      Pattern.compile(
          "(?i)(?<![a-z])[a-z0-9_-]{0,60}" + NAME + "[\"']?\\s{0,9}[:=]\\s{0,99}(\\S.*)");
  private static final Pattern REFERENCE = Pattern.compile("[\"']?\\$\\{[^}]*}[\"'\\s,}]*(#.*)?");
  private static final String HIDDEN = "...";

  private SecretText() {}

  /** Whether a key's name says that its value is a secret. */
  public static boolean isNamedBy(String key) {
    return TELLING_NAME.matcher(key).find();
  }

  /** Whether text holds something of the form of a key, a token or a URL with a password. */
  public static boolean isIn(String text) {
    return TELLING_VALUE.matcher(text).find();
  }

  /** Whether a command is given a secret as an argument. */
  public static boolean isArgumentOf(String command) {
    return ARGUMENT.matcher(command).find();
  }

  /** Whether a line of a blueprint can be shown. */
  static boolean mayShow(String line) {
    return written(line).isEmpty() && !isIn(line);
  }

  /** Words of a message without what its line keeps secret. */
  static List<String> hide(List<String> words, Span span) {
    Optional<String> secret = written(span.file().line(span.start().line()));
    return words.stream().map(word -> hide(word, secret)).toList();
  }

  private static String hide(String word, Optional<String> secret) {
    boolean repeated = secret.isPresent() && !word.isBlank() && secret.get().contains(word);
    return repeated ? HIDDEN : TELLING_VALUE.matcher(word).replaceAll(HIDDEN);
  }

  /** What a line says after a key that tells of a secret. */
  private static Optional<String> written(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.find() && !REFERENCE.matcher(matcher.group(1)).matches()
        ? Optional.of(matcher.group(1))
        : Optional.empty();
  }
}
