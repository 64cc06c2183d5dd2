package blueprint.language;

/** Where a listener sends browsers instead of serving them. */
public enum Redirect {
  HTTPS
}
