package blueprint.cli;

import blueprint.compile.BlueprintFile;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.JsonRenderer;
import blueprint.diagnostic.TextRenderer;
import blueprint.source.SourceReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The blueprints that a command is given, and how it reports what is wrong with them. */
final class Inputs {

  /** How problems are written. */
  enum Format {
    TEXT,
    JSON
  }

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Blueprints.")
  private List<String> files = List.of();

  @Option(
      names = "--diagnostics",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How problems are written to standard error: text or json.")
  private Format format = Format.TEXT;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "The environment; all that a blueprint has unless given.")
  private @Nullable String environment;

  /** The environment that is wanted; all when empty. */
  Optional<String> environment() {
    return Optional.ofNullable(environment);
  }

  /** Reads all files; fails with exit code 4 when one is not there. */
  List<SourceReader.Decoded> read() {
    List<SourceReader.Decoded> decoded = new ArrayList<>();
    for (String file : files) {
      try {
        decoded.add(BlueprintFile.read(Path.of(file)));
      } catch (IOException | InvalidPathException e) {
        throw new CommandFailure(ExitCode.FILE_SYSTEM, String.valueOf(e.getMessage()));
      }
    }
    return decoded;
  }

  /** Writes problems of all files in one document. */
  void report(List<Diagnostic> found, PrintWriter err) {
    if (format == Format.JSON) {
      err.print(JsonRenderer.render(found));
    } else {
      err.print(new TextRenderer(colour()).render(found));
    }
    err.flush();
  }

  private static boolean colour() {
    return CommandLine.Help.Ansi.AUTO.enabled();
  }
}
