package blueprint.cli;

import blueprint.compile.Compilation;
import blueprint.compile.Compilation.Output;
import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.explain.ErrorReader;
import blueprint.explain.Explainer;
import blueprint.explain.SourceMap;
import blueprint.output.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Says what comes from where. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    header = "Say what comes from where, and what a tool's error means.",
    description = {
      "Says what a place in a blueprint makes, and where a generated block or line comes from:%n",
      "  blueprint explain shop.yaml                              everything",
      "  blueprint explain shop.yaml tiers.app.scale              what it makes",
      "  blueprint explain shop.yaml aws_lb.front                 where it comes from",
      "  blueprint explain shop.yaml FrontLoadBalancer            the same in CloudFormation",
      "  blueprint explain shop.yaml out/shop/terraform/app.tf:42",
      "  terraform apply 2>&1 | blueprint explain shop.yaml --error -%n",
      "The last one finds errors of terraform, cloudformation, packer and cloud-init in what they printed,",
      "and says for each which line of the blueprint it is about, the likely cause, and what to do."
    })
final class ExplainCommand implements Callable<Integer> {

  /** How the answer is written. */
  enum Format {
    TEXT,
    JSON
  }

  private static final Pattern LINE = Pattern.compile("(.+?):(\\d{1,7})(?:[:-]\\d{1,7})?");

  @Spec private CommandSpec spec;
  @ParentCommand private Main main;
  @Mixin private Input input = new Input();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "WHAT",
      description =
          "A path in the blueprint, an address, or a generated file, perhaps with a line.")
  private @Nullable String what;

  @Option(
      names = "--error",
      paramLabel = "FILE",
      description = "What a native tool printed; - for standard input.")
  private @Nullable String error;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TEXT;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "out",
      description = "Where the generated folders are (default: ${DEFAULT-VALUE}).")
  private Path directory = Path.of("out");

  @Override
  public Integer call() {
    if (what != null && error != null) {
      throw usage("WHAT and --error are two questions", "ask one of them");
    }
    Optional<List<Output>> outputs = Compiling.trace(input, main.report());
    if (outputs.isEmpty()) {
      return ExitCode.INVALID_BLUEPRINT;
    }
    Output output = one(outputs.get());
    Path folder = directory.resolve(output.folder());
    noteDifferences(output, folder);
    Compilation.Trail trail = output.trail().orElseThrow();
    SourceMap map = new SourceMap(trail.origins(), trail.source());
    Explainer explainer =
        format == Format.JSON
            ? Explainer.json(map, folder.toString())
            : Explainer.text(map, folder.toString());
    spec.commandLine().getOut().print(answer(map, explainer));
    return ExitCode.DONE;
  }

  private Output one(List<Output> outputs) {
    List<Output> meant =
        outputs.stream().filter(o -> what != null && what.contains(o.folder() + "/")).toList();
    List<Output> left = meant.isEmpty() ? outputs : meant;
    if (left.size() > 1) {
      throw Choices.severalEnvironments(left.size());
    }
    return left.get(0);
  }

  /** Lines are those of what the blueprint yields now. */
  private void noteDifferences(Output output, Path folder) {
    if (Files.isDirectory(folder) && !CheckCommand.compare(output, folder).isClean()) {
      main.report()
          .note(
              folder
                  + " is not what this blueprint yields; lines are those that `generate` writes");
    }
  }

  private String answer(SourceMap map, Explainer explainer) {
    if (error != null) {
      return explainer.errors(errors(map, error));
    }
    return what == null ? explainer.overview() : answer(map, explainer, what);
  }

  private static String answer(SourceMap map, Explainer explainer, String asked) {
    List<Origin> generated = generated(map, asked);
    if (!generated.isEmpty()) {
      return explainer.origins(generated);
    }
    return map.effect(asked).map(explainer::effect).orElseThrow(() -> unknown(map, asked));
  }

  private static List<Origin> generated(SourceMap map, String what) {
    Optional<Origin> address = map.address(what);
    if (address.isPresent()) {
      return List.of(address.get());
    }
    Matcher line = LINE.matcher(what);
    if (!line.matches()) {
      return map.line(what, 0);
    }
    int number = Integer.parseInt(line.group(2));
    List<Origin> there = map.line(line.group(1), number);
    if (there.isEmpty() && map.file(line.group(1)).isPresent()) {
      throw usage(
          "line " + number + " of " + line.group(1) + " belongs to no block",
          "name a line of a block, or the file alone");
    }
    return there;
  }

  private static CommandFailure unknown(SourceMap map, String what) {
    return usage(
        "`" + what + "` is neither a place in the blueprint nor a part of the output",
        map.nearest(what)
            .map(near -> "did you mean `" + near + "`?")
            .orElse("`blueprint explain FILE` lists both"));
  }

  private static CommandFailure usage(String message, String hint) {
    return new CommandFailure(ExitCode.USAGE, Failure.of(Kind.USAGE, message, hint));
  }

  private static ErrorReader.Result errors(SourceMap map, String name) {
    try (InputStream in = name.equals("-") ? System.in : open(name)) {
      return ErrorReader.read(in, map);
    } catch (IOException | InvalidPathException e) {
      throw new CommandFailure(
          ExitCode.FILE_SYSTEM,
          Failure.of(Kind.FILE_UNREADABLE, name + " cannot be read: " + e.getMessage()).at(name));
    }
  }

  private static InputStream open(String name) throws IOException {
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      throw new IOException("it is a directory");
    }
    return Files.newInputStream(path);
  }
}
