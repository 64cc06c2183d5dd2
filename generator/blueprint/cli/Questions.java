package blueprint.cli;

import blueprint.handover.Consent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a person before something changes. */
final class Questions {

  private Questions() {}

  /** Takes the stack's name, spelt out, for consent. */
  static Consent name(PrintWriter out, String stack) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Dialogue dialogue = new Dialogue(in, out);
    return what -> {
      try {
        return dialogue
            .ask("destroy all of this? type the stack's name", "no", answer -> Optional.empty())
            .filter(stack::equals)
            .isPresent();
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** Takes {@code yes}, spelt out, for consent, and all else for its opposite. */
  static Consent yesOrNo(PrintWriter out) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Dialogue dialogue = new Dialogue(in, out);
    return what -> {
      try {
        return dialogue
            .ask(what + "? yes or no", "no", answer -> Optional.empty())
            .filter("yes"::equals)
            .isPresent();
      } catch (IOException e) {
        return false;
      }
    };
  }
}
