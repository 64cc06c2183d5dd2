package blueprint.target.terraform;

import java.util.Optional;

/**
 * Why the AWS provider would refuse a body, or would soon.
 *
 * @param path where in the body, such as {@code root_block_device[0].volume_size}; empty for the
 *     block itself
 * @param got what stands there, in words, with no value of the user's in it
 * @param expected what would be right, in words
 * @param suggestion the name that was probably meant
 */
public record SchemaProblem(
    Kind kind, String path, String got, String expected, Optional<String> suggestion) {

  /** What is wrong. */
  public enum Kind {
    /** The shipped schema has no such type: a misspelling, or a type it leaves out. */
    UNKNOWN_TYPE,
    UNKNOWN_ATTRIBUTE,
    /** Only the provider sets it, in one of the versions at least. */
    COMPUTED_ONLY,
    /** A value that Terraform can't convert. */
    WRONG_TYPE,
    MISSING_REQUIRED,
    /** Accepted today. */
    DEPRECATED,
    /** Version 5.100 refuses it. */
    ONLY_IN_V6,
    /** Version 6 refuses it. */
    ONLY_IN_V5,
    /** A plain value or an expression where a nested block belongs. */
    BLOCK_EXPECTED,
    /** Nested content where a plain value belongs. */
    ATTRIBUTE_EXPECTED,
    TOO_MANY_BLOCKS,
    TOO_FEW_BLOCKS
  }

  static SchemaProblem of(Kind kind, String path, String got, String expected) {
    return new SchemaProblem(kind, path, got, expected, Optional.empty());
  }
}
