package blueprint.nativetool;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A machine's instance metadata, in version 2: who has no token is told nothing. */
final class InstanceMetadata implements AutoCloseable {
  private static final String TOKEN = "metadata-token";

  private final Map<String, String> known = new ConcurrentHashMap<>();
  private final HttpServer server;

  private InstanceMetadata(HttpServer server) {
    this.server = server;
  }

  static InstanceMetadata start() throws IOException {
    InstanceMetadata metadata =
        new InstanceMetadata(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    metadata.server.createContext("/latest/", metadata::answer);
    metadata.server.start();
    return metadata;
  }

  /** Where it is, for example {@code 127.0.0.1:40123}. */
  String place() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Sets what lies below {@code meta-data/}. */
  void put(String path, String text) {
    known.put("/latest/meta-data/" + path, text);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean asksForToken =
        exchange.getRequestMethod().equals("PUT") && path.equals("/latest/api/token");
    boolean may = TOKEN.equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"));
    String text = asksForToken ? TOKEN : known.get(path);
    byte[] body = (text == null ? "" : text).getBytes(UTF_8);
    int status = asksForToken || may ? (text == null ? 404 : 200) : 401;
    exchange.sendResponseHeaders(status, status == 200 ? body.length : -1);
    if (status == 200) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
