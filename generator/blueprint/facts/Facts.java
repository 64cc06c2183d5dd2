package blueprint.facts;

import blueprint.json.JsonReader;
import blueprint.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code facts.json}; each method answers one question. */
public final class Facts {

  private static final JsonValue ROOT = load();

  private Facts() {}

  /**
   * A distribution's images.
   *
   * @param owner the account that publishes them
   * @param namePattern their names, with {@code *}
   * @param login the user whom Packer logs in as
   * @param rootDevice what the image calls its first disk
   */
  public record Distribution(String owner, String namePattern, String login, String rootDevice) {}

  /**
   * A database engine.
   *
   * @param title its name in prose
   * @param versions those that can be created, newest first
   * @param version the one that is taken unless written
   * @param family what a parameter group's family begins with
   * @param defaultClass the type of machine that is taken unless written
   * @param clustered whether its machines share a storage that grows by itself
   * @param sizesTooSmall sizes of machines that it does not run on
   * @param minStorage in GiB; nothing where nobody chooses it
   * @param logs the log kinds that go to the account's logs
   * @param logging server parameters that make it log slow statements, and more where it can
   * @param tlsParameter the server parameter that refuses connections without TLS
   * @param tlsValue what it is then
   * @param tlsQuery what a client's URL needs for TLS, or empty
   * @param clientImage the container image with its client, or empty where none is used
   */
  public record DatabaseEngine(
      String title,
      int port,
      String scheme,
      List<String> versions,
      String version,
      String family,
      String defaultClass,
      boolean clustered,
      List<String> sizesTooSmall,
      int minStorage,
      int nameLength,
      int userLength,
      List<String> reservedUsers,
      List<String> reservedNames,
      List<String> logs,
      Map<String, String> logging,
      String tlsParameter,
      String tlsValue,
      String tlsQuery,
      String clientImage) {}

  /** Why something should no longer be used, and what instead. */
  public record Retirement(String reason, String successor) {}

  /**
   * The release of a tool that the output is tested with, and that is taken where one can be named.
   *
   * @param name {@code terraform}, {@code packer} or {@code packer-plugin-amazon}
   * @return its version, without {@code v}
   */
  public static String tool(String name) {
    return ROOT.at("/tools/entries").path(name).asText();
  }

  /** The distributions that can be named, by name. */
  public static Map<String, Distribution> distributions() {
    Map<String, Distribution> all = new TreeMap<>();
    ROOT.at("/distributions/entries")
        .properties()
        .forEach(
            entry -> {
              JsonValue node = entry.getValue();
              all.put(
                  entry.getKey(),
                  new Distribution(
                      node.path("owner").asText(),
                      node.path("name").asText(),
                      node.path("login").asText(),
                      node.path("root_device").asText()));
            });
    return all;
  }

  /** Why a distribution can no longer be named. */
  public static Optional<Retirement> retiredDistribution(String name) {
    JsonValue node = ROOT.path("retired_distributions");
    JsonValue reason = node.path("entries").path(name);
    return reason.isMissing()
        ? Optional.empty()
        : Optional.of(new Retirement(reason.asText(), node.path("successor").asText()));
  }

  /** Why an instance type or database class should no longer be used. */
  public static Optional<Retirement> retiredType(String type) {
    return ROOT.at("/retired_types/prefixes").properties().stream()
        .filter(entry -> type.startsWith(entry.getKey()))
        .map(
            entry ->
                new Retirement(
                    entry.getValue().path("reason").asText(),
                    entry.getValue().path("successor").asText()))
        .findFirst();
  }

  /** A database engine by its AWS name. */
  public static DatabaseEngine database(String engine) {
    JsonValue node = ROOT.at("/databases/entries").path(engine);
    return new DatabaseEngine(
        node.path("title").asText(),
        node.path("port").asInt(),
        node.path("scheme").asText(),
        texts(node.path("versions")),
        node.path("version").asText(),
        node.path("family").asText(),
        node.path("class").asText(),
        node.path("clustered").asBoolean(),
        texts(node.path("sizes_too_small")),
        node.path("min_storage").asInt(),
        node.path("name_length").asInt(),
        node.path("user_length").asInt(),
        texts(node.path("reserved_users")),
        texts(node.path("reserved_names")),
        texts(node.path("logs")),
        logging(node),
        node.path("tls_parameter").path("name").asText(),
        node.path("tls_parameter").path("value").asText(),
        node.path("tls_query").asText(),
        node.path("client_image").asText());
  }

