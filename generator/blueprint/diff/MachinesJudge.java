package blueprint.diff;

import blueprint.facts.Changes.Interruption;
import blueprint.inventory.Inventory;
import blueprint.inventory.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which machines are replaced by others, how, and why. */
final class MachinesJudge implements Judge {

  private static final Set<String> GROUPS =
      Set.of("aws_autoscaling_group", "AWS::AutoScaling::AutoScalingGroup");
  private static final List<String> TEMPLATES = List.of("launch_template", "LaunchTemplate");

  @Override
  public List<Finding> judge(Inventory before, Inventory after, List<Change> changes) {
    List<Finding> findings = new ArrayList<>();
    for (Change change : changes) {
      boolean rolls = TEMPLATES.stream().anyMatch(change::touches);
      if (GROUPS.contains(change.type()) && change.action() == Action.CHANGED && rolls) {
        findings.add(rolling(after.engine(), change, changes));
      }
    }
    return findings;
  }

  private static Finding rolling(Inventory.Engine engine, Change change, List<Change> changes) {
    Part group = change.part();
    String name = Openings.owner(group);
    Optional<Change> template =
        change.attributes().stream()
            .filter(a -> TEMPLATES.stream().anyMatch(t -> a.path().startsWith(t)))
            .flatMap(a -> a.because().stream())
            .flatMap(address -> changes.stream().filter(c -> c.address().equals(address)))
            .findFirst();
    String what = template.map(t -> String.join(", ", touched(t))).orElse("");
    Finding finding =
        Finding.of(
            Finding.Kind.MACHINES,
            engine,
            "all machines of `" + name + "` are replaced, " + how(engine, group),
            template.map(t -> change.with(t.cause())).orElse(change),
            what.isEmpty() ? new String[0] : new String[] {"because of " + what});
    return finding.lasting(Interruption.ROLLING);
  }

  private static String how(Inventory.Engine engine, Part group) {
    if (engine == Inventory.Engine.CLOUDFORMATION) {
      return "by a rolling update, at most "
          + group.text("@UpdatePolicy.AutoScalingRollingUpdate.MaxBatchSize")
          + " at a time, which the stack waits for";
    }
    String healthy = group.text("instance_refresh.preferences.min_healthy_percentage");
    return group.writes("instance_refresh")
        ? "by an instance refresh"
            + (healthy.isEmpty() ? "" : " with " + healthy + " % of them healthy at any time")
            + ", which starts when the apply has ended"
        : "as they are started anew: the group has no instance refresh";
  }

  /** The words of a template that are other ones. */
  private static Set<String> touched(Change template) {
    Set<String> words = new LinkedHashSet<>();
    for (AttributeChange attribute : template.attributes()) {
      if (!attribute.isSaid()) {
        String path = attribute.path().replaceFirst("^LaunchTemplateData\\.", "");
        words.add("`" + path.split("[.\\[]", 2)[0] + "`");
      }
    }
    return words;
  }
}
