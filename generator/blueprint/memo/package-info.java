/**
 * What earlier runs read, wrote and said, so that a run that would do the same again can do nothing
 * instead. Kept in a private folder of the user's, and never a reason for anything to fail.
 */
@NullMarked
package blueprint.memo;

import org.jspecify.annotations.NullMarked;
