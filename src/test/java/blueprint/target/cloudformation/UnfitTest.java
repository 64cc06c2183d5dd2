package blueprint.target.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.facts.Limit;
import blueprint.target.cloudformation.Expression.Members;
import blueprint.target.cloudformation.Template.Section;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many of each a template may have: as many as CloudFormation says, and not one more. */
final class UnfitTest {

  @Test
  void asManyAsCloudFormationTakesAreNotTooMany() {
    assertThat(
            Unfit.ofNumbers(
                template(
                    Limit.TEMPLATE_RESOURCES.max(),
                    Limit.TEMPLATE_PARAMETERS.max(),
                    Limit.TEMPLATE_OUTPUTS.max())))
        .isEmpty();
  }

  @Test
  void oneMoreIsSaidWithWhereTheyComeFrom() {
    assertThat(Unfit.ofNumbers(template(501, 0, 0)))
        .contains(new Unfit.TooLarge(Limit.TEMPLATE_RESOURCES, 501, Map.of("network", 501)));
    assertThat(Unfit.ofNumbers(template(1, 201, 0)))
        .contains(
            new Unfit.TooLarge(
                Limit.TEMPLATE_PARAMETERS, 201, Map.of("images.a", 101, "images.b", 100)));
    assertThat(Unfit.ofNumbers(template(1, 0, 201)))
        .contains(new Unfit.TooLarge(Limit.TEMPLATE_OUTPUTS, 201, Map.of("tiers.lb", 201)));
  }

  private static Template template(int resources, int parameters, int outputs) {
    return new Template(
        "many",
        IntStream.range(0, parameters)
            .mapToObj(
                i ->
                    new Parameter(
                        "Image" + i,
                        new Trace(
                            List.of(i % 2 == 0 ? "images.a" : "images.b.from"), "", List.of()),
                        "an image",
                        "images",
                        new Members(Map.of(), Map.of())))
            .toList(),
        Map.of(),
        List.of(
            new Section(
                "network",
                IntStream.range(0, resources)
                    .mapToObj(i -> Resource.of("Vpc" + i, "AWS::EC2::VPC"))
                    .toList())),
        IntStream.range(0, outputs)
            .mapToObj(
                i -> Output.of("Url" + i, "tiers.lb.listen", "an address", Expression.text("x")))
            .toList());
  }
}
