/**
 * Text of other languages: quoting, templates, and writers of JSON and YAML.
 *
 * <p>Text of the user is a {@code String}; text that may stand in a file of some language is a
 * {@link blueprint.text.Safe}. The quoters lead from one to the other, and nothing else does. This
 * room knows neither the plan nor any target, and it is the only one that knows Mustache.
 */
@NullMarked
package blueprint.text;

import org.jspecify.annotations.NullMarked;
