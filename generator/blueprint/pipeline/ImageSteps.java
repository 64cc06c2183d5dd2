package blueprint.pipeline;

import blueprint.facts.Facts;
import blueprint.pipeline.Step.Effect;
import java.util.ArrayList;
import java.util.List;

/** Machine images: each is built unless the account has one of its name, which tells its recipe. */
final class ImageSteps {

  /** Stands for an image that is not there yet where something is only looked at. */
  static final String ABSENT = "ami-00000000000000000";

  private static final String FOUND = "ami-";
  private static final int MINUTES = 120;
  private static final String PLUGINS = "packer_plugins";
  private static final String PLUGIN = Facts.tool("packer-plugin-amazon");

  private ImageSteps() {}

  /** Finds images; one that is not there is {@link #ABSENT}. */
  static List<Step> looking(Delivery delivery) {
    List<Step> steps = new ArrayList<>();
    delivery
        .images()
        .forEach(
            (image, name) ->
                steps.add(find(delivery, image, name, "find-").yielding(id(image).or(ABSENT))));
    return steps;
  }

  /** Finds or builds them. */
  static List<Step> building(Delivery delivery) {
    List<Step> steps = new ArrayList<>();
    delivery
        .images()
        .forEach(
            (image, name) -> {
              steps.add(find(delivery, image, name, "find-").yielding(id(image)));
              if (steps.stream().noneMatch(step -> step.name().equals("plugins"))) {
                steps.addAll(plugins(image));
              }
              steps.addAll(build(image, name));
              Step again = find(delivery, image, name, "identify-");
              steps.add(
                  again
                      .yielding(
                          id(image)
                              .meaning(
                                  Verdict.good(FOUND),
                                  Verdict.fails(
                                      "", "there is no image " + name + " in the account")))
                      .when(Condition.unless(Delivery.variable(image), FOUND)));
            });
    return steps;
  }

  private static Yield.Answer id(String image) {
    return Yield.Answer.in(Delivery.variable(image));
  }

  private static Step find(Delivery delivery, String image, String name, String verb) {
    return Step.ask(
        verb + image,
        Stage.IMAGES,
        "the id of the machine image " + name,
        new Aws(delivery)
            .text(
                "ec2",
                "describe-images",
                "--owners",
                "self",
                "--filters",
                "Name=name,Values=" + name,
                "Name=state,Values=available",
                "--query",
                "Images[0].ImageId"),
        new Yield.Nothing());
  }

  /** JSON templates cannot name the plugin that they need: its version is held here. */
  private static List<Step> plugins(String image) {
    Step list =
        Step.ask(
            "plugins",
            Stage.IMAGES,
            "which plugins Packer has",
            CommandLine.of(Tool.PACKER, 2, "plugins", "installed"),
            Yield.Answer.in(PLUGINS));
    Step install =
        Step.show(
            "install-plugin",
            Stage.IMAGES,
            Effect.LOOK,
            "the plugin for AWS, once on each computer",
            CommandLine.of(
                Tool.PACKER, 15, "plugins", "install", "github.com/hashicorp/amazon", PLUGIN));
    Condition missing = Condition.unless(Delivery.variable(image), FOUND);
    return List.of(
        list.when(missing),
        install
            .when(missing)
            .when(Condition.unless(PLUGINS, "packer-plugin-amazon_v" + PLUGIN + "_")));
  }

  private static List<Step> build(String image, String name) {
    String template = "packer/" + image + ".json";
    Condition missing = Condition.unless(Delivery.variable(image), FOUND);
    return List.of(
        Step.show(
                "validate-" + image,
                Stage.IMAGES,
                Effect.LOOK,
                "whether the recipe of " + image + " is valid",
                CommandLine.of(Tool.PACKER, 5, "validate", template))
            .when(missing),
        Step.show(
                "build-" + image,
                Stage.IMAGES,
                Effect.BUILD,
                "build the machine image " + name,
                CommandLine.of(Tool.PACKER, MINUTES, "build", "-color=false", template))
            .when(missing));
  }
}
