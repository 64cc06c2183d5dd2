package blueprint.target.cloudformation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CloudFormation's functions in their long form, in JSON: what each answers and refers to. */
final class Functions {

  /** What a function answers, as far as its name says. */
  enum Answer {
    TEXT,
    LIST,
    /** Nobody knows yet. */
    ANY
  }

  static final String REF = "Ref";
  static final String GET_ATT = "Fn::GetAtt";
  static final String SUB = "Fn::Sub";
  static final String IF = "Fn::If";

  /** {@code Ref} to it is as if the property were not written. */
  static final String NO_VALUE = "AWS::NoValue";

  /** Those that a resource may hold; mappings and transforms, which others need, there are none. */
  private static final Map<String, Answer> ANSWERS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(REF, Answer.TEXT),
              Map.entry("Fn::Base64", Answer.TEXT),
              Map.entry("Fn::Cidr", Answer.LIST),
              Map.entry(GET_ATT, Answer.ANY),
              Map.entry("Fn::GetAZs", Answer.LIST),
              Map.entry(IF, Answer.ANY),
              Map.entry("Fn::ImportValue", Answer.TEXT),
              Map.entry("Fn::Join", Answer.TEXT),
              Map.entry("Fn::Select", Answer.ANY),
              Map.entry("Fn::Split", Answer.LIST),
              Map.entry(SUB, Answer.TEXT)));

  private static final Pattern HOLE = Pattern.compile("\\$\\{([^!}][^}]*)\\}");

  /**
   * A reference.
   *
   * @param attribute empty for the thing itself
   */
  record Reference(String id, String attribute) {

    static Reference of(String text) {
      String[] parts = text.split("\\.", 2);
      return new Reference(parts[0], parts.length > 1 ? parts[1] : "");
    }

    boolean isPseudo() {
      return id.startsWith("AWS::");
    }
  }

  private Functions() {}

  /** The function that an object is meant to be; empty if it is plain data. */
  static Optional<String> nameOf(Map<?, ?> object) {
    return object.keySet().stream()
        .map(String::valueOf)
        .filter(key -> key.equals(REF) || key.startsWith("Fn::"))
        .findFirst();
  }

  /** The names of those that there are. */
  static List<String> names() {
    return List.copyOf(ANSWERS.keySet());
  }

  /** What a function answers; anything for one that there is not. */
  static Answer answer(String name) {
    return ANSWERS.getOrDefault(name, Answer.ANY);
  }

  /** What a function refers to. */
  static List<Reference> references(String name, Object argument) {
    return switch (name) {
      case REF -> argument instanceof String id ? List.of(new Reference(id, "")) : List.of();
      case GET_ATT -> attribute(argument).map(List::of).orElse(List.of());
      case SUB -> holes(argument);
      default -> List.of();
    };
  }

  private static Optional<Reference> attribute(Object argument) {
    if (argument instanceof String text) {
      return Optional.of(Reference.of(text));
    }
    return argument instanceof List<?> list
            && list.size() == 2
            && list.get(0) instanceof String id
            && list.get(1) instanceof String attribute
        ? Optional.of(new Reference(id, attribute))
        : Optional.empty();
  }

  /** What stands in {@code ${}}, except for names that the function itself defines. */
  private static List<Reference> holes(Object argument) {
    boolean defines = argument instanceof List<?> list && list.size() == 2;
    Object template = defines ? ((List<?>) argument).get(0) : argument;
    Object names = defines ? ((List<?>) argument).get(1) : Map.of();
    List<Reference> found = new ArrayList<>();
    Matcher hole = HOLE.matcher(String.valueOf(template));
    while (hole.find()) {
      boolean defined = names instanceof Map<?, ?> map && map.containsKey(hole.group(1));
      if (!defined) {
        found.add(Reference.of(hole.group(1)));
      }
    }
    return found;
  }
}
