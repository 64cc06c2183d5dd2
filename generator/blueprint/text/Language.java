package blueprint.text;

/** A language that templates are written in, with its way of quoting the user's text. */
public enum Language {
  /** Scripts for POSIX shells: one word. */
  SHELL,
  /** Command lines in systemd units: one argument. */
  SYSTEMD,
  /** Configuration of nginx: one parameter. */
  NGINX,
  /** Python: a string. */
  PYTHON,
  /** Markdown: running text. */
  MARKDOWN,
  /** Terraform: a quoted string. */
  HCL,
  /** YAML: a scalar, which every reader takes for text. */
  YAML,
  /** XML, SVG among it: text in an element or an attribute. */
  XML;

  /**
   * The text as data of this language.
   *
   * @throws IllegalArgumentException if the language has no way to write it
   */
  public Safe quote(String text) {
    return switch (this) {
      case SHELL -> Shell.quote(text);
      case SYSTEMD -> Systemd.quote(text);
      case NGINX -> Nginx.quote(text);
      case PYTHON -> Python.quote(text);
      case MARKDOWN -> Markdown.escape(text);
      case HCL -> Hcl.quote(text);
      case YAML -> YamlWriter.quote(text);
      case XML -> Xml.escape(text);
    };
  }
}
