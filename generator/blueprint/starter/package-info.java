/**
 * A first blueprint from a few answers. Knows templates and nothing of the language: whether an
 * answer is good is what the compiler says about the blueprint that it gives.
 */
@NullMarked
package blueprint.starter;

import org.jspecify.annotations.NullMarked;
