/**
 * The plan's containers as a stack file for Docker Swarm, with the files that its services read.
 *
 * <p>Nothing in it depends on the shell that deploys it: each dollar is doubled, so that Docker
 * fills nothing in. What is known only in the account (secrets, addresses) the deploying machine
 * adds, as files whose names carry a digest of their content.
 */
@NullMarked
package blueprint.target.swarm;

import org.jspecify.annotations.NullMarked;
