package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.cli.Main;
import blueprint.compile.HostilePayloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bash hands what a blueprint says of a build on as it was written, and reads nothing into it. */
@Tag("native")
final class BuildArgumentsNativeTest {

  @TempDir Path scratch;

  @Test
  void everyArgumentReachesDockerAsItWasWritten() throws IOException, InterruptedException {
    List<String> payloads = HostilePayloads.all();
    StringBuilder text =
        new StringBuilder(
            """
            blueprint: 1
            name: shop
            region: eu-west-1
            network: {zones: 3}
            images: {docker: {from: ubuntu-24.04}}
            tiers:
              swarm:
                swarm:
                  image: docker
                  workers: {min: 2}
                  services:
                    web:
                      build:
                        context: web
                        args:
            """);
    List<String> expected = new ArrayList<>(List.of("web", "shop/web", "web"));
    for (int i = 0; i < payloads.size(); i++) {
      String name = "TEXT_%03d".formatted(i);
      String payload = HostilePayloads.yaml(payloads.get(i).replace("$", "$$"));
      text.append("              " + name + ": " + payload + "\n");
      expected.add("--build-arg=" + name + "=" + payloads.get(i));
    }

    assertThat(arguments(generate(text.toString()))).isEqualTo(expected);
  }

  @Test
  void aPlantedSubstitutionIsNoticed() throws IOException, InterruptedException {
    assertThat(arguments("build web shop/web web \\\n  --build-arg=A=$(echo planted)\n"))
        .containsExactly("web", "shop/web", "web", "--build-arg=A=planted");
  }

  /** What the script's own function is given. */
  private List<String> arguments(String call) throws IOException, InterruptedException {
    Path script =
        Files.writeString(
            scratch.resolve("call.sh"), "build() { printf '%s\\0' \"$@\"; }\n" + call);
    String out = ToolRun.of(NativeTools.require("bash"), script).succeeded().out();
    assertThat(out).endsWith("\0");
    return List.of(out.substring(0, out.length() - 1).split("\0", -1));
  }

  /** The call that builds the only image. */
  private String generate(String blueprint) throws IOException {
    Path file = Files.writeString(scratch.resolve("shop.yaml"), blueprint);
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int exit =
        Main.run(
            out, out, "generate", file.toString(), "--output", scratch.resolve("out").toString());
    assertThat(exit).as(said.toString()).isZero();
    String script = Files.readString(scratch.resolve("out/shop/swarm/build.sh"));
    int from = script.indexOf("\nbuild web ");
    int to = script.indexOf("\n# Laid over the stack file");
    assertThat(from).isPositive().isLessThan(to);
    return script.substring(from + 1, to);
  }
}
