package blueprint.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What fish completes; it has a line for each word, with its description. */
final class FishCompletion {

  private FishCompletion() {}

  static String of(CommandSpec root) {
    StringBuilder out =
        new StringBuilder(
            "# Completes the words of `blueprint`; printed by `blueprint completion`.\n");
    out.append("complete -c blueprint -f\n");
    for (Map.Entry<String, CommandSpec> command : Completion.commands(root).entrySet()) {
      String name = command.getKey();
      String header = String.join(" ", command.getValue().usageMessage().header());
      out.append("complete -c blueprint -n __fish_use_subcommand -a ").append(name);
      out.append(" -d ").append(quoted(header)).append('\n');
      command.getValue().options().forEach(option -> option(name, option, out));
      if (Completion.takesFiles(command.getValue())) {
        out.append(within(name)).append(" -k -a '(__fish_complete_suffix .yaml)'\n");
      }
    }
    return out.toString();
  }

  private static void option(String command, OptionSpec option, StringBuilder out) {
    out.append(within(command));
    for (String name : option.names()) {
      out.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
    }
    if (Completion.takesValue(option)) {
      List<String> words = Completion.candidates(option);
      out.append(" -r").append(words.isEmpty() ? "" : " -a " + quoted(String.join(" ", words)));
    }
    out.append(" -d ").append(quoted(String.join(" ", option.description()))).append('\n');
  }

  private static String within(String command) {
    return "complete -c blueprint -n '__fish_seen_subcommand_from " + command + "'";
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
