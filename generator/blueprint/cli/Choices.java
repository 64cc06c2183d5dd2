package blueprint.cli;

import blueprint.compile.BlueprintFile;
import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.memo.Digest;
import blueprint.source.SourceReader;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The blueprints that a command is given, and which of their environments. */
abstract class Choices {

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "The environment; all that a blueprint has unless given.")
  private @Nullable String environment;

  private final Map<String, String> digests = new LinkedHashMap<>();

  /** The blueprints, as the user named them. */
  abstract List<String> files();

  /** The environment that is wanted; all when empty. */
  Optional<String> environment() {
    return Optional.ofNullable(environment);
  }

  /** For a command that answers for one environment at a time. */
  static CommandFailure severalEnvironments(int number) {
    return new CommandFailure(
        ExitCode.USAGE,
        Failure.of(
            Kind.USAGE,
            "the blueprint has " + number + " environments",
            "choose one of them with --env"));
  }

  /** Reads all files; fails with exit code 4 when one is not there. */
  List<SourceReader.Decoded> read() {
    List<SourceReader.Decoded> decoded = new ArrayList<>();
    for (String file : files()) {
      try {
        byte[] bytes = BlueprintFile.bytes(Path.of(file));
        digests.put(file, Digest.of(bytes));
        decoded.add(SourceReader.decode(Path.of(file).toString(), bytes));
      } catch (IOException | InvalidPathException e) {
        throw new CommandFailure(
            ExitCode.FILE_SYSTEM,
            Failure.of(Kind.FILE_UNREADABLE, String.valueOf(e.getMessage())).at(file));
      }
    }
    return decoded;
  }

  /** What was read: a digest for each file, by the name that it was given. */
  Map<String, String> digests() {
    return digests;
  }
}
