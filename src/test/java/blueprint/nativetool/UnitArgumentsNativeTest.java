package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The commands of awkward.yaml, as systemd reads their units. */
@Tag("native")
class UnitArgumentsNativeTest {

  @Test
  void argumentsThatMeanSomethingToSystemdAreOnlyText() throws IOException {
    assertThat(awkward("alone").command())
        .containsExactly(
            "/srv/awkward/say",
            "%h",
            "%%",
            "$HOME",
            "${HOME}",
            ";",
            "a ; b",
            "say \"it\"",
            "it's",
            "back\\slash",
            "end\\",
            "\\x41",
            "--",
            "*",
            "~",
            "#",
            "",
            "é",
            "[Install]",
            "ExecStart=/bin/false",
            "${values}",
            "{{{nothing}}}");
    assertThat(awkward("only-one").command())
        .containsExactly(
            "/usr/local/lib/awkward/lease",
            "only-one",
            "--",
            "/srv/awkward/say",
            "%t and $USER",
            ";");
  }

  @Test
  void argumentsBringNoSettings() throws IOException {
    UnitFile awkward = awkward("alone");
    UnitFile ordinary = unit("sentry", "sentry-demo", "sentry-worker.service");

    Set<String> expected = new TreeSet<>(ordinary.settings().keySet());
    expected.remove("Unit.Requires"); // it has no settings file,
    expected.add("Service.AmbientCapabilities"); // and listens on port 443
    assertThat(new TreeSet<>(awkward.settings().keySet())).isEqualTo(expected);
    assertThat(awkward.settings().values()).allSatisfy(values -> assertThat(values).hasSize(1));
    for (String key : expected) {
      if (key.matches("Service\\.(No|Pr|Re|Lock|Sys|U|Type|Kill).*(?<!Paths)(?<!User)")) {
        assertThat(awkward.get(key)).as(key).isEqualTo(ordinary.get(key));
      }
    }
    assertThat(awkward.get("Install.WantedBy")).isEqualTo("multi-user.target");
  }

  private static UnitFile awkward(String service) throws IOException {
    return unit("awkward", "awkward", "awkward-" + service + ".service");
  }

  private static UnitFile unit(String stack, String image, String name) throws IOException {
    return UnitFile.read(
        MachineOutput.imageFiles(stack, image).resolve("etc/systemd/system").resolve(name));
  }
}
