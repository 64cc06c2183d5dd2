/**
 * JSON that this program reads: facts, lock files, what an engine made. Knows nothing; any room may
 * know it.
 */
@NullMarked
package blueprint.json;

import org.jspecify.annotations.NullMarked;
