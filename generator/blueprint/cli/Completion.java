package blueprint.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What bash and zsh complete, read off the commands themselves. */
final class Completion {

  private static final String BASH =
      """
      # Completes the words of `blueprint`; printed by `blueprint completion`.
      _blueprint() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= i
        local IFS=$'\\n'
        [ "$word" = "=" ] && word=
        [ "$before" = "=" ] && before=${COMP_WORDS[COMP_CWORD-2]}
        for ((i = 1; i < COMP_CWORD; i++)); do
          case "${COMP_WORDS[i]}" in
            %COMMANDS%) command=${COMP_WORDS[i]}; break ;;
          esac
        done
        COMPREPLY=()
        case "$command $before" in
      %VALUES%  esac
        case "$command:$word" in
      %OPTIONS%    :*) COMPREPLY=($(compgen -W $'%WORDS%' -- "$word")) ;;
      %ARGUMENTS%    *)
            COMPREPLY=($(compgen -f -X '!*.yaml' -- "$word"; compgen -f -X '!*.yml' -- "$word"; compgen -d -- "$word"))
            ;;
        esac
      }
      complete -o filenames -F _blueprint blueprint
      """;

  private Completion() {}

  static String bash(CommandSpec root) {
    Map<String, CommandSpec> commands = commands(root);
    StringBuilder values = new StringBuilder();
    StringBuilder options = new StringBuilder();
    StringBuilder arguments = new StringBuilder();
    values(root, "", values);
    commands.forEach((name, command) -> values(command, name, values));
    commands.forEach((name, command) -> options(command, name, options));
    options(root, "", options);
    commands.forEach((name, command) -> arguments(command, name, arguments));
    return BASH.replace("%COMMANDS%", String.join(" | ", commands.keySet()))
        .replace("%VALUES%", values)
        .replace("%OPTIONS%", options)
        .replace("%WORDS%", String.join("\\n", commands.keySet()))
        .replace("%ARGUMENTS%", arguments);
  }

  /** zsh understands what bash does. */
  static String zsh(CommandSpec root) {
    return "autoload -U +X bashcompinit && bashcompinit\n" + bash(root);
  }

  static Map<String, CommandSpec> commands(CommandSpec root) {
    Map<String, CommandSpec> commands = new TreeMap<>();
    for (Map.Entry<String, CommandLine> entry : root.subcommands().entrySet()) {
      commands.put(entry.getKey(), entry.getValue().getCommandSpec());
    }
    return commands;
  }

  /** What follows an option that takes a value. */
  private static void values(CommandSpec command, String name, StringBuilder out) {
    for (OptionSpec option : command.options()) {
      if (takesValue(option)) {
        for (String one : option.names()) {
          out.append("    '").append(name).append(' ').append(one).append("') ");
          out.append(completed(option)).append("return ;;\n");
        }
      }
    }
  }

  private static String completed(OptionSpec option) {
    List<String> candidates = candidates(option);
    if (!candidates.isEmpty()) {
      return "COMPREPLY=($(compgen -W $'" + String.join("\\n", candidates) + "' -- \"$word\")); ";
    }
    return option.type() == Path.class ? "COMPREPLY=($(compgen -d -- \"$word\")); " : "";
  }

  private static void options(CommandSpec command, String name, StringBuilder out) {
    List<String> names = new ArrayList<>();
    command.options().forEach(option -> names.addAll(List.of(option.names())));
    out.append("    ").append(name).append(":-*) COMPREPLY=($(compgen -W $'");
    out.append(String.join("\\n", names)).append("' -- \"$word\")) ;;\n");
  }

  /** Commands that take no files. */
  private static void arguments(CommandSpec command, String name, StringBuilder out) {
    if (takesFiles(command)) {
      return;
    }
    String words =
        command.positionalParameters().stream()
            .filter(parameter -> parameter.type().isEnum())
            .flatMap(parameter -> java.util.Arrays.stream(parameter.type().getEnumConstants()))
            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("\\n"));
    out.append("    ").append(name).append(":*) COMPREPLY=($(compgen -W $'").append(words);
    out.append("' -- \"$word\")) ;;\n");
  }

  static boolean takesFiles(CommandSpec command) {
    return command.positionalParameters().stream()
        .anyMatch(parameter -> parameter.paramLabel().contains("FILE"));
  }

  static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  static List<String> candidates(OptionSpec option) {
    return option.completionCandidates() == null
        ? List.of()
        : StreamSupport.stream(option.completionCandidates().spliterator(), false)
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList();
  }
}
