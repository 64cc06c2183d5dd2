/**
 * What a blueprint means: everything resolved, in no engine's words. Subnets are divided, names and
 * identities chosen, references bound, and it is known who talks to whom on which port. Engines
 * lower from it and decide nothing about meaning.
 *
 * <p>Only the planner knows the language; the records of the plan know neither places nor YAML.
 */
@NullMarked
package blueprint.plan;

import org.jspecify.annotations.NullMarked;
