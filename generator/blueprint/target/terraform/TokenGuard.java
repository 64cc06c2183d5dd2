package blueprint.target.terraform;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps CDKTF from taking text for one of its tokens.
 *
 * <p>CDKTF writes references as text of a certain form and finds them again by searching all text:
 * text of the user that looks the same would be replaced, or end the run. Here one character of it
 * is written as an escape, which means the same to Terraform.
 */
final class TokenGuard {

  /** Of strings, lists and maps: {@code ${TfToken[TOKEN.0]}}; and of the AWS CDK. */
  private static final Pattern BRACED = Pattern.compile("\\{T(?=(fT)?oken\\[)");

  /** Of numbers: what CDKTF looks for, and the number that JavaScript reads from it. */
  private static final Pattern NUMBER = Pattern.compile("[-|\\d.+]+(e[-|\\d.eE+]+)");

  private static final Pattern READABLE =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)(e[-+]?\\d+)?");

  /** What stands for maps of tokens, as a whole text. */
  private static final Pattern MAP = Pattern.compile("(String|Any) Map Token Value");

  private TokenGuard() {}

  /** Whether CDKTF would take the text for a token, or for text with tokens in it. */
  static boolean isToken(String text) {
    return BRACED.matcher(text).find()
        || MAP.matcher(text).matches()
        || NUMBER.matcher(text).results().anyMatch(TokenGuard::isNumberToken);
  }

  /** HCL that means the same, and holds nothing that CDKTF would replace. */
  static String guard(String hcl) {
    return numbers(BRACED.matcher(hcl).replaceAll("{\\\\u0054"));
  }

  private static String numbers(String hcl) {
    Matcher numbers = NUMBER.matcher(hcl);
    return numbers.replaceAll(
        match ->
            Matcher.quoteReplacement(
                isNumberToken(match) ? match.group().replace("e", "\\u0065") : match.group()));
  }

  private static boolean isNumberToken(MatchResult match) {
    Matcher number = READABLE.matcher(match.group());
    if (!number.lookingAt()) {
      return false;
    }
    long top = Double.doubleToRawLongBits(Double.parseDouble(number.group())) >>> 48;
    return top == 0xFBFF || top == 0xFDFF;
  }
}
