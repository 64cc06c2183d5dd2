package blueprint.target.cloudformation;

import blueprint.plan.MachineGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The machine images: CloudFormation finds none by its name, so whoever applies gives their ids.
 */
final class ImageLowering {

  private ImageLowering() {}

  /** The id of the image that machines start from. */
  static Expression id(String image) {
    return Expression.ref(parameter(image));
  }

  static List<Parameter> parameters(Stack stack) {
    return stack.plan().machineGroups().stream()
        .map(MachineGroup::image)
        .sorted()
        .distinct()
        .map(image -> parameter(stack, image))
        .toList();
  }

  private static Parameter parameter(Stack stack, String image) {
    String name = stack.imageNames().getOrDefault(image, image);
    return new Parameter(
        parameter(image),
        new Trace(
            List.of("images." + image),
            "the name ends in a digest of the recipe, so a changed recipe is another image",
            recipe(stack, image)),
        name,
        "Machine images",
        Expression.object()
            .with("Type", "AWS::EC2::Image::Id")
            .with(
                "Description",
                "Id of the image "
                    + name
                    + ", which Packer says at its end. Later: aws ec2 describe-images --region "
                    + stack.plan().region()
                    + " --owners self --filters Name=name,Values="
                    + name
                    + " --query 'Images[0].ImageId' --output text"));
  }

  private static String parameter(String image) {
    return LogicalIds.of(image, "ImageId");
  }

  /** What the digest is made of: the image, and what the tiers run on it. */
  private static List<String> recipe(Stack stack, String image) {
    List<String> paths = new ArrayList<>(List.of("name", "tags", "region"));
    stack.plan().machineGroups().stream()
        .filter(group -> group.image().equals(image))
        .map(group -> "tiers." + group.tier())
        .flatMap(tier -> Stream.of(tier + ".services", tier + ".settings", tier + ".env"))
        .forEach(paths::add);
    return paths;
  }
}
