package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.Image;
import blueprint.language.Name;
import blueprint.language.Step;
import blueprint.language.Tier;
import blueprint.source.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Services run programs that the image has. */
final class ServiceCommandRule implements Rule {

  private static final Pattern REQUIREMENT =
      Pattern.compile("(?m)^[ \\t]*+([A-Za-z0-9][A-Za-z0-9._-]*)");
  private static final Pattern VENV = Pattern.compile("python3[0-9.]* -m venv (?:--\\S+ )*(/\\S+)");
  private static final Pattern PIP =
      Pattern.compile("(/\\S{1,200})/bin/(?:pip3?|python3? -m pip) install (.*)");
  private static final Set<String> SYSTEM =
      Set.of(
          "/usr/bin/python3",
          "/usr/bin/bash",
          "/bin/bash",
          "/bin/sh",
          "/usr/bin/env",
          "/usr/bin/perl");

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Machines.each(
        blueprint,
        (tier, name, service, instances, image) -> check(name, service, instances, image, found));
  }

  private static void check(
      Name name, Tier.Service service, Tier.Instances instances, Image image, Diagnostics found) {
    String program = service.run().value().program();
    Span span = service.run().span();
    if (!program.startsWith("/")) {
      found.add(Diagnostic.of(Code.COMMAND_NOT_ABSOLUTE, span, program));
      return;
    }
    if (!installed(image).contains(program)) {
      found.add(
          Diagnostic.of(
              Code.COMMAND_NOT_INSTALLED,
              span,
              name.text(),
              program,
              instances.image().value().text()));
    }
  }

  /** Every program that the recipe is seen to put on the image. */
  private static Set<String> installed(Image image) {
    Set<String> programs = new HashSet<>(SYSTEM);
    Map<String, String> files = new HashMap<>();
    for (Step step : image.recipe()) {
      if (step instanceof Step.File file) {
        files.put(file.file().value(), file.content().value());
        programs.add(file.file().value());
      } else if (step instanceof Step.Packages packages) {
        packages
            .packages()
            .forEach(p -> programs.addAll(List.of("/usr/bin/" + p, "/usr/sbin/" + p)));
      } else if (step instanceof Step.Run run) {
        run.creates().ifPresent(path -> programs.add(path.value()));
        run.provides().forEach(path -> programs.add(path.value()));
        programs.addAll(fromPython(run.run().value(), files));
      }
    }
    return programs;
  }

  /**
   * A virtual environment brings an interpreter; pip brings a program for each package it names.
   */
  private static Set<String> fromPython(String command, Map<String, String> files) {
    Set<String> programs = new HashSet<>();
    Matcher venv = VENV.matcher(command);
    while (venv.find()) {
      List.of("python", "python3", "pip", "pip3")
          .forEach(p -> programs.add(venv.group(1) + "/bin/" + p));
    }
    Matcher pip = PIP.matcher(command);
    while (pip.find()) {
      for (String word : pip.group(2).split("\\s+", -1)) {
        Matcher requirement = REQUIREMENT.matcher(files.getOrDefault(word, word));
        while (requirement.find()) {
          programs.add(pip.group(1) + "/bin/" + requirement.group(1).toLowerCase(Locale.ROOT));
        }
      }
    }
    return programs;
  }
}
