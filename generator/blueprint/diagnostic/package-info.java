/**
 * What Blueprint says to people about a blueprint: problems as values, their wording in one place
 * ({@link blueprint.diagnostic.Code}), and two renderers.
 *
 * <p>This room knows places in files and words, but no rule and no target.
 */
@NullMarked
package blueprint.diagnostic;

import org.jspecify.annotations.NullMarked;
