package blueprint.cli;

import blueprint.ci.Provider;
import blueprint.ci.Service;
import blueprint.compile.Compiler;
import blueprint.compile.Rollout;
import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.output.SealedFile;
import blueprint.source.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether pipelines are written beside the output, and which. */
final class PipelineChoice {

  @Option(
      names = "--ci",
      paramLabel = "KIND",
      description = "Also write a pipeline into the Git repository: github or gitlab.")
  private @Nullable Provider provider;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "What the pipeline applies, where a blueprint is compiled for both engines.")
  private @Nullable String engine;

  /**
   * A pipeline that is to be written.
   *
   * @param root of the repository
   */
  record File(Provider provider, Service service, Path root) {

    /** How the file is called to the user. */
    String shown() {
      Path here = Path.of("").toAbsolutePath();
      Path file = root.resolve(provider.path(service));
      return (file.startsWith(here) ? here.relativize(file) : file).toString();
    }

    SealedFile.State write(boolean overwrite) {
      String note =
          String.format(
              Locale.ROOT,
              "Made from %s by `blueprint generate --ci %s`, which leaves it alone once it is edited;",
              service.file(),
              provider.label());
      try {
        return SealedFile.write(
            root, provider.path(service), note, provider.text(service), overwrite);
      } catch (IOException e) {
        throw CommandFailure.files(Kind.OUTPUT_UNWRITABLE, Path.of(shown()), e);
      }
    }
  }

  boolean isWanted() {
    return provider != null;
  }

  /** Refuses options that mean nothing together, before anything is done. */
  void refuseNonsense(Choices inputs) {
    if (provider == null && engine != null) {
      throw usage("--engine says what a pipeline applies, and none is asked for", "add --ci");
    }
    if (provider != null && inputs.environment().isPresent()) {
      throw usage("a pipeline is for all environments of a blueprint", "leave out --env");
    }
  }

  /** The pipelines of blueprints that compile; nothing is written yet. */
  List<File> files(Choices inputs, Destination destination) {
    if (provider == null) {
      return List.of();
    }
    List<File> files = new ArrayList<>();
    List<SourceReader.Decoded> decoded = inputs.read();
    for (int i = 0; i < decoded.size(); i++) {
      String name = inputs.files().get(i);
      Path blueprint = real(Path.of(name));
      Path root = root(blueprint, name);
      String output = inside(root, real(destination.directory()), destination.directory());
      Service service =
          service(Compiler.rollOut(decoded.get(i)), inside(root, blueprint, Path.of(name)), output);
      files.add(new File(provider, service, root));
    }
    return files;
  }

  private Service service(Rollout rollout, String file, String output) {
    List<Service.Stage> stages =
        rollout.stages().stream()
            .map(
                stage ->
                    new Service.Stage(
                        stage.environment(),
                        stage.region(),
                        engine(stage.engines()),
                        stage.buildsImages()))
            .toList();
    return new Service(rollout.service(), file, output, stages);
  }

  private String engine(List<String> engines) {
    String wanted = Optional.ofNullable(engine).orElse(engines.get(0)).toLowerCase(Locale.ROOT);
    String both = String.join(" and ", engines);
    if (engine == null && engines.size() > 1) {
      throw usage(
          "the blueprint is compiled for " + both + ", and a pipeline applies one of them",
          "choose the one that made the system, or is to make it, with --engine");
    }
    if (!engines.contains(wanted)) {
      throw usage("the blueprint is not compiled for `" + engine + "`", "it is for " + both);
    }
    return wanted;
  }

  private static Path root(Path blueprint, String name) {
    for (Path at = blueprint.getParent(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        return at;
      }
    }
    throw new CommandFailure(
        ExitCode.FILE_SYSTEM, Failure.of(Kind.PIPELINE_HOMELESS, name).at(name));
  }

  /** A path from the root, with slashes; the root itself is a dot. */
  private static String inside(Path root, Path path, Path shown) {
    if (!path.startsWith(root)) {
      throw new CommandFailure(
          ExitCode.FILE_SYSTEM,
          Failure.of(Kind.PIPELINE_OUTSIDE, shown.toString(), root.toString()).at(shown));
    }
    String relative =
        StreamSupport.stream(root.relativize(path).spliterator(), false)
            .map(Path::toString)
            .collect(Collectors.joining("/"));
    String found = relative.isEmpty() ? "." : relative;
    if (!Provider.takes(found)) {
      throw new CommandFailure(ExitCode.USAGE, Failure.of(Kind.PIPELINE_PATH, found).at(shown));
    }
    return found;
  }

  /** Where a path leads when its links are followed, as far as it is there. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    try {
      return absolute.toRealPath();
    } catch (IOException e) {
      return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
    }
  }

  private static CommandFailure usage(String message, String hint) {
    return new CommandFailure(ExitCode.USAGE, Failure.of(Kind.USAGE, message, hint));
  }
}
