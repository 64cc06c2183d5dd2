package blueprint.nativetool;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A local AWS on a free loopback port, empty at first and gone when closed.
 *
 * <p>Start it in {@code @BeforeEach} if it is not running yet, and close it in {@code @AfterAll}:
 * then a test whose tools are missing is counted as skipped.
 */
public final class MotoServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Path TEMPLATES = Path.of("src/test/resources/moto");

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Process process;
  private final Path log;
  private final URI address;

  private MotoServer(Process process, Path log, URI address) {
    this.process = process;
    this.log = log;
    this.address = address;
  }

  /** Starts a server and waits until it answers. */
  public static MotoServer start() throws IOException, InterruptedException {
    return start(Map.of());
  }

  /** As {@link #start()}, and its CloudFormation passes on all that a template says. */
  static MotoServer startForTemplates() throws IOException, InterruptedException {
    MotoServer server = start(Map.of("PYTHONPATH", TEMPLATES.toAbsolutePath().toString()));
    String said = Files.readString(server.log);
    if (said.contains("Error in sitecustomize")) {
      server.close();
      throw new IOException(said);
    }
    return server;
  }

  private static MotoServer start(Map<String, String> more)
      throws IOException, InterruptedException {
    Path program = NativeTools.require("moto_server");
    int port = freePort();
    Path log = Files.createTempFile("moto", ".log");
    // Without the variable AWS's own policies, such as AmazonSSMManagedInstanceCore, do not exist.
    Map<String, String> environment = new HashMap<>(more);
    environment.put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
    Process process =
        ToolRun.builder(
                List.of(program.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port)),
                environment)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    MotoServer server = new MotoServer(process, log, URI.create("http://127.0.0.1:" + port));
    try {
      server.awaitAnswer();
      return server;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  /** Where the server listens, for example {@code http://127.0.0.1:40123}. */
  public URI address() {
    return address;
  }

  /** Forgets everything that was created. */
  public void reset() throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(address.resolve("/moto-api/reset")).POST(BodyPublishers.noBody()));
  }

  /**
   * Calls a service that speaks the query protocol (EC2, IAM, RDS, ELB, Auto Scaling); returns XML.
   *
   * @param form for example {@code Action=DescribeVpcs&Version=2016-11-15}
   */
  public String query(String service, String region, String form)
      throws IOException, InterruptedException {
    return send(
        signed(service, region)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  /**
   * Calls a service that speaks the JSON protocol (DynamoDB, Logs, Secrets Manager); returns JSON.
   *
   * @param target for example {@code DynamoDB_20120810.DescribeTable}
   */
  public String json(String service, String region, String target, String body)
      throws IOException, InterruptedException {
    return send(
        signed(service, region)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", target)
            .POST(BodyPublishers.ofString(body)));
  }

  /** Makes a bucket of S3, {@code /bucket}, or an object in it, {@code /bucket/key}. */
  void put(String path, byte[] content) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Authorization", authorization("s3", "us-east-1"))
            .PUT(BodyPublishers.ofByteArray(content)));
  }

  @Override
  public void close() {
    ToolRun.killTree(process);
    log.toFile().delete();
  }

  private HttpRequest.Builder signed(String service, String region) {
    return HttpRequest.newBuilder(address.resolve("/"))
        .header("Authorization", authorization(service, region));
  }

  private static String authorization(String service, String region) {
    return "AWS4-HMAC-SHA256 Credential=test/20260101/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
        .formatted(region, service);
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      try {
        send(HttpRequest.newBuilder(address.resolve("/moto-api/data.json")).GET());
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("moto_server did not start:\n" + Files.readString(log), notYet);
        }
        Thread.sleep(200);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
