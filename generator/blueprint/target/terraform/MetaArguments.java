package blueprint.target.terraform;

import java.util.Set;

/**
 * Names that Terraform itself knows in any block of a kind.
 *
 * @see <a
 *     href="https://developer.hashicorp.com/terraform/language/meta-arguments">Meta-arguments</a>
 */
final class MetaArguments {

  /** Makes nested blocks out of a collection; stands in a body at any depth. */
  static final String DYNAMIC = "dynamic";

  /** A comment, in Terraform's JSON syntax; stands in a body at any depth. */
  static final String COMMENT = "//";

  private static final Set<String> DATA =
      Set.of("count", "depends_on", "for_each", "lifecycle", "provider");

  private static final Set<String> RESOURCE =
      Set.of(
          "connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner");

  private MetaArguments() {}

  static Set<String> of(ProviderSchema.Kind kind) {
    return switch (kind) {
      case RESOURCE -> RESOURCE;
      case DATA -> DATA;
    };
  }
}
