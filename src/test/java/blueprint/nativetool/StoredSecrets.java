package blueprint.nativetool;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;

/** The secrets and parameters of a local AWS. */
record StoredSecrets(MotoServer aws) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Stores a secret; returns its ARN. */
  String create(String name, String text) throws IOException, InterruptedException {
    String answer = secrets("CreateSecret", Map.of("Name", name, "SecretString", text));
    return JSON.readTree(answer).get("ARN").textValue();
  }

  /** Changes a secret. */
  void change(String arn, String text) throws IOException, InterruptedException {
    secrets("PutSecretValue", Map.of("SecretId", arn, "SecretString", text));
  }

  /** Stores a parameter of Systems Manager: a {@code String} or a {@code SecureString}. */
  void parameter(String name, String type, String text) throws IOException, InterruptedException {
    Map<String, String> request = Map.of("Name", name, "Type", type, "Value", text);
    aws.json("ssm", "eu-west-1", "AmazonSSM.PutParameter", JSON.writeValueAsString(request));
  }

  private String secrets(String action, Map<String, String> request)
      throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(request);
    return aws.json("secretsmanager", "eu-west-1", "secretsmanager." + action, body);
  }
}
