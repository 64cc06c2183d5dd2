/**
 * The way from the output back to the blueprint, and from a native tool's error to a likely cause.
 * Knows places and origins; knows neither rules, nor the plan, nor any target.
 */
@NullMarked
package blueprint.explain;

import org.jspecify.annotations.NullMarked;
