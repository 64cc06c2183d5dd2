/**
 * What travels with a program to Elastic Beanstalk, in the root of its own repository: options that
 * belong to the program, hooks of a deploy, the configuration of nginx and of {@code eb}.
 *
 * <p>It knows no address, no ARN and no secret of the account: the machines ask their environment
 * for those. What is set through the API belongs to the engines, and stands here nowhere.
 */
@NullMarked
package blueprint.target.beanstalk;

import org.jspecify.annotations.NullMarked;
