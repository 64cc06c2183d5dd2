package blueprint.facts;

import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long, how large and how many things may be: one name for each entry of {@code limits.json},
 * which says it with its source and date. Rules, the JSON Schema, the reference and the check of
 * what is generated all ask here.
 */
public enum Limit {
  LANGUAGE_VERSION,
  ENVIRONMENTS,
  TIERS,
  SERVICES,
  IMAGES,
  SECRETS,
  STEPS,
  OVERRIDES,
  ENTRIES,
  NEEDED_ENTRIES,
  SETTINGS_PARAMETERS,
  COMMAND_LINE,
  REVISION,
  RESOURCE_ADDRESS,
  ENVIRONMENT_NAME,
  SECRET_SOURCE,
  PATH,
  NAME,
  ZONES,
  MACHINES_LEAST,
  MACHINES_MOST,
  PROCESSOR_USE,
  IMAGE_DISK,
  STOP_TIME,
  SECRET_LETTERS,
  ACCESS_LOG_DAYS,
  REPLICAS,
  CONTAINER_TIME,
  CONTAINER_RETRIES,
  DEPLOY_INTERVAL,
  WORKERS,
  BATCH,
  VERSIONS,
  REGISTRY_USER,
  DEPLOY_SOURCE,
  POOL_PREFIX,
  SWARM_MANAGERS,
  DEPLOY_TIME,
  CNAME_PREFIX,
  BEANSTALK_ENVIRONMENT,
  BEANSTALK_VARIABLES,
  INSTANCE_TYPES,
  CONTAINER_IMAGE,
  SWARM_OBJECT,
  LOAD_FILE,
  SWARM_OBJECT_SIZE,
  RELEASE_COMMAND,
  UNIX_NAME,
  PACKAGE_NAME,
  PORT,
  SECURITY_RULE_PORT,
  NETWORK_PREFIX,
  SUBNET_PREFIX,
  LOAD_BALANCER_SUBNET_PREFIX,
  LOAD_BALANCER_NAME,
  TARGET_GROUP_NAME,
  HEALTH_PATH,
  HEALTH_INTERVAL,
  HEALTH_TIMEOUT,
  HEALTH_THRESHOLD,
  TARGET_GROUP_NAME_PREFIX,
  DRAIN,
  LISTENERS,
  SECURITY_GROUP_RULES,
  MACHINE_GROUP_NAME,
  GRACE,
  SCALING_POLICY_NAME,
  LAUNCH_TEMPLATE_NAME,
  LAUNCH_TEMPLATE_DESCRIPTION,
  USER_DATA,
  MACHINE_DISK,
  IMAGE_NAME,
  SECURITY_GROUP_NAME,
  SECURITY_GROUP_DESCRIPTION,
  SECURITY_GROUP_NAME_PREFIX,
  TAGS,
  TAG_KEY,
  TAG_VALUE,
  ROLE_NAME,
  ROLE_DESCRIPTION,
  ROLE_NAME_PREFIX,
  PROFILE_NAME_PREFIX,
  ROLE_POLICY_NAME,
  DATABASE_IDENTIFIER,
  DATABASE_USER,
  DATABASE_NAME,
  DATABASE_STORAGE,
  BACKUPS,
  SNAPSHOT_NAME,
  DATABASE_SUBNET_GROUP_NAME,
  PARAMETER_GROUP_NAME_PREFIX,
  LOG_DAYS,
  LOG_GROUP_NAME,
  PARAMETER_NAME,
  PARAMETER_VALUE,
  SECRET_NAME,
  SECRET_DESCRIPTION,
  TABLE_NAME,
  BUCKET_NAME,
  BUCKET_NAME_PREFIX,
  OBJECT_KEY,
  DOMAIN_NAME,
  CERTIFICATE,
  HOSTED_ZONE,
  TEMPLATE,
  TEMPLATE_RESOURCES,
  LOGICAL_ID;

  private record Entry(
      String what,
      int min,
      int max,
      String unit,
      Optional<Pattern> pattern,
      List<String> attributes,
      String source) {}

  /** Read when the first limit is asked for; the names above are there before. */
  private static final class Table {
    private static final Map<Limit, Entry> ENTRIES = read();
  }

  /** What is limited, in words. */
  public String what() {
    return entry().what();
  }

  /** The least. */
  public int min() {
    return entry().min();
  }

  /** The most. */
  public int max() {
    return entry().max();
  }

  /** What is counted: {@code characters}, {@code seconds}; empty for a plain number. */
  public String unit() {
    return entry().unit();
  }

  /** Whether it is the length of a text, rather than an amount. */
  public boolean isLength() {
    return unit().equals("characters");
  }

  /** What the whole text has to match, where its letters matter too. */
  public Optional<Pattern> pattern() {
    return entry().pattern();
  }

  /** The attributes of resources that it holds for, as Terraform and CloudFormation call them. */
  public List<String> attributes() {
    return entry().attributes();
  }

  /** The page that says so. */
  public String source() {
    return entry().source();
  }

  /** Whether an amount, or the length of a text, lies within. */
  public boolean allows(int amount) {
    return amount >= min() && amount <= max();
  }

  /** Whether a text is neither too long nor too short, and of the letters that it may have. */
  public boolean allows(String text) {
    return allows(text.codePointCount(0, text.length()))
        && pattern().map(letters -> letters.matcher(text).matches()).orElse(true);
  }

  /** Why a text, or an amount written as text, lies outside; empty if it does not. */
  public Optional<String> refusal(String text) {
    boolean amount = text.matches("-?[0-9]{1,9}");
    boolean allowed = isLength() ? allows(text) : !amount || allows(Integer.parseInt(text));
    String letters = pattern().map(p -> " that match `" + p.pattern() + "`").orElse("");
    return allowed ? Optional.empty() : Optional.of(what() + " takes " + inWords() + letters);
  }

  /** In words: {@code at most 32 characters}, {@code between 5 and 300 seconds}. */
  public String inWords() {
    String between = "between " + min() + " and " + max();
    String amount = isLength() && min() <= 1 ? "at most " + max() : between;
    return (amount + " " + unit()).strip();
  }

  /** The limit of an attribute: {@code aws_lb.name}, {@code AWS::EC2::SecurityGroup.GroupName}. */
  public static Optional<Limit> ofAttribute(String attribute) {
    return Arrays.stream(values()).filter(l -> l.attributes().contains(attribute)).findFirst();
  }

  private Entry entry() {
    return Objects.requireNonNull(Table.ENTRIES.get(this), name());
  }

  private static Map<Limit, Entry> read() {
    Map<Limit, Entry> entries = new EnumMap<>(Limit.class);
    try (InputStream in = Limit.class.getResourceAsStream("limits.json")) {
      JsonValue root = JsonReader.read(Objects.requireNonNull(in));
      for (JsonValue group : root.path("groups")) {
        String source = group.path("source").asText();
        for (Map.Entry<String, JsonValue> limit : group.path("limits").properties()) {
          entries.put(
              valueOf(limit.getKey().toUpperCase(Locale.ROOT)), entry(limit.getValue(), source));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  private static Entry entry(JsonValue node, String source) {
    JsonValue pattern = node.path("pattern");
    List<String> attributes = new ArrayList<>();
    node.path("attributes").forEach(attribute -> attributes.add(attribute.asText()));
    return new Entry(
        node.path("what").asText(),
        node.path("min").asInt(),
        node.path("max").asInt(),
        node.path("unit").asText(),
        pattern.isMissing() ? Optional.empty() : Optional.of(Pattern.compile(pattern.asText())),
        List.copyOf(attributes),
        source);
  }
}
