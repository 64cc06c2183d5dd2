/**
 * What the output of one engine makes, in no engine's words: parts by address, their attributes by
 * path, and what refers to what. Knows nothing.
 */
@NullMarked
package blueprint.inventory;

import org.jspecify.annotations.NullMarked;
