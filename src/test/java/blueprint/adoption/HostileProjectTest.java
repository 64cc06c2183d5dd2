package blueprint.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.cli.Main;
import blueprint.diagnostic.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects that nobody wrote in good faith: bounded, never run, and never repeated in a secret. */
final class HostileProjectTest {

  private static final String SECRET = "planted";

  @TempDir private Path scratch;

  @Test
  void changedProjectsNeverCrashAndNeverShowASecret() throws IOException {
    Random chance = new Random(7);
    int proposals = 0;
    for (Path folder : AdoptionTest.cases()) {
      for (int i = 0; i < 12; i++) {
        Path mutant = scratch.resolve(folder.getFileName() + "-" + i);
        mutate(folder.resolve("project"), mutant, chance);
        Proposal proposal =
            Adoption.propose(Project.read(mutant), Optional.empty(), AdoptionTest::problems);
        String text = proposal.blueprint().orElse("");
        assertThat(text + proposal.remarks()).as(mutant.toString()).doesNotContain(SECRET);
        boolean said =
            proposal.remarks().stream().anyMatch(r -> r.place().file().equals("the blueprint"));
        if (!text.isEmpty() && !said) {
          proposals++;
          assertThat(AdoptionTest.problems(text))
              .as(mutant.toString())
              .noneMatch(problem -> problem.severity() == Severity.ERROR);
        }
      }
    }
    assertThat(proposals).isGreaterThan(50);
  }

  /** Each file has a line taken out, doubled, moved in, or cut, but for lines with a secret. */
  private static void mutate(Path from, Path to, Random chance) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = lines.isEmpty() ? 0 : chance.nextInt(lines.size());
        if (!lines.isEmpty() && !lines.get(at).contains(SECRET)) {
          String line = lines.get(at);
          switch (chance.nextInt(6)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, line);
            case 2 -> lines.set(at, "  " + line);
            case 3 -> lines.set(at, line.substring(0, line.length() / 2));
            case 4 -> lines.set(at, line + " &anchor [*anchor, {");
            default -> lines.set(at, line.replaceAll("[0-9a-z]+", "\u00e9'\"`\\$(x)"));
          }
        }
        Files.write(copy, String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path elsewhere = Files.writeString(scratch.resolve("elsewhere"), "option_settings:\n  A: b\n");
    Path project = Files.createDirectories(scratch.resolve("links"));
    Path extensions = Files.createDirectories(project.resolve(".ebextensions"));
    Files.createSymbolicLink(extensions.resolve("a.config"), elsewhere);
    Files.createSymbolicLink(project.resolve(".platform"), scratch);
    Files.createSymbolicLink(project.resolve("Procfile"), elsewhere);
    assertThat(Project.read(project).files())
        .hasSize(3)
        .allMatch(file -> file.text().isEmpty())
        .allMatch(file -> file.problem().equals(Optional.of("it is a link")));
  }

  @Test
  void whatIsTooLargeOrTooMuchIsReportedAndNotRead() throws IOException {
    Path project = scratch.resolve("large");
    Path extensions = Files.createDirectories(project.resolve(".ebextensions"));
    Files.writeString(extensions.resolve("a.config"), "#".repeat((1 << 20) + 1));
    StringBuilder many = new StringBuilder("option_settings:\n");
    for (int i = 0; i < 3000; i++) {
      many.append("  V").append(i).append(": x\n");
    }
    Files.writeString(extensions.resolve("b.config"), many);
    for (int i = 0; i < 600; i++) {
      Files.writeString(extensions.resolve("c" + i), "");
    }
    Proposal proposal =
        Adoption.propose(Project.read(project), Optional.empty(), AdoptionTest::problems);
    assertThat(proposal.remarks())
        .anyMatch(remark -> remark.why().equals("it is larger than 1 MiB"))
        .anyMatch(remark -> remark.why().equals("the project says more than 500 things"))
        .anyMatch(remark -> remark.why().equals("it has more than 500 files"));
  }

  @Test
  void aFolderWithoutAProjectIsRefused() throws IOException {
    assertThat(init("--from", scratch.toString()))
        .startsWith("4 ")
        .contains("is no project of Elastic Beanstalk");
    assertThat(init("--from", scratch.resolve("nowhere").toString())).startsWith("4 ");
    assertThat(init("--from", scratch.toString(), "--region", "eu-west-1")).startsWith("64 ");
    assertThat(init("--show")).startsWith("64 ");
  }

  @Test
  void aBlueprintThatIsThereIsNotWrittenOver() throws IOException {
    Path file = scratch.resolve("shop.yaml");
    String project = AdoptionTest.ROOT.resolve("docker/project").toString();
    assertThat(init("--from", project, "--file", file.toString())).startsWith("0 ");
    assertThat(file).content().contains("\nname: shop\n");
    assertThat(init("--from", project, "--file", file.toString()))
        .startsWith("4 ")
        .contains("is there already");
    assertThat(init("--from", project, "--show", "other")).contains("\nname: other\n");
  }

  private static String init(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("init"));
    all.addAll(List.of(arguments));
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    return code + " " + out + err;
  }
}
