package blueprint.target.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.facts.Limit;
import blueprint.plan.MachineGroup;
import blueprint.plan.UserDataSize;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserDataLoweringTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aMachineLearnsItsLiveValuesAndOnlyThePlacesOfSecrets() throws IOException {
    MachineParts parts =
        MachineParts.with(
            """
            secrets: {key: {generate: 40}, mail: {from: "secretsmanager:shop/mail"}}
            """,
            """
            settings:
              file: /srv/settings.json
              json:
                HOST: "${db.host}"
                PORT: ${db.port}
                URL: "${db.url}"
                KEYS: ["${secret.key}", 1.10]
                LB: "http://${lb.host}/"
            env: {MAIL: "x ${secret.mail} y"}
            """);

    assertThat(parts.values("AppLaunchTemplate"))
        .isEqualTo(
            JSON.readTree(
                """
                {"stack": "shop", "tier": "app", "region": "eu-west-1", "group": "web",
                 "roles": ["site"], "logs": {"group": "<AppLogGroup>"},
                 "signal": {"stack": "<AWS::StackName>", "resource": "AppAutoScalingGroup",
                   "checks": [{"port": 8080, "path": "/", "status": "200"}], "timeout": 780},
                 "settings": {"file": "/srv/settings.json",
                   "json": {"HOST": "<DbInstance.Endpoint.Address>", "PORT": 5432, "URL": null,
                     "KEYS": [null, 1.10], "LB": "http://<LbLoadBalancer.DNSName>/"},
                   "secrets": [
                     {"at": ["URL"], "parts": ["postgres://shop:",
                       {"secret": "<DbInstance.MasterUserSecret.SecretArn>", "key": "password",
                         "encode": "url"},
                       "@", "<DbInstance.Endpoint.Address>", ":5432/shop?sslmode=require"]},
                     {"at": ["KEYS", 0], "parts": [{"secret": "<KeySecret>"}]}]},
                 "environment": [
                   {"name": "MAIL", "parts": ["x ", {"secret": "shop/mail"}, " y"]}]}
                """));
  }

  @Test
  void textOfTheUserIsNoFunctionAndNoReference() throws IOException {
    String text = "${AWS::AccountId} {{resolve:ssm:/x}} !Ref Vpc %{x} \\\"q\\\" \\\\ <b> # é";
    MachineParts parts =
        MachineParts.machines(
            "settings: {file: /srv/settings.json, json: {\"{{resolve:key}}\": \""
                + text.replace("${", "$${")
                + "\"}}");

    List<Expression> written = parts.userData("AppLaunchTemplate");
    assertThat(MachineParts.joined(written)).doesNotContain("{{");
    assertThat(written)
        .allMatch(part -> part instanceof Expression.Text || part instanceof Expression.Ref);
    assertThat(parts.values("AppLaunchTemplate").at("/settings/json"))
        .isEqualTo(
            JSON.createObjectNode()
                .put(
                    "{{resolve:key}}",
                    "${AWS::AccountId} {{resolve:ssm:/x}} !Ref Vpc %{x} \"q\" \\ <b> # é"));
  }

  @Test
  void aBlankBesideAReferenceLeavesTheLinesReadable() {
    MachineParts parts = MachineParts.machines("env: {HOSTS: \"a ${db.host} b\"}");

    assertThat(parts.text("AppLaunchTemplate")).contains("content: |\n").doesNotContain("\\n");
  }

  @Test
  void whatIsTooLargeForLinesIsWrittenShort() throws IOException {
    String entries =
        IntStream.range(100, 500)
            .mapToObj(i -> "K%d: [%d, {n: v}]".formatted(i, i))
            .collect(Collectors.joining(", ", "{", "}"));
    MachineParts parts =
        MachineParts.machines("settings: {file: /srv/settings.json, json: " + entries + "}");

    assertThat(parts.values("AppLaunchTemplate").at("/settings/json")).hasSize(400);
    assertThat(bytes(parts.userData("AppLaunchTemplate")))
        .isLessThanOrEqualTo(Limit.USER_DATA.max());
  }

  /** The largest of each that is accepted, with names as long as they can be. */
  @Test
  void nothingThatIsAcceptedIsTooLarge() {
    String long32 = "n".repeat(29);
    for (int services : List.of(1, 10, 24)) {
      for (int variables : List.of(0, 40, 120)) {
        String all =
            IntStream.range(100, 100 + services)
                .mapToObj(
                    i ->
                        "        %s%d: {run: /usr/sbin/nginx, user: web, singleton: true}\n"
                            .formatted(long32, i))
                .collect(Collectors.joining());
        String environment =
            IntStream.range(100, 100 + variables)
                .mapToObj(i -> "E%d: \"{{{{\"".formatted(i))
                .collect(Collectors.joining(", ", "{", "}"));
        MachineParts parts = MachineParts.services("env: " + environment, all);
        assertThat(bytes(parts.userData("AppLaunchTemplate")))
            .isLessThanOrEqualTo(Limit.USER_DATA.max());
      }
    }
  }

  @Test
  void largeSettingsAreCutIntoParametersOfWhichNoneIsTooLarge() throws IOException {
    String entries =
        IntStream.range(100, 200)
            .mapToObj(i -> "K%d: \"ä 😀 {{x}} %s ${db.host}\"".formatted(i, "v".repeat(30)))
            .collect(Collectors.joining(", ", "{", "}"));
    MachineParts parts =
        MachineParts.machines("settings: {file: /srv/settings.json, json: " + entries + "}");

    List<String> ids = parts.ids("SSM::Parameter");
    List<Expression> all = new ArrayList<>();
    for (String id : ids) {
      Expression value = parts.property(id, "Value");
      List<Expression> stretch =
          value instanceof Expression.Join join ? join.parts() : List.of(value);
      assertThat(TextParts.bytes(stretch, UserDataSize.HOST))
          .isLessThanOrEqualTo(Limit.PARAMETER_VALUE.max());
      all.addAll(stretch);
    }
    String document = MachineParts.joined(all);
    assertThat(document).doesNotContain("{{");
    assertThat(JSON.readTree(document).get("K100").asText())
        .isEqualTo("ä 😀 {{x}} " + "v".repeat(30) + " <DbInstance.Endpoint.Address>");
    MachineGroup group = parts.plan().machineGroups().get(0);
    assertThat(ids).hasSizeLessThanOrEqualTo(group.settings().orElseThrow().parameters());
    JsonNode settings = parts.values("AppLaunchTemplate").at("/settings");
    assertThat(settings.has("json")).isFalse();
    assertThat(settings.get("parameters")).hasSize(ids.size());
    assertThat(settings.get("parameters").get(0).asText()).isEqualTo("<AppSettings0>");
  }

  @Test
  void settingsThatFitAreInNoParameter() {
    MachineParts parts =
        MachineParts.machines("settings: {file: /srv/settings.json, json: {a: b}}");

    assertThat(parts.ids("SSM::Parameter")).isEmpty();
  }

  private static int bytes(List<Expression> parts) {
    return TextParts.bytes(parts, 140);
  }
}
