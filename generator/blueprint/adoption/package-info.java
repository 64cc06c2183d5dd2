/**
 * What the files of a project on Elastic Beanstalk say, as a blueprint. The files are untrusted:
 * they are read, bounded, and never run. Knows nothing of the language: whether a proposal is good
 * is what the compiler says about it, and what it refuses is taken out again and reported. Nothing
 * is dropped without a word, and no secret is repeated.
 */
@NullMarked
package blueprint.adoption;

import org.jspecify.annotations.NullMarked;
