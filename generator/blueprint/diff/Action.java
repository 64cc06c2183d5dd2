package blueprint.diff;

import java.util.Locale;

/** What becomes of a resource, from the least grave to the gravest. */
public enum Action {
  /** Only what is said to the engine about it is another: nothing happens to it now. */
  GUARDED("=", "guarded otherwise"),
  ADDED("+", "added"),
  CHANGED("~", "changed"),
  MAY_BE_REPLACED("?", "perhaps replaced"),
  REPLACED("-/+", "replaced"),
  DESTROYED("-", "destroyed");

  private final String sign;
  private final String words;

  Action(String sign, String words) {
    this.sign = sign;
    this.words = words;
  }

  /** A sign as terraform shows it. */
  public String sign() {
    return sign;
  }

  /** In words that follow a number. */
  public String words() {
    return words;
  }

  /** As machines read it: {@code may-be-replaced}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether what the resource holds may be lost. */
  boolean endsIt() {
    return this == DESTROYED || this == REPLACED || this == MAY_BE_REPLACED;
  }
}
