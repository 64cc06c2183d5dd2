package blueprint.plan;

import blueprint.facts.Limit;
import blueprint.language.Blueprint;
import blueprint.language.JsonTree;
import blueprint.language.SwarmTier;
import blueprint.language.Text;
import blueprint.language.Tier;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How large a machine's user data can become. Values that are known only later count with the
 * longest that AWS gives: 255 bytes for a host name, 600 for a secret's ARN with its place in the
 * settings.
 */
public final class UserDataSize {

  private static final int FRAME = 2_000;
  private static final int NULL = 5;

  /** The words around a file or a login. */
  private static final int ENTRY = 60;

  /** The longest host name. */
  public static final int HOST = 255;

  /** The longest ARN of a secret, with its place in the settings. */
  public static final int SECRET = 600;

  /** The characters of settings that go into one parameter: 4 bytes each is the most. */
  public static final int PARAMETER_CHARACTERS = Limit.PARAMETER_VALUE.max() / 4;

  private UserDataSize() {}

  /** The most bytes that the user data of a tier can have with its settings inside. */
  public static int bound(Blueprint blueprint, Tier.Instances instances) {
    return besideSettings(blueprint, instances) + settings(instances);
  }

  /** The most bytes where the settings are kept in parameters; where their secrets go stays. */
  public static int withoutSettings(Blueprint blueprint, Tier.Instances instances) {
    return besideSettings(blueprint, instances)
        + (splits(blueprint, instances) ? AwaitedSize.names(blueprint, instances) : 0);
  }

  /** The most bytes of a manager's user data: what is deployed, where only it can fill it in. */
  public static int bound(SwarmTier swarm) {
    int registries =
        swarm.registries().entrySet().stream()
            .mapToInt(
                login ->
                    ENTRY
                        + bytes(login.getKey())
                        + bytes(login.getValue().user().value())
                        + parts(login.getValue().password().value()))
            .sum();
    int files = 0;
    for (SwarmTier.Container service : swarm.services().values()) {
      files += files(service.secrets()) + files(service.configs());
    }
    return 2 * FRAME + registries + files;
  }

  private static int files(Map<String, SwarmTier.Delivery> files) {
    return files.entrySet().stream()
        .filter(file -> !file.getValue().content().value().references().isEmpty())
        .mapToInt(file -> ENTRY + bytes(file.getKey()) + parts(file.getValue().content().value()))
        .sum();
  }

  private static int besideSettings(Blueprint blueprint, Tier.Instances instances) {
    int environment =
        instances.env().entrySet().stream()
            .mapToInt(entry -> bytes(entry.getKey()) + 6 + parts(entry.getValue().value()))
            .sum();
    return FRAME
        + environment
        + AwaitedSize.of(blueprint, instances)
        + instances.settings().map(settings -> secrets(settings.json())).orElse(0);
  }

  /** Whether the settings have to be kept in parameters. */
  public static boolean splits(Blueprint blueprint, Tier.Instances instances) {
    return bound(blueprint, instances) > Limit.USER_DATA.max();
  }

  /** How many parameters the settings of a tier take at most. */
  public static int parameters(Tier.Instances instances) {
    return (settings(instances) + PARAMETER_CHARACTERS - 1) / PARAMETER_CHARACTERS;
  }

  private static int settings(Tier.Instances instances) {
    return instances.settings().map(settings -> tree(settings.json())).orElse(0);
  }

  private static int secrets(JsonTree tree) {
    if (tree instanceof JsonTree.Mapping mapping) {
      return mapping.members().values().stream().mapToInt(UserDataSize::secrets).sum();
    }
    if (tree instanceof JsonTree.Sequence list) {
      return list.items().stream().mapToInt(UserDataSize::secrets).sum();
    }
    return tree instanceof JsonTree.TextValue text && isSecret(text.text())
        ? parts(text.text())
        : 0;
  }

  private static int tree(JsonTree tree) {
    if (tree instanceof JsonTree.Mapping mapping) {
      return 2
          + mapping.members().entrySet().stream()
              .mapToInt(member -> bytes(member.getKey()) + 4 + tree(member.getValue()))
              .sum();
    }
    if (tree instanceof JsonTree.Sequence list) {
      return 2 + list.items().stream().mapToInt(item -> 1 + tree(item)).sum();
    }
    if (tree instanceof JsonTree.NumberValue number) {
      return number.digits().length();
    }
    return tree instanceof JsonTree.TextValue text && !isSecret(text.text())
        ? 2 + parts(text.text())
        : NULL;
  }

  private static int parts(Text text) {
    return text.parts().stream().mapToInt(UserDataSize::part).sum();
  }

  private static int part(Text.Part part) {
    if (part instanceof Text.Literal literal) {
      return bytes(literal.text());
    }
    return isSecret((Text.Reference) part) ? SECRET : HOST;
  }

  /** Whether a text refers to a secret. */
  public static boolean isSecret(Text text) {
    return text.references().stream().anyMatch(UserDataSize::isSecret);
  }

  private static boolean isSecret(Text.Reference reference) {
    return reference.owner().equals("secret")
        || reference.attribute().equals("password")
        || reference.attribute().equals("url");
  }

  /** In UTF-8, with room for JSON's and Terraform's escapes. */
  static int bytes(String text) {
    long escaped =
        text.chars()
            .filter(c -> c < 0x20 || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&')
            .count();
    return text.getBytes(StandardCharsets.UTF_8).length + 5 * (int) escaped;
  }
}
