package blueprint.cli;

import blueprint.compile.Compilation;
import blueprint.diagnostic.Failure;
import blueprint.diagnostic.Failure.Kind;
import blueprint.explain.ErrorReader;
import blueprint.explain.Explainer;
import blueprint.explain.SourceMap;
import blueprint.handover.Handover;
import blueprint.handover.HandoverException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What is said of a run that did not end well, and the exit code that it gets. */
final class Outcome {

  private Outcome() {}

  /** Says it, with how to go on. */
  static int of(
      Handover.Failed failure,
      Delivering.Parcel parcel,
      Delivering.Terms terms,
      Report report,
      PrintWriter out) {
    HandoverException why = failure.why();
    explanation(failure.said(), parcel).ifPresent(out::print);
    out.println("written down in " + failure.transcript());
    String goesOn =
        why.stage()
            .filter(stage -> terms.resumes())
            .map(stage -> terms.again() + " --from " + stage.word())
            .orElse(terms.again());
    String before =
        failure.done().isEmpty()
            ? "nothing was changed"
            : "this is done: " + String.join("; ", failure.done());
    failure
        .unguarded()
        .forEach(
            command ->
                report.add(
                    Failure.of(Kind.LEFT_UNGUARDED, parcel.folder().toString(), command)
                        .at(parcel.folder())));
    report.add(
        switch (why.reason()) {
          case LOSES_DATA -> Failure.of(Kind.LOSES_DATA, why.words());
          case DECLINED -> Failure.of(Kind.DECLINED, why.words());
          case ANSWER -> Failure.of(Kind.ANSWER_FORBIDS, why.words(), hint(before, goesOn));
          case INTERRUPTED ->
              Failure.of(Kind.HANDOVER_INTERRUPTED, why.words(), hint(before, goesOn));
          default -> Failure.of(Kind.TOOL_FAILED, why.words(), hint(before, goesOn));
        });
    return switch (why.reason()) {
      case LOSES_DATA, DECLINED -> ExitCode.REFUSED;
      case ANSWER ->
          why.stage().filter(s -> s.word().equals("account")).isPresent()
              ? ExitCode.REFUSED
              : ExitCode.TOOL_FAILED;
      case INTERRUPTED -> 128 + why.code();
      default -> ExitCode.TOOL_FAILED;
    };
  }

  private static String hint(String before, String goesOn) {
    return before + "; once the cause is gone, run `" + goesOn + "`";
  }

  private static Optional<String> explanation(String said, Delivering.Parcel parcel) {
    Compilation.Trail trail = parcel.output().trail().orElseThrow();
    SourceMap map = new SourceMap(trail.origins(), trail.source());
    try {
      ErrorReader.Result result =
          ErrorReader.read(new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8)), map);
      return result.findings().isEmpty()
          ? Optional.empty()
          : Optional.of(Explainer.text(map, parcel.folder().toString()).errors(result));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
