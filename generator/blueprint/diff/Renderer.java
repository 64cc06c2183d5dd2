package blueprint.diff;

/** A report as text of some form. */
public interface Renderer {

  /** The report, with a line end at its end. */
  String render(Report report);

  /**
   * For people at a terminal.
   *
   * @param colour whether to mark what is grave with ANSI colours
   */
  static Renderer text(boolean colour) {
    return new TextRenderer(colour);
  }

  /** For a comment on a pull request. */
  static Renderer markdown() {
    return new MarkdownRenderer();
  }

  /**
   * For machines: {@code version} 1, as {@code diff.schema.json} beside this class describes it.
   */
  static Renderer json() {
    return new JsonRenderer();
  }
}
