package blueprint.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what completes the words of a command line. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    header = "Print the completion of a shell.",
    description = {
      "Prints the completion of a shell. In its start-up file:",
      "  source <(blueprint completion bash)     ~/.bashrc",
      "  source <(blueprint completion zsh)      ~/.zshrc, after compinit",
      "  blueprint completion fish | source      ~/.config/fish/config.fish"
    })
final class CompletionCommand implements Callable<Integer> {

  /** Shells whose completion is known. */
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "One of: bash, zsh, fish.")
  private Shell shell = Shell.BASH;

  @Override
  public Integer call() {
    CommandSpec root = spec.root();
    spec.commandLine()
        .getOut()
        .print(
            switch (shell) {
              case BASH -> Completion.bash(root);
              case ZSH -> Completion.zsh(root);
              case FISH -> FishCompletion.of(root);
            });
    return ExitCode.DONE;
  }
}
