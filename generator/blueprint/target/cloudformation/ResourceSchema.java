package blueprint.target.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may stand in the properties of a resource type.
 *
 * @param objects by name; the properties themselves have none
 * @param createOnly the paths whose change replaces a resource; none names a place in a list
 * @param conditionalCreateOnly those whose change may replace it
 * @param readOnly those that only AWS sets
 * @param attributes what {@code Fn::GetAtt} takes; {@code *} for every property
 */
record ResourceSchema(
    Map<String, Map<String, Property>> objects,
    Set<String> createOnly,
    Set<String> conditionalCreateOnly,
    Set<String> readOnly,
    Set<String> attributes) {

  /**
   * A property.
   *
   * @param values the only ones that it takes, or that the list there takes; empty for any
   */
  record Property(PropertyType type, boolean required, List<String> values) {}

  /** The properties. */
  Map<String, Property> properties() {
    return members("");
  }

  /** The members of an object that a type names. */
  Map<String, Property> members(String object) {
    Map<String, Property> members = objects.get(object);
    if (members == null) {
      throw new IllegalArgumentException("no object: " + object);
    }
    return members;
  }

  /** Whether {@code Fn::GetAtt} takes an attribute. */
  boolean hasAttribute(String path) {
    return attributes.contains(path) || (attributes.contains("*") && property(path).isPresent());
  }

  /** The names that {@code Fn::GetAtt} takes, without those inside of objects. */
  Set<String> attributeNames() {
    return attributes.contains("*") ? properties().keySet() : attributes;
  }

  /** What an attribute of that path is, as far as the properties say. */
  Optional<PropertyType> property(String path) {
    Map<String, Property> here = properties();
    Optional<PropertyType> found = Optional.empty();
    for (String step : path.split("\\.", -1)) {
      Property property = here.get(step);
      if (property == null) {
        return Optional.empty();
      }
      found = Optional.of(property.type());
      here =
          property.type().kind() == PropertyType.Kind.OBJECT
              ? members(property.type().object())
              : Map.of();
    }
    return found;
  }
}
