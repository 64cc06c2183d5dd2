/**
 * The README of a generated folder: a picture, the inventory, the order of the native commands, and
 * what happens when a part fails.
 */
@NullMarked
package blueprint.target.overview;

import org.jspecify.annotations.NullMarked;
