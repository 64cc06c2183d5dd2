/**
 * Runs the native tools: finds them, gives each the environment that it may have, reads what it
 * prints without its secrets, waits for it, interrupts it, and refuses what would lose data. Knows
 * neither YAML nor emitters; what is run is a {@code pipeline}.
 */
@NullMarked
package blueprint.handover;

import org.jspecify.annotations.NullMarked;
