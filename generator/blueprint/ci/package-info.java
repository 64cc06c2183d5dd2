/**
 * Pipelines that run the commands where a blueprint is kept: one file for GitHub or GitLab. Knows
 * neither blueprint nor plan, only what such a file names; pipelines are trees that a writer
 * writes, their scripts are fixed and take everything from variables.
 */
@NullMarked
package blueprint.ci;

import org.jspecify.annotations.NullMarked;
