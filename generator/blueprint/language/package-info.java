/**
 * What the user wrote: one record per mapping of the language, every value with its place.
 *
 * <p>The records are the language's only definition. The reader ({@link
 * blueprint.language.BlueprintReader}), the JSON Schema and the reference documentation are all
 * read off their components: a component's name is the key, its type the accepted value,
 * {@code @Doc} its description and {@code @Default} what holds when it is not written.
 *
 * <p>This room knows neither AWS nor any target, and no default that depends on another key.
 */
@NullMarked
package blueprint.language;

import org.jspecify.annotations.NullMarked;
