package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import java.util.regex.Pattern;

/**
 * No secret is named so that part of its ARN could be another one's: AWS adds a hyphen and six
 * characters.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html">
 *     CreateSecret</a>
 */
final class SecretNameRule implements Rule {

  private static final Pattern ENDING = Pattern.compile(".*-[a-z0-9]{6}");

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint
        .secrets()
        .forEach(
            (name, secret) -> {
              if (secret.generate().isPresent() && ENDING.matcher(name.text()).matches()) {
                found.add(Diagnostic.of(Code.SECRET_NAME_ENDING, secret.span(), name.text()));
              }
            });
  }
}
