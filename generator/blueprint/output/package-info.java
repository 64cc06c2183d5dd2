/**
 * The tree of generated files: in memory, in the lock file, on disk. The only room that writes
 * generated files; it knows nothing but how JSON is read and written.
 */
@NullMarked
package blueprint.output;

import org.jspecify.annotations.NullMarked;
