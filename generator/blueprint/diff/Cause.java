package blueprint.diff;

import blueprint.source.Span;
import java.util.Optional;

/**
 * The place in a blueprint that a change comes from.
 *
 * @param path as comments in the output write it: {@code tiers.app.scale}; empty where there is
 *     none
 * @param span where it is written, in the new text or else in the old one
 */
public record Cause(String path, Optional<Span> span) {

  static final Cause NONE = new Cause("", Optional.empty());
}
