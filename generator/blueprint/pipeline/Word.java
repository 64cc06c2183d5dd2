package blueprint.pipeline;

import blueprint.text.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One argument of a command line: text, with values in it that earlier steps have yielded. */
public record Word(List<Part> parts) {

  /** The folder for what nobody else may read, removed at the end. */
  public static final String WORK = "work";

  /** What tells this run from others: its time, in digits. */
  public static final String RUN = "run";

  /** Text as it is, or the name of a value. */
  record Part(String text, boolean isName) {}

  public Word {
    parts = List.copyOf(parts);
  }

  /** Text that means nothing but itself. */
  public static Word of(String text) {
    return new Word(List.of(new Part(text, false)));
  }

  /** A value, by the name of the variable that holds it. */
  public static Word value(String variable) {
    return new Word(List.of()).then(variable);
  }

  /** A file in the private folder. */
  static Word inWork(String name) {
    return value(WORK).and("/" + name);
  }

  /** The same with text behind it. */
  Word and(String text) {
    return with(new Part(text, false));
  }

  /** The same with a value behind it. */
  Word then(String variable) {
    if (!variable.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("no variable: " + variable);
    }
    return with(new Part(variable, true));
  }

  private Word with(Part part) {
    List<Part> all = new ArrayList<>(parts);
    all.add(part);
    return new Word(all);
  }

  /**
   * The argument as the tool gets it.
   *
   * @throws IllegalStateException if a value has not been yielded
   */
  public String filled(Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      String value = part.isName() ? values.get(part.text()) : part.text();
      if (value == null) {
        throw new IllegalStateException("no step has yielded " + part.text());
      }
      text.append(value);
    }
    return text.toString();
  }

  boolean isReady(Map<String, String> values) {
    return parts.stream().allMatch(part -> !part.isName() || values.containsKey(part.text()));
  }

  /** The argument as a POSIX shell reads it. */
  String shell() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(part.isName() ? "\"$" + part.text() + "\"" : Shell.readable(part.text()).text());
    }
    return text.toString();
  }
}
