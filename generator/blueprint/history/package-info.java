/**
 * Earlier texts of a file, asked of Git. Knows nothing of what the file says; the only room that
 * runs Git.
 */
@NullMarked
package blueprint.history;

import org.jspecify.annotations.NullMarked;
