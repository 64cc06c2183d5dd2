/**
 * What a change of a blueprint does to the account: two inventories in, a report out, and its
 * renderings. Pure: knows no file, no process, no engine's model and no terminal.
 */
@NullMarked
package blueprint.diff;

import org.jspecify.annotations.NullMarked;
