/**
 * The pipeline on one page: text, tree, blueprint, rules, plan, targets. Knows all rooms but the
 * terminal and the native tools.
 */
@NullMarked
package blueprint.compile;

import org.jspecify.annotations.NullMarked;
