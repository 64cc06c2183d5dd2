package blueprint.explain;

import blueprint.source.Span;

/**
 * A place in the blueprint.
 *
 * @param path as comments in the output write it: {@code tiers.app.scale}
 * @param span where it is written, or else the nearest place around it that is
 * @param written whether it is; a default holds where it is not
 */
public record Place(String path, Span span, boolean written) {}
