/**
 * The scripts that bring versions of a program to Elastic Beanstalk, and back. They stand beside
 * what is copied into the program's repository, need nothing of Blueprint, and hold names only: who
 * is reached, and what runs, they ask AWS.
 */
@NullMarked
package blueprint.target.deploy;

import org.jspecify.annotations.NullMarked;
