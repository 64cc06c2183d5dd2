package blueprint.text;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.DefaultMustacheVisitor;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.MustacheVisitor;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.codes.ValueCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Mustache for one language: its quoting, names that must have a value, the class path only. */
final class StrictMustacheFactory extends DefaultMustacheFactory {

  private static final String ROOT = "/templates/";

  private final Language language;

  StrictMustacheFactory(Language language) {
    super(StrictMustacheFactory::open);
    this.language = language;
    setObjectHandler(new StrictObjectHandler());
  }

  private static Reader open(String name) {
    InputStream file = StrictMustacheFactory.class.getResourceAsStream(ROOT + name);
    if (file == null) {
      throw new MustacheException("there is no such template");
    }
    return new InputStreamReader(file, StandardCharsets.UTF_8);
  }

  @Override
  public MustacheVisitor createMustacheVisitor() {
    return new StrictVisitor(this);
  }

  private static final class StrictVisitor extends DefaultMustacheVisitor {
    StrictVisitor(StrictMustacheFactory factory) {
      super(factory);
    }

    @Override
    public void value(TemplateContext context, String variable, boolean encoded) {
      list.add(new Hole(context, (StrictMustacheFactory) df, variable, encoded));
    }

    @Override
    public void pragma(TemplateContext context, String pragma, String args) {
      throw new MustacheException("line " + context.line() + ": pragma " + pragma);
    }

    @Override
    public void extend(TemplateContext context, String name, Mustache mustache) {
      throw new MustacheException("line " + context.line() + ": extension of " + name);
    }

    @Override
    public void name(TemplateContext context, String name, Mustache mustache) {
      throw new MustacheException("line " + context.line() + ": block " + name);
    }

    @Override
    public void dynamicPartial(TemplateContext context, String name, String indent) {
      throw new MustacheException("line " + context.line() + ": dynamic partial " + name);
    }
  }

  /** {@code {{x}}}, or {@code {{{x}}}} when not encoded. */
  private static final class Hole extends ValueCode {
    private final StrictMustacheFactory factory;
    private final boolean quoted;

    Hole(TemplateContext context, StrictMustacheFactory factory, String name, boolean quoted) {
      super(context, factory, name, quoted);
      this.factory = factory;
      this.quoted = quoted;
    }

    @Override
    public Writer execute(Writer writer, List<Object> scopes) {
      try {
        writer.write(text(get(scopes)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (IllegalArgumentException e) {
        throw new MustacheException("`" + name + "`: " + e.getMessage(), e);
      }
      return appendText(writer);
    }

    private String text(Object value) {
      if (value instanceof Safe safe && safe.language() == factory.language) {
        return safe.text();
      }
      if (value instanceof String text && quoted) {
        return factory.language.quote(text).text();
      }
      throw new MustacheException("`" + name + "` is no text of " + factory.language);
    }
  }
}
