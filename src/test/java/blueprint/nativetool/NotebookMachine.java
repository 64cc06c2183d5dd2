package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A machine of flask.yaml: its image, the user data that Terraform renders, and a local AWS. */
final class NotebookMachine {
  private final NotebookImage image;
  private final Map<String, String> environment;

  private NotebookMachine(NotebookImage image, MotoServer aws)
      throws IOException, InterruptedException {
    this.image = image;
    Path python = NativeTools.require("moto_server").resolveSibling("python3");
    String find = "import boto3, pathlib; print(pathlib.Path(boto3.__file__).parents[1])";
    image.root().share(Path.of(ToolRun.of(python, "-c", find).succeeded().out().strip()));
    this.environment =
        Map.of(
            "PYTHONPATH", "/mnt/host", // Debian's own boto3 knows no AWS_ENDPOINT_URL
            "AWS_ENDPOINT_URL", aws.address().toString(),
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "test",
            "NO_PROXY", "127.0.0.1");
  }

  /**
   * Does what cloud-init and the settings unit do before the services start.
   *
   * @param password the database's
   * @param mail the secret that lies there already
   * @param work an empty folder
   */
  static NotebookMachine boot(MotoServer aws, String password, String mail, Path work)
      throws IOException, InterruptedException {
    NotebookMachine machine = new NotebookMachine(NotebookImage.get(), aws);
    StoredSecrets secrets = new StoredSecrets(aws);
    String json = new ObjectMapper().writeValueAsString(Map.of("password", password));
    Map<String, String> live =
        Map.of(
            "local.region", "eu-west-1",
            "aws_db_instance.db.address", "db.internal",
            "aws_db_instance.db.master_user_secret[0].secret_arn", secrets.create("db", json),
            "aws_secretsmanager_secret.session.arn", secrets.create("session", "key"),
            "data.aws_caller_identity.current.account_id", "123456789012",
            "aws_dynamodb_table.leases.name", "notebook-leases");
    secrets.parameter("/notebook/mail", "SecureString", mail);
    String userData =
        UserData.render(MachineOutput.output("notebook").resolve("terraform"), "app", live, work);
    JsonNode file = new ObjectMapper(new YAMLFactory()).readTree(userData).at("/write_files/0");
    Path values = machine.image.root().resolve(file.get("path").textValue());
    Files.createDirectories(values.getParent());
    Files.writeString(values, file.get("content").textValue());
    ToolRun.of("chmod", file.get("permissions").textValue(), values).succeeded();

    machine.image.shell("rm -rf /run/notebook /srv/notebook/etc/settings.json");
    ToolRun run =
        machine
            .image
            .root()
            .run(machine.environment, machine.command("settings").toArray())
            .succeeded();
    assertThat(run.err()).contains("wrote /srv/notebook/etc/settings.json");
    return machine;
  }

  /** A path on the machine. */
  Path path(String path) {
    return image.root().resolve(path);
  }

  /** Starts a service as its unit says. */
  RunningProgram start(String service) throws IOException {
    return image.root().start(environment, command(service));
  }

  /** What systemd does before it starts a program, as far as a program can notice it. */
  private List<String> command(String service) throws IOException {
    UnitFile unit = image.unit(service);
    String prepare =
        """
        for name in $1; do mkdir -p "/run/$name"; done
        if [[ -n $2 ]]; then
          export CREDENTIALS_DIRECTORY=/run/credentials
          install -D --owner="$5" --mode=0400 "${2#*:}" "/run/credentials/${2%%:*}"
        fi
        if [[ -n $3 ]]; then set -a; . "$3"; set +a; fi
        cd "$4"
        exec setpriv --reuid="$5" --regid="$6" --init-groups --no-new-privs -- "${@:7}"
        """;
    List<String> words = new ArrayList<>(List.of("bash", "-euc", prepare, "bash"));
    words.add(unit.get("Service.RuntimeDirectory", ""));
    words.add(unit.get("Service.LoadCredential", ""));
    words.add(unit.get("Service.EnvironmentFile", ""));
    words.add(unit.get("Service.WorkingDirectory", "/"));
    words.add(unit.get("Service.User", "root"));
    words.add(unit.get("Service.Group", "root"));
    words.addAll(unit.command());
    return words;
  }
}
