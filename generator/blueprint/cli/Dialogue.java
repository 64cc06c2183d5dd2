package blueprint.cli;

import blueprint.diagnostic.TextRenderer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/** Asks a person, again and again until the answer is good. */
final class Dialogue {

  private final BufferedReader in;
  private final PrintWriter out;

  Dialogue(BufferedReader in, PrintWriter out) {
    this.in = in;
    this.out = out;
  }

  /** Takes an answer, or says what is wrong with it. */
  @FunctionalInterface
  interface Check {
    Optional<String> objection(String answer);
  }

  /** Says something between questions. */
  void say(String line) {
    out.println(line);
  }

  /**
   * Asks.
   *
   * @param unless what an empty answer stands for
   * @return the answer; empty when there will be none
   */
  Optional<String> ask(String question, String unless, Check check) throws IOException {
    while (true) {
      out.print(question + (unless.isEmpty() ? "" : " [" + unless + "]") + ": ");
      out.flush();
      String line = in.readLine();
      if (line == null) {
        return Optional.empty();
      }
      String answer = line.isBlank() ? unless : line.strip();
      Optional<String> objection = check.objection(answer);
      if (objection.isEmpty()) {
        return Optional.of(answer);
      }
      out.println(TextRenderer.safe(objection.get()));
    }
  }
}
