/**
 * What has to be run to make a plan true, as values: steps, each with its command line, what it
 * yields, when it is left out, and when it has failed. Written as shell for people, and run by the
 * handover. Knows no process and no disk.
 */
@NullMarked
package blueprint.pipeline;

import org.jspecify.annotations.NullMarked;
