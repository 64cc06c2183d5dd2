package blueprint.nativetool;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * What EC2 and Auto Scaling say of machines, and what the machines tell Auto Scaling.
 *
 * <p>moto knows no state of a machine but {@code InService}, and takes no word from a hook.
 */
final class StandInEc2 implements AutoCloseable {

  /** A machine as its auto-scaling group sees it. */
  record Instance(String group, String address, String zone, String state) {}

  private final Map<String, Instance> instances = new ConcurrentSkipListMap<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  private StandInEc2(HttpServer server) {
    this.server = server;
  }

  static StandInEc2 start() throws IOException {
    StandInEc2 account =
        new StandInEc2(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    account.server.createContext("/", account::answer);
    account.server.start();
    return account;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Starts a machine, or changes what is known of it. */
  void put(String id, Instance instance) {
    instances.put(id, instance);
  }

  Instance get(String id) {
    return instances.get(id);
  }

  /** Takes a machine away, as if it had never been. */
  void remove(String id) {
    instances.remove(id);
  }

  /**
   * The actions that machines called, each with its machine: {@code CompleteLifecycleAction i-1}.
   */
  List<String> told() {
    return told;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(exchange);
    String action = form.getOrDefault("Action", "");
    String result = "";
    if (action.equals("DescribeAutoScalingGroups")) {
      result = "<AutoScalingGroups>" + groups(form) + "</AutoScalingGroups>";
    } else if (!action.equals("DescribeInstances")) {
      told.add(
          "%s %s %s %s"
              .formatted(
                  action,
                  form.get("InstanceId"),
                  form.get("AutoScalingGroupName"),
                  form.get("LifecycleHookName")));
    }
    String body =
        action.equals("DescribeInstances")
            ? "<DescribeInstancesResponse><reservationSet><item><instancesSet>%s</instancesSet></item></reservationSet></DescribeInstancesResponse>"
                .formatted(addresses())
            : "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                .formatted(action, result);
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String groups(Map<String, String> form) {
    return form.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("AutoScalingGroupNames.member."))
        .map(entry -> "<member><Instances>" + members(entry.getValue()) + "</Instances></member>")
        .collect(Collectors.joining());
  }

  private String members(String group) {
    return instances.entrySet().stream()
        .filter(entry -> entry.getValue().group().equals(group))
        .map(
            entry ->
                "<member><InstanceId>%s</InstanceId><AvailabilityZone>%s</AvailabilityZone><LifecycleState>%s</LifecycleState></member>"
                    .formatted(entry.getKey(), entry.getValue().zone(), entry.getValue().state()))
        .collect(Collectors.joining());
  }

  private String addresses() {
    return instances.entrySet().stream()
        .map(
            entry ->
                "<item><instanceId>%s</instanceId><privateIpAddress>%s</privateIpAddress></item>"
                    .formatted(entry.getKey(), entry.getValue().address()))
        .collect(Collectors.joining());
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
