/**
 * The native tools as values: their names, how they tell their version, which one is too old. Knows
 * neither YAML nor emitters.
 */
@NullMarked
package blueprint.handover;

import org.jspecify.annotations.NullMarked;
