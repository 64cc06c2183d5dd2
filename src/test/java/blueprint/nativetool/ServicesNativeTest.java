package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way on one machine: user data by Terraform, the settings from it, and the services of
 * flask.yaml as their units start them.
 */
@Tag("native")
class ServicesNativeTest {
  private static final String PASSWORD = "p/w\"\\$`x` é%40";
  private static final String MAIL = "mail $HOME \"word\"";

  @TempDir Path work;
  private MotoServer aws;
  private NotebookMachine machine;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    aws = LocalAws.empty();
    machine = NotebookMachine.boot(aws, PASSWORD, MAIL, work);
  }

  @Test
  void theHealthCheckIsAnsweredWithWhatTheSettingsSay() throws Exception {
    String targets = Files.readString(MachineOutput.output("notebook").resolve("terraform/lb.tf"));
    String port =
        only("(?m)^  port += (\\d+)$", targets.substring(targets.indexOf("target_group")));
    String path = only("(?m)^    path += \"(.+)\"$", targets);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();

    try (RunningProgram web = machine.start("web")) {
      web.until(() -> answer(request) != null);
      HttpResponse<String> answer = answer(request);

      assertThat(answer.statusCode()).isEqualTo(200);
      String url =
          "postgres://notebook:p%2Fw%22%5C%24%60x%60%20%C3%A9%2540@db.internal"
              + ":5432/notebook?sslmode=require";
      assertThat(new ObjectMapper().readTree(answer.body()))
          .isEqualTo(
              new ObjectMapper()
                  .valueToTree(
                      Map.of(
                          "host",
                          "db.internal",
                          "port",
                          5432,
                          "password",
                          digest(PASSWORD),
                          "url",
                          digest(url),
                          "mail",
                          digest(MAIL),
                          "user",
                          true)));
    }
  }

  @Test
  void theSingletonRunsWithItsLease() throws Exception {
    aws.json(
        "dynamodb",
        "eu-west-1",
        "DynamoDB_20120810.CreateTable",
        """
        {"TableName": "notebook-leases", "BillingMode": "PAY_PER_REQUEST",
         "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
         "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}
        """);

    try (RunningProgram tidy = machine.start("tidy")) {
      tidy.until(() -> Files.exists(machine.path("/srv/notebook/var/tidied")));

      assertThat(tidy.output()).contains("holds the lease");
      String scan = "{\"TableName\": \"notebook-leases\"}";
      assertThat(aws.json("dynamodb", "eu-west-1", "DynamoDB_20120810.Scan", scan))
          .contains("\"notebook/tidy\"");
    }
  }

  private static HttpResponse<String> answer(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    } catch (ConnectException notYet) {
      return null;
    }
  }

  private static String only(String pattern, String text) {
    List<MatchResult> found = Pattern.compile(pattern).matcher(text).results().toList();
    assertThat(found).as(pattern).hasSize(1);
    return found.get(0).group(1);
  }

  private static String digest(String text) throws NoSuchAlgorithmException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
