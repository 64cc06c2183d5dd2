/**
 * Text to a YAML tree with a span on each key and each value. Scalars keep their source text
 * ({@code no}, {@code 0644} and {@code 1.10} stay what was typed).
 *
 * <p>This room does not know what a blueprint is, nor how problems are worded: it names a problem's
 * kind and place and leaves the words to {@code diagnostic}.
 */
@NullMarked
package blueprint.source;

import org.jspecify.annotations.NullMarked;
