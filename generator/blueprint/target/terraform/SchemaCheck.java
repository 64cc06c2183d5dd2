package blueprint.target.terraform;

import blueprint.target.terraform.SchemaProblem.Kind;
import blueprint.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a block against the AWS provider's schema: what {@code terraform validate} would say about
 * names, types and counts, for versions 5.100 and 6 at once.
 *
 * <p>A body is a tree as a JSON parser yields it: {@code Map}, {@code List}, {@code String}, {@code
 * Boolean}, {@code Number} and null. A string that is one {@code "${...}"} has a type that nobody
 * knows yet and fits everywhere but in place of a block. Null means "not set". A nested block is a
 * map, or a list of maps. Meta-arguments are taken as they are; {@code dynamic} is looked into.
 *
 * <p>Allowed values, defaults, conflicts between arguments and the fields that an object leaves out
 * are not checked: the schema does not tell them.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/cli/commands/providers/schema">Provider
 *     schemas</a>
 */
public final class SchemaCheck {

  private final ProviderSchema schema;

  public SchemaCheck(ProviderSchema schema) {
    this.schema = schema;
  }

  /**
   * Everything wrong with a block, in the order of its body; what is missing comes last.
   *
   * @param blockType {@code resource} or {@code data}; another word is a caller's mistake and
   *     throws
   */
  public List<SchemaProblem> check(String blockType, String type, Map<String, ?> body) {
    ProviderSchema.Kind kind =
        ProviderSchema.Kind.of(blockType)
            .orElseThrow(() -> new IllegalArgumentException("not a block type: " + blockType));
    Optional<SchemaBlock> block = schema.find(kind, type);
    if (block.isEmpty()) {
      return List.of(unknown(kind, blockType, type));
    }
    List<SchemaProblem> found = new ArrayList<>();
    new BodyCheck(found).check("", block.get(), body, MetaArguments.of(kind));
    return List.copyOf(found);
  }

  private SchemaProblem unknown(ProviderSchema.Kind kind, String blockType, String type) {
    return new SchemaProblem(
        Kind.UNKNOWN_TYPE,
        "",
        type,
        "a " + blockType + " type of the AWS provider",
        NearestName.of(type, schema.types(kind)));
  }
}
