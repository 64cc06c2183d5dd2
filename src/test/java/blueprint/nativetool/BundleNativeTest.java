package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What travels to Elastic Beanstalk, before the tools that will read it. */
@Tag("native")
class BundleNativeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCRIPTS = "\\.platform/(config)?hooks/.+|\\.platform/in-program";

  @TempDir Path folder;

  @BeforeEach
  void prepare() throws IOException {
    Bundle.write(folder);
  }

  @Test
  void everyExtensionIsReadAsItWasMeant() throws Exception {
    Map<?, ?> read = yaml(Bundle.files(folder, "\\.ebextensions/.+\\.config"));

    assertThat(read.keySet())
        .map(Object::toString)
        .containsExactly(
            "10_options.config",
            "20_packages.config",
            "30_replacement.config",
            "40_redirect.config",
            "60_once.config");
    JsonNode tree = JSON.valueToTree(read);
    assertThat(tree)
        .isEqualTo(
            JSON.readTree(
                """
                {"10_options.config": {"option_settings": {
                   "aws:elasticbeanstalk:container:python":
                     {"NumProcesses": "1", "NumThreads": "15", "WSGIPath": "testapp.wsgi:application"},
                   "aws:elasticbeanstalk:environment:proxy:staticfiles": {"/static": "static"}}},
                 "20_packages.config": {"packages": {"yum":
                   {"mariadb105-devel": [], "amazon-cloudwatch-agent": []}}},
                 "30_replacement.config": {"Resources": {"AWSEBAutoScalingGroup": {
                   "Type": "AWS::AutoScaling::AutoScalingGroup",
                   "Properties": {"HealthCheckType": "ELB", "HealthCheckGracePeriod": "600"}}}},
                 "40_redirect.config": {"Resources": {"AWSEBV2LoadBalancerListener": {
                   "Type": "AWS::ElasticLoadBalancingV2::Listener",
                   "Properties": {"LoadBalancerArn": {"Ref": "AWSEBV2LoadBalancer"}, "Port": 80,
                     "Protocol": "HTTP", "DefaultActions": [{"Type": "redirect", "RedirectConfig":
                       {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"}}]}}}},
                 "60_once.config": {"container_commands": {"once_01": {"command": "bash \\
                .platform/in-program 'python manage.py migrate --noinput && echo migrated \\
                >>/mnt/work/migrations'", "leader_only": true}}}}
                """
                    .replace("\\\n", "")));
  }

  @Test
  void everyScriptIsCleanForShellcheckAndMayBeRun() throws Exception {
    List<Path> scripts = Bundle.files(folder, SCRIPTS);

    shellcheck("bash", scripts).succeeded();
    shellcheck("sh", Bundle.files(folder, ".+/profile.d/.+")).succeeded();
    assertThat(scripts).hasSizeGreaterThan(8).allMatch(Files::isExecutable);
    for (Path script : scripts) {
      assertThat(Files.readString(script)).startsWith("#!/usr/bin/env bash\n").doesNotContain("\r");
    }
  }

  @Test
  void aHookWithAnUnquotedVariableIsRefused() throws Exception {
    Path hook = folder.resolve(".platform/in-program");
    Bundle.plant(hook, "-c \"$1\"", "-c $1");

    assertThat(shellcheck("bash", List.of(hook)).out()).contains("SC2086");
  }

  @Test
  void everyProgramCompilesInThePythonOfThePlatform() throws Exception {
    List<Object> command =
        new ArrayList<>(
            List.of(
                NativeTools.require("python3"),
                "-c",
                """
                import ast, pathlib, sys
                for path in sys.argv[1:]:
                    ast.parse(pathlib.Path(path).read_text(encoding="utf-8"), path, feature_version=(3, 9))
                """));
    command.addAll(Bundle.files(folder, ".+/usr/local/lib/.+"));

    assertThat(command).hasSizeGreaterThan(4);
    ToolRun.of(command.toArray()).succeeded();
  }

  @Test
  void systemdKnowsEveryWordOfTheUnits() throws Exception {
    Path units = Files.createDirectory(folder.resolve("units"));
    for (Path unit : Bundle.files(folder, ".+/systemd/system/[^/]+")) {
      Files.copy(unit, units.resolve(unit.getFileName().toString()));
    }
    Files.writeString(
        units.resolve("web.service"),
        "[Unit]\nDescription=web\n"
            + Files.readString(Bundle.files(folder, ".+/web\\.service\\.d/.+").get(0))
            + "ExecStart=/bin/true\n");
    List<Object> command =
        new ArrayList<>(List.of(NativeTools.require("systemd-analyze"), "verify", "--man=no"));
    command.addAll(Bundle.files(units, ".+"));
    ToolRun run =
        ToolRun.in(
            units,
            Map.of("SYSTEMD_UNIT_PATH", units + ":"),
            Duration.ofMinutes(1),
            command.toArray());

    assertThat(run.err() + run.out()).doesNotContain("Unknown", "ignoring", "not-found");
  }

  @Test
  void ebReadsItsConfigurationOnItsBranchAndNoOther() throws Exception {
    Path python = NativeTools.require("eb", "git").resolveSibling("python");
    for (String[] git :
        new String[][] {
          {"init", "-q", "-b", "main"},
          {"add", "."},
          {"-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-qm", "first"}
        }) {
      List<Object> command = new ArrayList<>(List.of("git", "-C", folder));
      command.addAll(List.of(git));
      ToolRun.of(command.toArray()).succeeded();
    }
    String ask =
        """
        from ebcli.core import fileoperations as files
        from ebcli.operations import commonops
        from ebcli.objects.sourcecontrol import SourceControl
        print(commonops.get_current_branch_environment(), files.get_application_name(),
              files.get_config_setting("global", "default_platform"),
              commonops.get_default_region(), type(SourceControl.get_source_control()).__name__,
              files.get_ebignore_list(), sep="|")
        """;

    assertThat(
            ToolRun.in(folder, Map.of(), Duration.ofMinutes(1), python, "-c", ask)
                .succeeded()
                .out())
        .isEqualTo(
            "shop-app|shop-app|Python 3.13 running on 64bit Amazon Linux 2023|eu-west-1|Git|None\n");
    ToolRun.of("git", "-C", folder, "checkout", "-qb", "other").succeeded();
    assertThat(
            ToolRun.in(folder, Map.of(), Duration.ofMinutes(1), python, "-c", ask)
                .succeeded()
                .out())
        .startsWith("None|shop-app|");
  }

  /** The words of a user in a command of a deploy: one argument, in YAML as in a hook. */
  @Test
  void aHostileCommandIsOneArgument() throws Exception {
    String hostile = "echo '$(id)' \\\"x\\\" # : - &a *b !c %d\\n  `id` {{x}}";
    Bundle.write(
        folder,
        Map.of(
            "python manage.py collectstatic --noinput", hostile,
            "python manage.py migrate --noinput", hostile));
    String command = "echo '$(id)' \"x\" # : - &a *b !c %d\n  `id` {{x}}";
    JsonNode extensions = JSON.valueToTree(yaml(Bundle.files(folder, ".+/60_once.config")));
    String once = extensions.at("/60_once.config/container_commands/once_01/command").textValue();
    Path hook = folder.resolve(".platform/hooks/predeploy/10_commands");
    Files.writeString(folder.resolve(".platform/in-program"), "printf '%s' \"$1\"\n");

    assertThat(ToolRun.in(folder, Map.of(), Duration.ofMinutes(1), "bash", hook).succeeded().out())
        .isEqualTo(command);
    assertThat(
            ToolRun.in(folder, Map.of(), Duration.ofMinutes(1), "sh", "-c", once).succeeded().out())
        .isEqualTo(command + " && echo migrated >>/mnt/work/migrations");
  }

  @Test
  void aProgramOfItsOwnStandsInTheProcfile() throws Exception {
    Path plain = Files.createDirectory(folder.resolve("plain"));
    Bundle.write(
        plain,
        Map.of("wsgi: testapp.wsgi:application", "run: daphne -p 8000 testapp.asgi:application"));
    Path odd = Files.createDirectory(folder.resolve("odd"));
    Bundle.write(
        odd, Map.of("wsgi: testapp.wsgi:application", "run: printf '%s|' '{HOME}' \"it's %h\""));

    assertThat(plain.resolve("Procfile"))
        .hasContent("web: daphne -p 8000 testapp.asgi:application");
    assertThat(odd.resolve("Procfile")).hasContent("web: sh .platform/web");
    shellcheck("sh", List.of(odd.resolve(".platform/web"))).succeeded();
    assertThat(ToolRun.of("sh", odd.resolve(".platform/web")).succeeded().out())
        .isEqualTo("{HOME}|it's %h|");
    assertThat(folder.resolve("Procfile")).doesNotExist();
  }

  /** Read by PyYAML, which refuses no key that is there twice: so does this. */
  private Map<?, ?> yaml(List<Path> files) throws Exception {
    List<Object> command =
        new ArrayList<>(
            List.of(
                NativeTools.require("moto_server").resolveSibling("python3"),
                "-c",
                """
                import json, pathlib, sys, yaml
                class Once(yaml.SafeLoader):
                    def construct_mapping(self, node, deep=False):
                        keys = [self.construct_object(key) for key, value in node.value]
                        assert len(keys) == len(set(keys)), keys
                        return super().construct_mapping(node, deep)
                print(json.dumps({pathlib.Path(path).name: yaml.load(open(path), Once) for path in sys.argv[1:]}))
                """));
    command.addAll(files);
    return JSON.readValue(ToolRun.of(command.toArray()).succeeded().out(), Map.class);
  }

  private static ToolRun shellcheck(String shell, List<Path> scripts) throws Exception {
    List<Object> command = new ArrayList<>(List.of(NativeTools.require("shellcheck")));
    command.addAll(List.of("--severity=style", "--norc", "--format=gcc", "--shell=" + shell));
    command.addAll(scripts);
    return ToolRun.of(command.toArray());
  }
}
