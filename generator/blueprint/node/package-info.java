/**
 * Programs in JavaScript, run in a process of Node: a question and an answer, a line of JSON each.
 *
 * <p>The process sees no variable of the user's, and all its files lie in one private folder that
 * is gone when it ends. This room knows neither what a program is for nor any language of ours: no
 * target, no plan, no blueprint.
 */
@NullMarked
package blueprint.node;

import org.jspecify.annotations.NullMarked;
