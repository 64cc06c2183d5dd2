package blueprint.cli;

import blueprint.adoption.Adoption;
import blueprint.adoption.Project;
import blueprint.adoption.Proposal;
import blueprint.adoption.Remark;
import blueprint.compile.Compiler;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Failure;
import blueprint.source.SourceReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A blueprint from a project, and a warning for each of its lines that means something else now.
 *
 * @param name what the service is called
 * @param text the blueprint, with what it lacks as comments at its end
 */
record Adopting(String name, String text) {

  private static final String HEAD =
      """
      # Proposed from the files of a project on Elastic Beanstalk. Read it as if it were not yours.

      """;

  private static final String TAIL =
      """

      # Of the project's files this is not in the blueprint. Delete a line here once it is dealt with.
      """;

  /** Reads a project. */
  static Adopting of(Path folder, Optional<String> name, Report report) {
    Proposal proposal = Adoption.propose(project(folder), name, Adopting::problems);
    proposal.remarks().forEach(remark -> say(remark, report));
    String blueprint =
        proposal
            .blueprint()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.INVALID_BLUEPRINT,
                        Failure.of(Failure.Kind.NOT_ADOPTABLE, folder.toString()).at(folder)));
    return new Adopting(proposal.name(), HEAD + blueprint + left(proposal.remarks()));
  }

  private static Project project(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        throw noProject(folder);
      }
      Project project = Project.read(folder);
      if (project.isEmpty()) {
        throw noProject(folder);
      }
      return project;
    } catch (IOException e) {
      throw CommandFailure.files(Failure.Kind.OUTPUT_UNREADABLE, folder, e);
    }
  }

  private static CommandFailure noProject(Path folder) {
    return new CommandFailure(
        ExitCode.FILE_SYSTEM, Failure.of(Failure.Kind.NO_PROJECT, folder.toString()).at(folder));
  }

  private static List<Diagnostic> problems(String text) {
    return Compiler.problems(
        SourceReader.decode("proposal.yaml", text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void say(Remark remark, Report report) {
    switch (remark.outcome()) {
      case LEFT -> report.add(failure(Failure.Kind.NOT_ADOPTED, remark));
      case CHANGED -> report.add(failure(Failure.Kind.ADOPTED_OTHERWISE, remark));
      case SAME -> report.note(remark.place() + ": " + remark.what() + ": " + remark.why());
      case TAKEN -> {}
    }
  }

  private static Failure failure(Failure.Kind kind, Remark remark) {
    String next = remark.next().isEmpty() ? "delete it there" : remark.next();
    return Failure.of(kind, remark.place().toString(), remark.what(), remark.why(), next)
        .at(remark.place())
        .warning();
  }

  private static String left(List<Remark> remarks) {
    StringBuilder lines = new StringBuilder();
    remarks.stream()
        .filter(remark -> remark.outcome() == Remark.Outcome.LEFT)
        .forEach(remark -> lines.append("# ").append(remark).append('\n'));
    return lines.isEmpty() ? "" : TAIL + lines;
  }
}
