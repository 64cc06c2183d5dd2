package blueprint.language;

import blueprint.source.Span;

/**
 * What one environment changes. {@link Environments} has laid it over the rest before a blueprint
 * is read, so nothing but its place is left of it.
 */
public record Overlay(Span span) {}
