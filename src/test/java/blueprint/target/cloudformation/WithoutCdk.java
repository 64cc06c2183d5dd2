package blueprint.target.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The template of a plan that the CDK has not seen: for tests of many thousand plans. */
public final class WithoutCdk {

  private WithoutCdk() {}

  /**
   * The template's text, of which a parser of others reads what was meant, and in which nothing is
   * left that CloudFormation would replace. Empty when an override is refused; a resource of ours
   * that would be is an error.
   */
  public static Optional<String> emit(Plan plan, Map<String, String> imageNames) {
    PatchApplier patches = new PatchApplier(plan);
    Template template = patches.apply(CloudFormationLowering.lower(plan, imageNames));
    TemplateCheck check = new TemplateCheck(template);
    boolean refused = !patches.problems().isEmpty();
    for (Resource resource : template.resources()) {
      List<Misfit> misfits = check.of(resource);
      if (patches.patchOf(resource).isEmpty()) {
        assertThat(misfits).as(resource.id()).isEmpty();
      }
      refused |= !misfits.isEmpty();
    }
    return refused ? Optional.empty() : Optional.of(emit(template));
  }

  private static String emit(Template template) {
    String text = TemplateEmitter.emit(template);
    ReadTemplate read = ReadTemplate.of(text);
    assertThat(read.sections()).isEqualTo(ReadTemplate.sections(template));
    assertThat(read.texts()).noneMatch(each -> each.contains("{{resolve:"));
    return text;
  }
}
