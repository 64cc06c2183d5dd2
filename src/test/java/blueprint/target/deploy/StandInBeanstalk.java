package blueprint.target.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Elastic Beanstalk as far as scripts see it, for the AWS CLI itself: moto knows neither versions
 * nor updates of environments. Under {@code /health} it answers as the program.
 */
final class StandInBeanstalk implements AutoCloseable {

  /** An environment, and for how many more looks it is busy. */
  static final class Environment {
    final String name;
    String cname;
    String version = "Sample Application";
    String color = "Green";
    String machines = "1";
    private int busy;
    private String next = "";

    Environment(String name, String cname) {
      this.name = name;
      this.cname = cname;
    }
  }

  private record Event(int number, String environment, String severity, String message) {}

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);

  final Map<String, Environment> environments = new LinkedHashMap<>();

  /** The versions, each with the bucket and the key of its archive. */
  final Map<String, String> versions = new LinkedHashMap<>();

  final Set<String> saved = new TreeSet<>();

  /** Whether a command of the next deploy fails. */
  boolean failsNext;

  /** Whether what is deployed next is not well, although every command of it ends well. */
  boolean unwellNext;

  /** Whether a version can be read. */
  boolean readable = true;

  /** Whether names change when they are swapped. */
  boolean swaps = true;

  /** What the program says. */
  int health = 200;

  /** The last lines of the machine's logs. */
  String tail = "";

  final List<String> changes = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final HttpServer server;
  private int tails;

  private StandInBeanstalk(HttpServer server) {
    this.server = server;
  }

  static StandInBeanstalk start() throws IOException {
    StandInBeanstalk account =
        new StandInBeanstalk(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    account.server.setExecutor(Executors.newSingleThreadExecutor());
    account.server.createContext("/", account::serve);
    account.server.start();
    return account;
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  Environment environment(String name, String cname) {
    Environment made = new Environment(name, cname);
    environments.put(name, made);
    say(name, "INFO", "createEnvironment is starting.");
    return made;
  }

  private void say(String environment, String severity, String message) {
    events.add(new Event(events.size(), environment, severity, message));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (exchange.getRequestMethod().equals("GET")) {
        boolean logs = path.startsWith("/tail/");
        send(exchange, logs ? 200 : health, logs ? tail : "the program");
        return;
      }
      Map<String, String> form = form(exchange);
      String action = form.getOrDefault("Action", "");
      try {
        String result = result(action, form);
        send(
            exchange,
            200,
            "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>".formatted(action, result));
      } catch (IllegalArgumentException e) {
        send(
            exchange,
            400,
            "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameterValue</Code><Message>%s</Message></Error></ErrorResponse>"
                .formatted(e.getMessage()));
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private String result(String action, Map<String, String> form) {
    return switch (action) {
      case "DescribeEnvironments" ->
          list("Environments", members(form, "EnvironmentNames").stream().map(this::described));
      case "DescribeEvents" -> events(form);
      case "UpdateEnvironment" -> update(form);
      case "DescribeApplicationVersions" ->
          list(
              "ApplicationVersions",
              versions.keySet().stream()
                  .filter(label -> isWanted(label, members(form, "VersionLabels")))
                  .map(this::version));
      case "CreateApplicationVersion" -> create(form);
      case "DeleteApplicationVersion" -> delete(form);
      case "DescribeEnvironmentHealth" -> health(form);
      case "RequestEnvironmentInfo" -> {
        tails++;
        yield "";
      }
      case "RetrieveEnvironmentInfo" ->
          "<EnvironmentInfo>"
              + (tails == 0
                  ? ""
                  : "<member><InfoType>tail</InfoType><Ec2InstanceId>i-1</Ec2InstanceId><Message>%s/tail/%s</Message></member>"
                      .formatted(url(), Integer.toString(tails)))
              + "</EnvironmentInfo>";
      case "SwapEnvironmentCNAMEs" -> swap(form);
      case "DescribeApplications" ->
          "<Applications><member><ConfigurationTemplates>%s</ConfigurationTemplates></member></Applications>"
              .formatted(
                  saved.stream()
                      .map(name -> "<member>" + name + "</member>")
                      .collect(Collectors.joining()));
      case "DeleteConfigurationTemplate" -> {
        saved.remove(form.get("TemplateName"));
        yield "";
      }
      default -> throw new IllegalArgumentException("no such action: " + action);
    };
  }

  private static String list(String name, Stream<String> members) {
    return "<%1$s>%2$s</%1$s>".formatted(name, members.collect(Collectors.joining()));
  }

  private static boolean isWanted(String label, List<String> wanted) {
    return wanted.isEmpty() || wanted.contains(label);
  }

  private String described(String name) {
    Environment it = environments.get(name);
    if (it == null) {
      return "";
    }
    boolean busy = it.busy > 0;
    if (busy && --it.busy == 0) {
      end(it);
      busy = false;
    }
    return """
        <member><EnvironmentName>%s</EnvironmentName><CNAME>%s.eu-west-1.elasticbeanstalk.com</CNAME>\
        <VersionLabel>%s</VersionLabel><Status>%s</Status><Health>%s</Health>\
        <HealthStatus>%s</HealthStatus></member>"""
        .formatted(
            it.name,
            it.cname,
            it.version,
            busy ? "Updating" : "Ready",
            busy ? "Grey" : it.color,
            it.color.equals("Green") ? "Ok" : "Severe");
  }

  private void end(Environment it) {
    String label = it.next;
    if (!label.isEmpty()) {
      if (failsNext) {
        failsNext = false;
        say(it.name, "ERROR", "Failed to deploy application.");
        it.color = "Red";
        return;
      }
      it.version = label;
      it.color = unwellNext ? "Red" : "Green";
      unwellNext = false;
    }
    say(it.name, "INFO", "Environment update completed successfully.");
  }

  private String events(Map<String, String> form) {
    String since = form.getOrDefault("StartTime", "");
    List<Event> found = new ArrayList<>(events);
    found.removeIf(event -> !event.environment().equals(form.get("EnvironmentName")));
    found.removeIf(event -> time(event.number()).compareTo(since) < 0);
    Collections.reverse(found);
    return list(
        "Events",
        found.stream()
            .map(
                event ->
                    "<member><EventDate>%s</EventDate><Severity>%s</Severity><Message>%s</Message></member>"
                        .formatted(time(event.number()), event.severity(), event.message())));
  }

  private static String time(int number) {
    return LocalDateTime.of(2026, 11, 21, 10, 0).plusSeconds(number).format(TIME);
  }

  private String update(Map<String, String> form) {
    Environment it = environments.get(form.get("EnvironmentName"));
    if (it == null || it.busy > 0) {
      throw new IllegalArgumentException("Environment is in an invalid state. Must be Ready.");
    }
    it.next = form.getOrDefault("VersionLabel", "");
    if (!it.next.isEmpty() && !versions.containsKey(it.next)) {
      throw new IllegalArgumentException("No Application Version named " + it.next);
    }
    it.busy = 2;
    for (int i = 1; form.containsKey("OptionSettings.member." + i + ".OptionName"); i++) {
      if (form.get("OptionSettings.member." + i + ".OptionName").equals("MinSize")) {
        it.machines = form.get("OptionSettings.member." + i + ".Value");
      }
    }
    changes.add(it.name + (it.next.isEmpty() ? " has " + it.machines : " gets " + it.next));
    say(it.name, "INFO", "Environment update is starting.");
    return "<Status>Updating</Status>";
  }

  private String create(Map<String, String> form) {
    String label = form.get("VersionLabel");
    versions.put(
        label,
        "<S3Bucket>%s</S3Bucket><S3Key>%s</S3Key>"
            .formatted(form.get("SourceBundle.S3Bucket"), form.get("SourceBundle.S3Key")));
    changes.add("made " + label.replaceAll("-.*", "") + ": " + form.get("Description"));
    return "<ApplicationVersion><VersionLabel>%s</VersionLabel><Status>PROCESSING</Status></ApplicationVersion>"
        .formatted(label);
  }

  private String version(String label) {
    return "<member><VersionLabel>%s</VersionLabel><Status>%s</Status><SourceBundle>%s</SourceBundle></member>"
        .formatted(label, readable ? "PROCESSED" : "FAILED", versions.get(label));
  }

  private String delete(Map<String, String> form) {
    String label = form.get("VersionLabel");
    if (environments.values().stream().anyMatch(it -> it.version.equals(label))) {
      throw new IllegalArgumentException("Unable to delete application version: it is deployed");
    }
    versions.remove(label);
    return "";
  }

  private String health(Map<String, String> form) {
    Environment it = environments.get(form.get("EnvironmentName"));
    return "<Causes>%s</Causes><InstancesHealth><Ok>%s</Ok></InstancesHealth>"
        .formatted(
            it.color.equals("Green") ? "" : "<member>100.0 % of the requests fail.</member>",
            it.machines);
  }

  private String swap(Map<String, String> form) {
    Environment one = environments.get(form.get("SourceEnvironmentName"));
    Environment other = environments.get(form.get("DestinationEnvironmentName"));
    changes.add(one.name + " and " + other.name + " swap");
    one.busy = 1;
    one.next = "";
    if (swaps) {
      String cname = one.cname;
      one.cname = other.cname;
      other.cname = cname;
    }
    return "";
  }

  private static List<String> members(Map<String, String> form, String name) {
    List<String> members = new ArrayList<>();
    for (int i = 1; form.containsKey(name + ".member." + i); i++) {
      members.add(form.get(name + ".member." + i));
    }
    return members;
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    Map<String, String> form = new TreeMap<>();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return form;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
