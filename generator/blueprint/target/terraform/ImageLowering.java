package blueprint.target.terraform;

import java.util.List;
import java.util.stream.Stream;

/** The machine image: found by its exact name, unless another one is given to the run. */
final class ImageLowering {

  private ImageLowering() {}

  /** The id of the image that machines start from. */
  static Expression.Code id(String image) {
    return Expression.reference("local." + Labels.imageVariable(image));
  }

  static List<Block> blocks(Stack stack, String image, String tier) {
    String label = Labels.of(image);
    String variable = Labels.imageVariable(image);
    Block found =
        Block.data("aws_ami", label)
            .from(
                "images." + image,
                "the name ends in a digest of the recipe, so a changed recipe is another image")
            .reads(recipe(stack, image))
            .set("count", Expression.code("var." + variable + " == null ? 1 : 0"))
            .line()
            .set("owners", Expression.list("self"))
            .block("filter", filter("name", stack.imageNames().getOrDefault(image, image)))
            .block("filter", filter("state", "available"));
    Block chosen =
        Block.locals()
            .from("tiers." + tier + ".image")
            .set(
                variable,
                Expression.code(
                    "coalesce(var.%s, one(data.aws_ami.%s[*].id))".formatted(variable, label)));
    return List.of(found, chosen);
  }

  /** What the digest is made of: the image, and what the tiers run on it. */
  private static String[] recipe(Stack stack, String image) {
    Stream<String> tiers =
        stack.plan().machineGroups().stream()
            .filter(group -> group.image().equals(image))
            .map(group -> "tiers." + group.tier())
            .flatMap(tier -> Stream.of(tier + ".services", tier + ".settings", tier + ".env"));
    return Stream.concat(Stream.of("images." + image, "name", "tags", "region"), tiers)
        .toArray(String[]::new);
  }

  private static Body filter(String name, String value) {
    return Body.EMPTY.set("name", name).set("values", Expression.list(value));
  }
}