  private static Map<String, String> logging(JsonValue engine) {
    Map<String, String> parameters = new TreeMap<>();
    engine
        .path("logging")
        .properties()
        .forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
    return parameters;
  }

  /** The shortest retention of logs, in days, that is not shorter than wanted. */
  public static int logRetention(int days) {
    List<Integer> allowed = new ArrayList<>();
    ROOT.at("/log_retention_days/values").forEach(value -> allowed.add(value.asInt()));
    return allowed.stream()
        .filter(value -> value >= days)
        .findFirst()
        .orElse(allowed.get(allowed.size() - 1));
  }

  /**
   * What NAT gateways cost.
   *
   * @param hour a gateway, in USD an hour
   * @param addressHour its public address, in USD an hour
   * @param gigabyte in USD for each gigabyte
   * @param asOf the date of the price
   */
  public record NatPrice(String hour, String addressHour, String gigabyte, String asOf) {}

  /** The price of a NAT gateway in a region, where it is known. */
  public static Optional<NatPrice> natPrice(String region) {
    JsonValue prices = ROOT.path("nat_gateway_prices");
    JsonValue hour = prices.path("hour").path(region);
    return hour.isMissing()
        ? Optional.empty()
        : Optional.of(
            new NatPrice(
                hour.asText(),
                prices.path("address_hour").asText(),
                prices.path("gigabyte").path(region).asText(),
                prices.path("as_of").asText()));
  }

  /**
   * Rules for a web application firewall that AWS keeps up to date.
   *
   * @param name what AWS calls the group
   * @param word a short word for it
   * @param why what it is for
   * @param capacity the units that it takes of what a firewall has
   * @param rules the names of its rules
   */
  public record FirewallGroup(
      String name, String word, String why, int capacity, List<String> rules) {}

  /** The groups of rules that every firewall has, the cheapest to ask first. */
  public static List<FirewallGroup> firewallGroups() {
    List<FirewallGroup> groups = new ArrayList<>();
    ROOT.at("/firewall_groups/entries")
        .forEach(
            node ->
                groups.add(
                    new FirewallGroup(
                        node.path("name").asText(),
                        node.path("word").asText(),
                        node.path("why").asText(),
                        node.path("capacity").asInt(),
                        texts(node.path("rules")))));
    return List.copyOf(groups);
  }

  /** The units of capacity that a firewall has at its basic price. */
  public static int firewallCapacity() {
    return ROOT.at("/firewall_groups/included_capacity").asInt();
  }

  /**
   * What a web application firewall costs, in USD.
   *
   * @param month by itself
   * @param ruleMonth each rule, and each group of rules
   * @param asOf the date of the price
   */
  public record FirewallPrice(
      String month, String ruleMonth, String millionRequests, String asOf) {}

  /** The price of a web application firewall. */
  public static FirewallPrice firewallPrice() {
    JsonValue prices = ROOT.path("firewall_prices");
    return new FirewallPrice(
        prices.path("month").asText(),
        prices.path("rule_month").asText(),
        prices.path("million_requests").asText(),
        prices.path("as_of").asText());
  }

  /** What instance types begin with, as far as the data goes. */
  public static List<String> instanceFamilies() {
    return texts(ROOT.at("/instance_families/names"));
  }

  /** The names of all regions. */
  public static List<String> regions() {
    return texts(ROOT.at("/regions/names"));
  }

  private static List<String> texts(JsonValue array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return List.copyOf(texts);
  }

  private static JsonValue load() {
    try (InputStream in = Facts.class.getResourceAsStream("facts.json")) {
      return JsonReader.read(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
