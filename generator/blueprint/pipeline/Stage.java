package blueprint.pipeline;

import java.util.Locale;

/** A part of the way that can be gone by itself. */
public enum Stage {
  /** Whose account it is. */
  ACCOUNT,
  /** Machine images. */
  IMAGES,
  /** Everything that an engine makes. */
  CHANGE,
  /** What runs in containers. */
  RELEASE,
  /** Until the machines answer. */
  HEALTH,
  /** Where it answers. */
  ADDRESS;

  /** What is typed after {@code --from} and {@code --only}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
