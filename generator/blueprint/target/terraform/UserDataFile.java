package blueprint.target.terraform;

import blueprint.plan.MachineGroup;
import blueprint.plan.Plan;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Templates;
import java.util.Map;

/**
 * The cloud-init user data of a tier's machines, as the template that Terraform fills. It is valid
 * cloud-config before and after.
 */
final class UserDataFile {

  private UserDataFile() {}

  static String text(Plan plan, MachineGroup group) {
    return Templates.render(
        "machine/user-data.yaml",
        Language.HCL,
        Map.of(
            "stack", Safe.name(Language.HCL, plan.name()),
            "tier", Safe.name(Language.HCL, group.tier())));
  }
}
