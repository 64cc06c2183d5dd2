/**
 * What can be wrong with a blueprint that reads well: one small class for each fault. Rules know
 * the language, the facts, and the pure functions by which the plan chooses names and subnets; no
 * target and no disk.
 */
@NullMarked
package blueprint.rule;

import org.jspecify.annotations.NullMarked;
