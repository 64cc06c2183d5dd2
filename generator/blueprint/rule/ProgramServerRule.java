package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.language.BeanstalkTier;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import java.util.LinkedHashMap;
import java.util.Map;

/** A program is started in one way, and one that its platform knows. */
final class ProgramServerRule implements Rule {

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    Programs.each(blueprint, (tier, program) -> check(program, found));
  }

  private static void check(BeanstalkTier program, Diagnostics found) {
    program.wsgi().ifPresent(wsgi -> path(wsgi, found));
    Map<String, Located<?>> server = server(program);
    Programs.platform(program)
        .ifPresent(
            platform -> {
              if (!platform.isPython()) {
                server.forEach(
                    (key, value) ->
                        found.add(
                            Diagnostic.of(
                                Code.ONLY_PYTHON,
                                value.span(),
                                key,
                                program.platform().value(),
                                platform.title())));
              } else if (program.run().isPresent()) {
                server.forEach(
                    (key, value) ->
                        found.add(Diagnostic.of(Code.SERVER_REPLACED, value.span(), key)));
              }
              if (platform.isContainer()) {
                container(program, found);
              }
            });
  }

  /** What was said to the platform's own server, by key. */
  private static Map<String, Located<?>> server(BeanstalkTier program) {
    Map<String, Located<?>> server = new LinkedHashMap<>();
    program.wsgi().ifPresent(wsgi -> server.put("wsgi", wsgi));
    if (Programs.isWritten(program.processes(), program.span())) {
      server.put("processes", program.processes());
    }
    if (Programs.isWritten(program.threads(), program.span())) {
      server.put("threads", program.threads());
    }
    return server;
  }

  private static void path(Located<String> wsgi, Diagnostics found) {
    String written = wsgi.value();
    if (written.contains("/") || written.endsWith(".py")) {
      String module = written.replaceFirst(":.*", "").replaceFirst("\\.py$", "").replace('/', '.');
      String callable = written.contains(":") ? written.replaceFirst(".*:", "") : "application";
      found.add(Diagnostic.of(Code.WSGI_IS_PATH, wsgi.span(), written, module + ":" + callable));
    }
  }

  private static void container(BeanstalkTier program, Diagnostics found) {
    program
        .run()
        .ifPresent(run -> found.add(Diagnostic.of(Code.SAID_BY_CONTAINER, run.span(), "run")));
    program.static_().values().stream()
        .findFirst()
        .ifPresent(s -> found.add(Diagnostic.of(Code.SAID_BY_CONTAINER, s.span(), "static")));
  }
}
