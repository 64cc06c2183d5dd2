/**
 * Dated facts about what Blueprint compiles for: distributions, database engines, limits and
 * prices. They stand in {@code facts.json}, {@code limits.json}, {@code changes.json} and, for
 * Elastic Beanstalk, {@code beanstalk.json} and {@code beanstalk-options.json} with their source
 * and date, never in code.
 */
@NullMarked
package blueprint.facts;

import org.jspecify.annotations.NullMarked;
