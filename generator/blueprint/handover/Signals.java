package blueprint.handover;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C and other requests to end, counted rather than obeyed while a tool runs, so that the tool
 * can come to an end first.
 *
 * <p>The JDK has no public way to do this; {@code sun.misc.Signal} of its module {@code
 * jdk.unsupported} is reached by reflection, since the compiler warns of it in a way that cannot be
 * turned off. Where it is missing, the program ends at once, as any program.
 */
public final class Signals implements AutoCloseable {

  private static final Map<String, Integer> NUMBERS = Map.of("INT", 2, "TERM", 15, "HUP", 1);

  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger first = new AtomicInteger();
  private final Map<String, Object> before = new LinkedHashMap<>();

  private Signals() {}

  /** Takes them from now on. */
  public static Signals taken() {
    Signals signals = new Signals();
    List.of("INT", "TERM", "HUP").forEach(signals::take);
    return signals;
  }

  /** None, ever: where somebody else takes them. */
  public static Signals none() {
    return new Signals();
  }

  /** How many there have been. */
  int count() {
    return count.get();
  }

  /** The number of the first one: 2 for Ctrl-C. */
  public OptionalInt number() {
    return count() == 0 ? OptionalInt.empty() : OptionalInt.of(first.get());
  }

  /** As if one had come. */
  void raise(int number) {
    first.compareAndSet(0, number);
    count.incrementAndGet();
  }

  private void take(String name) {
    try {
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  raise(NUMBERS.getOrDefault(name, 0));
                }
                return null;
              });
      before.put(name, set(name, handler));
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // This Java has none, or takes the signal itself (-Xrs): it ends the program, as ever.
    }
  }

  private static Object set(String name, Object handler) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    Class<?> handlers = Class.forName("sun.misc.SignalHandler");
    Method handle = type.getMethod("handle", type, handlers);
    return handle.invoke(null, type.getConstructor(String.class).newInstance(name), handler);
  }

  @Override
  public void close() {
    before.forEach(
        (name, handler) -> {
          try {
            set(name, handler);
          } catch (ReflectiveOperationException e) {
            // as it was taken, it can be given back
          }
        });
    before.clear();
  }
}
