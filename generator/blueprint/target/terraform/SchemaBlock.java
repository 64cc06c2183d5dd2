package blueprint.target.terraform;

import blueprint.target.terraform.SchemaType.Shape;
import java.util.Map;
import java.util.Set;

/**
 * What may stand in the body of a block.
 *
 * @param listed false if the shipped schema does not list the content: everything is taken
 * @param traits of the block's type itself, such as "only in version 6"
 */
record SchemaBlock(
    Map<String, Attribute> attributes,
    Map<String, Nested> blocks,
    boolean listed,
    Set<SchemaTrait> traits) {

  /** Whether a member of this name is written as a block, without an equals sign. */
  boolean isBlock(String name) {
    return blocks.containsKey(name);
  }

  /** Whether a member of this name is a map, whose keys are the user's own words. */
  boolean isMap(String name) {
    Attribute attribute = attributes.get(name);
    return attribute != null && attribute.type().shape() == Shape.MAP;
  }

  /** Whether the value of this attribute must not be shown. Unknown for arguments new in v6. */
  boolean isSensitive(String name) {
    Attribute attribute = attributes.get(name);
    return attribute != null && attribute.traits().contains(SchemaTrait.SENSITIVE);
  }

  /** An argument, or a value that only the provider sets. */
  record Attribute(SchemaType type, Set<SchemaTrait> traits) {

    boolean required() {
      return traits.contains(SchemaTrait.REQUIRED);
    }

    /** Whether a configuration may set it. */
    boolean settable() {
      return required() || traits.contains(SchemaTrait.OPTIONAL);
    }
  }

  /**
   * A block in a block.
   *
   * @param max how many may stand there; {@link Integer#MAX_VALUE} for any number
   */
  record Nested(int min, int max, SchemaBlock block) {

    Set<SchemaTrait> traits() {
      return block.traits();
    }
  }
}
