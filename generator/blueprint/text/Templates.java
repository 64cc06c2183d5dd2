package blueprint.text;

import com.github.mustachejava.MustacheException;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mustache templates of the class path's {@code /templates}, and from nowhere else.
 *
 * <p>{@code {{x}}} stands for text quoted for the file's language. {@code {{{x}}}} takes only what
 * is {@link Safe} in that language, and is for review. Sections look into booleans and lists;
 * inside a list only the item's own names are seen, {@code {{.}}} being an item that is text
 * itself. A name that has no value is an error, never nothing.
 */
public final class Templates {

  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(/[a-z0-9_.-]+)*");

  private static final Map<Language, StrictMustacheFactory> FACTORIES =
      new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      FACTORIES.put(language, new StrictMustacheFactory(language));
    }
  }

  private Templates() {}

  /**
   * Renders a template.
   *
   * @param name the file's path below {@code /templates}, as {@code packer/service.mustache}
   * @param language what the rendered file is written in
   * @param values {@code String}, {@link Safe}, {@code Boolean}, {@code List} and {@code Map} with
   *     text as keys; nothing else, so a template can call nothing
   * @throws IllegalStateException if there is no such template, if it names something that has no
   *     value, or if a value is of another kind or cannot be written in the language
   */
  public static String render(String name, Language language, Map<String, Object> values) {
    if (!NAME.matcher(name).matches() || name.contains("..")) {
      throw new IllegalStateException("no template: " + name);
    }
    check(name, values);
    StrictMustacheFactory factory = FACTORIES.get(language);
    if (factory == null) {
      throw new IllegalStateException("no such language: " + language);
    }
    StringWriter out = new StringWriter();
    try {
      factory.compile(name).execute(out, List.of(values));
    } catch (MustacheException e) {
      throw new IllegalStateException("template " + name + ": " + reason(e), e);
    }
    return out.toString();
  }

  private static @Nullable String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() instanceof MustacheException inner) {
      cause = inner;
    }
    return cause.getMessage();
  }

  private static void check(String place, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, member) -> {
            if (!(key instanceof String)) {
              throw new IllegalStateException(place + ": no name: " + key);
            }
            check(place + ": " + key, member);
          });
    } else if (value instanceof List<?> list) {
      list.forEach(item -> check(place, item));
    } else if (!(value instanceof String || value instanceof Safe || value instanceof Boolean)) {
      String kind = value == null ? "null" : value.getClass().getName();
      throw new IllegalStateException(place + ": not for templates: " + kind);
    }
  }
}
