/**
 * Commands, exit codes and colours. The only room that knows picocli, and that ends the program.
 */
@NullMarked
package blueprint.cli;

import org.jspecify.annotations.NullMarked;
