package blueprint.text;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.Iteration;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.ObjectHandler;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.util.Wrapper;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** Looks names up in the innermost map, and calls nothing on the values. */
final class StrictObjectHandler implements ObjectHandler {

  @Override
  public Wrapper find(String name, List<Object> scopes) {
    Object value = value(name, scopes);
    return ignored -> value;
  }

  @Override
  public Binding createBinding(String name, TemplateContext context, Code code) {
    return scopes -> value(name, scopes);
  }

  private static Object value(String name, List<Object> scopes) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      Object scope = scopes.get(i);
      if (scope instanceof Boolean) {
        continue; // the section of a condition sees what is around it
      }
      if (name.equals(".") && !(scope instanceof Map)) {
        return scope;
      }
      Object found = scope instanceof Map<?, ?> map ? map.get(name) : null;
      if (found != null) {
        return found;
      }
      break;
    }
    throw new MustacheException("`" + name + "` has no value");
  }

  @Override
  public Object coerce(Object value) {
    return value;
  }

  @Override
  public Writer iterate(Iteration iteration, Writer writer, Object value, List<Object> scopes) {
    if (value instanceof List<?> list) {
      Writer last = writer;
      for (Object item : list) {
        last = iteration.next(last, item, scopes);
      }
      return last;
    }
    return condition(value) ? iteration.next(writer, value, scopes) : writer;
  }

  @Override
  public Writer falsey(Iteration iteration, Writer writer, Object value, List<Object> scopes) {
    boolean nothing = value instanceof List<?> list ? list.isEmpty() : !condition(value);
    return nothing ? iteration.next(writer, false, scopes) : writer;
  }

  private static boolean condition(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof Map) {
      return true;
    }
    throw new MustacheException("a section needs a boolean, a list or a map");
  }

  @Override
  public String stringify(Object value) {
    throw new MustacheException("not for templates: " + value.getClass().getName());
  }
}
