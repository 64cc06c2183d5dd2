/**
 * The plan's machine images as Packer JSON, with everything that goes onto the build machine: an
 * idempotent recipe, systemd units, and the programs that a machine runs at boot.
 *
 * <p>No text of the user stands in the JSON, which Packer renders as a template; it stands in
 * scripts and files, which Packer copies.
 */
@NullMarked
package blueprint.target.packer;

import org.jspecify.annotations.NullMarked;
