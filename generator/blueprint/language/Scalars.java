package blueprint.language;

import blueprint.facts.Limit;
import blueprint.language.Shape.Scalar;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How each type of value is written. */
final class Scalars {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,6})(GB|TB)");
  private static final Pattern CAPACITY = Pattern.compile("(?:0|[1-9][0-9]{0,2})(?:\\.[05])?");
  private static final Pattern SERVICE =
      Pattern.compile("([a-z][a-z0-9-]*)(?:\\.([a-z][a-z0-9-]*))?");
  private static final Map<String, Integer> SECONDS =
      Map.of("s", 1, "m", 60, "h", 3600, "d", 86_400);

  private static final Map<Class<?>, Scalar> FIXED =
      Map.ofEntries(
          fixed(Name.class, Form.NAME, Name::new),
          fixed(
              Cidr.class,
              "an address range such as `192.168.0.0/24`",
              "[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}",
              Cidr::parse),
          fixed(
              IpRange.class,
              "an address range such as `192.168.0.0/24` or `2001:db8::/32`",
              "([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:]+)/[0-9]{1,3}",
              IpRange::parse),
          fixed(
              Port.class,
              "a port " + Limit.PORT.inWords(),
              "[0-9]{1,5}",
              text -> number(text, Limit.PORT).map(Port::new)),
          fixed(
              Text.class,
              "text, with references written `${tier.attribute}` and a dollar written `$$`",
              "[\\s\\S]*",
              Text::parse),
          fixed(
              CommandLine.class,
              "a program and its arguments, with every quote closed, "
                  + Limit.COMMAND_LINE.inWords(),
              "[\\s\\S]*\\S[\\s\\S]*",
              text -> Limit.COMMAND_LINE.allows(text) ? CommandLine.parse(text) : Optional.empty()),
          fixed(
              ServiceReference.class,
              "a service: `tier.service` or `tier`",
              SERVICE.pattern(),
              Scalars::service),
          fixed(
              ImageName.class,
              "a distribution such as `ubuntu-24.04`, or an image id such as `ami-0123456789abcdef0`",
              "[a-z0-9][a-z0-9.-]*",
              text ->
                  Optional.of(text)
                      .filter(t -> t.matches("[a-z0-9][a-z0-9.-]*"))
                      .map(ImageName::new)));

  private Scalars() {}

  /** The way to write a component's value. */
  static Scalar of(Class<?> type, RecordComponent component) {
    Scalar fixed = FIXED.get(type);
    if (fixed != null) {
      return fixed;
    }
    if (type.isEnum()) {
      return words(type);
    }
    if (type == Boolean.class) {
      return boolean_();
    }
    if (type == Integer.class) {
      return integer(component.getAnnotation(Range.class).value());
    }
    if (type == Duration.class) {
      return duration(component.getAnnotation(Range.class).value());
    }
    if (type == Size.class) {
      return size(component.getAnnotation(Range.class).value());
    }
    if (type == Capacity.class) {
      return capacity(component.getAnnotation(Range.class).value());
    }
    return written(component.getAnnotation(Written.class).value(), text -> text);
  }

  private static Map.Entry<Class<?>, Scalar> fixed(
      Class<?> type, Form form, Function<String, ?> make) {
    return Map.entry(type, written(form, make));
  }

  private static Scalar written(Form form, Function<String, ?> make) {
    return new Scalar(
        form.description(),
        form.regex(),
        List.of(),
        form.length(),
        text -> form.fits(text) ? Optional.of(make.apply(text)) : Optional.empty());
  }

  private static Map.Entry<Class<?>, Scalar> fixed(
      Class<?> type, String description, String pattern, Function<String, Optional<?>> parse) {
    return Map.entry(type, new Scalar(description, pattern, List.of(), Optional.empty(), parse));
  }

  private static Scalar words(Class<?> type) {
    List<Enum<?>> constants =
        Arrays.stream(type.getEnumConstants()).<Enum<?>>map(c -> (Enum<?>) c).toList();
    List<String> words = constants.stream().map(Scalars::word).toList();
    return new Scalar(
        blueprint.diagnostic.Suggestions.list(words),
        String.join("|", words),
        words,
        Optional.empty(),
        text -> constants.stream().filter(c -> word(c).equals(text)).findFirst());
  }

  private static String word(Enum<?> constant) {
    return constant instanceof Spelled spelled
        ? spelled.word()
        : constant.name().toLowerCase(Locale.ROOT);
  }

  private static Scalar boolean_() {
    List<String> words = List.of("true", "false");
    return new Scalar(
        "`true` or `false`",
        "true|false",
        words,
        Optional.empty(),
        text -> words.contains(text) ? Optional.of(text.equals("true")) : Optional.empty());
  }

  private static Scalar integer(Limit limit) {
    String description =
        limit.min() == limit.max()
            ? "the number " + limit.max()
            : "a whole number " + limit.inWords();
    return new Scalar(
        description, "0|[1-9][0-9]*", List.of(), Optional.of(limit), text -> number(text, limit));
  }

  private static Scalar duration(Limit limit) {
    int unit = limit.unit().equals("days") ? SECONDS.getOrDefault("d", 1) : 1;
    String letter = limit.unit().substring(0, 1);
    return new Scalar(
        "a length of time such as `30s`, `10m`, `12h` or `8d` " + range(limit, letter),
        DURATION.pattern(),
        List.of(),
        Optional.empty(),
        text ->
            duration(text)
                .filter(d -> d.seconds() >= (long) limit.min() * unit)
                .filter(d -> d.seconds() <= (long) limit.max() * unit));
  }

  private static Optional<Duration> duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int unit = SECONDS.getOrDefault(matcher.group(2), 1);
    long seconds = Long.parseLong(matcher.group(1)) * unit;
    return seconds > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new Duration((int) seconds, text));
  }

  private static String range(Limit limit, String unit) {
    return "between " + limit.min() + unit + " and " + limit.max() + unit;
  }

  private static Scalar size(Limit limit) {
    return new Scalar(
        "a size such as `20GB` or `1TB` " + range(limit, limit.unit()),
        SIZE.pattern(),
        List.of(),
        Optional.empty(),
        text -> size(text).filter(s -> limit.allows(s.gigabytes())));
  }

  private static Optional<Size> size(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int unit = matcher.group(2).equals("TB") ? 1024 : 1;
    return Optional.of(new Size(Integer.parseInt(matcher.group(1)) * unit));
  }

  private static Scalar capacity(Limit limit) {
    return new Scalar(
        "a number in halves, such as `2` or `2.5`, " + limit.inWords(),
        CAPACITY.pattern(),
        List.of(),
        Optional.of(limit),
        true,
        text -> capacity(text).filter(c -> isWithin(c.units(), limit)));
  }

  private static Optional<Capacity> capacity(String text) {
    return CAPACITY.matcher(text).matches()
        ? Optional.of(new Capacity(new BigDecimal(text.replaceFirst("\\.0$", ""))))
        : Optional.empty();
  }

  private static boolean isWithin(BigDecimal amount, Limit limit) {
    return amount.compareTo(BigDecimal.valueOf(limit.min())) >= 0
        && amount.compareTo(BigDecimal.valueOf(limit.max())) <= 0;
  }

  private static Optional<ServiceReference> service(String text) {
    Matcher matcher = SERVICE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<Name> service = Optional.ofNullable(matcher.group(2)).map(Name::new);
    return Optional.of(new ServiceReference(new Name(matcher.group(1)), service));
  }

  private static Optional<Integer> number(String text, Limit limit) {
    if (!text.matches("0|[1-9][0-9]{0,9}") || Long.parseLong(text) > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    return Optional.of(Integer.parseInt(text)).filter(limit::allows);
  }
}
