package blueprint.target.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.plan.Plan;
import java.util.Map;

/** The template of a plan that the CDK has not seen: for tests of many thousand plans. */
public final class WithoutCdk {

  private WithoutCdk() {}

  /**
   * The template's text, of which a parser of others reads what was meant; a resource that
   * CloudFormation would refuse is an error unless the user wanted it so.
   */
  public static String emit(Plan plan, Map<String, String> imageNames) {
    PatchApplier patches = new PatchApplier(plan);
    Template template = patches.apply(CloudFormationLowering.lower(plan, imageNames));
    TemplateCheck check = new TemplateCheck(template);
    for (Resource resource : template.resources()) {
      if (patches.patchOf(resource).isEmpty()) {
        assertThat(check.of(resource)).as(resource.id()).isEmpty();
      }
    }
    String text = TemplateEmitter.emit(template);
    assertThat(ReadTemplate.of(text).sections()).isEqualTo(ReadTemplate.sections(template));
    return text;
  }
}
