package blueprint.diff;

import blueprint.inventory.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What keeps data from being lost, as it stands in the account and in the files. */
final class Guards {

  private static final String KEPT = "@DeletionPolicy";
  private static final String KEPT_WHEN_REPLACED = "@UpdateReplacePolicy";
  private static final List<String> PROTECTION =
      List.of(
          "deletion_protection",
          "DeletionProtection",
          "deletion_protection_enabled",
          "DeletionProtectionEnabled");

  private Guards() {}

  /**
   * What refuses the change. Terraform's own guard stands in the block, and goes with it; AWS's
   * stays until an apply has taken it away.
   */
  static List<String> of(Change change) {
    List<String> guards = new ArrayList<>();
    Part old = change.before().orElseThrow();
    Optional<Part> now = change.after();
    boolean replaced = change.action() != Action.DESTROYED;
    if (replaced && now.map(p -> p.text("@lifecycle.prevent_destroy")).orElse("").equals("true")) {
      guards.add("`prevent_destroy` makes Terraform refuse the plan");
    }
    if (PROTECTION.stream().anyMatch(p -> old.text(p).equals("true"))) {
      guards.add("deletion protection makes AWS refuse it until it is turned off");
    }
    if (old.type().equals("aws_s3_bucket") && !old.text("force_destroy").equals("true")) {
      guards.add("AWS deletes no bucket with something in it");
    }
    boolean repository = List.of("aws_ecr_repository", "AWS::ECR::Repository").contains(old.type());
    if (repository
        && !old.text("force_delete").equals("true")
        && !old.text("EmptyOnDelete").equals("true")) {
      guards.add("AWS deletes no repository with images in it");
    }
    String policy = replaced ? now.map(p -> p.text(KEPT_WHEN_REPLACED)).orElse("") : old.text(KEPT);
    if (policy.startsWith("Retain")) {
      guards.add("its policy keeps the old one, outside of the stack");
    }
    return guards;
  }

  /** What is left of the data when nothing refuses the change. */
  static List<String> copies(Change change) {
    Part old = change.before().orElseThrow();
    List<String> copies = new ArrayList<>();
    if (old.text("skip_final_snapshot").equals("false")) {
      copies.add(
          "a last snapshot is taken: " + Words.quoted(old.text("final_snapshot_identifier")));
    }
    boolean replaced = change.action() != Action.DESTROYED;
    Part said = replaced ? change.part() : old;
    if (said.text(replaced ? KEPT_WHEN_REPLACED : KEPT).equals("Snapshot")) {
      copies.add("a last snapshot is taken");
    }
    if (old.type().equals("aws_secretsmanager_secret")
        && !old.text("recovery_window_in_days").equals("0")) {
      copies.add(
          "AWS keeps it for "
              + (old.text("recovery_window_in_days").isEmpty()
                  ? "30"
                  : old.text("recovery_window_in_days"))
              + " days, in which it can be restored and its name cannot be used");
    }
    return copies;
  }

  /** What the change itself takes away of them. */
  static List<String> lowered(Change change) {
    List<String> lowered = new ArrayList<>();
    for (AttributeChange attribute : change.attributes()) {
      String path = attribute.path();
      String was = attribute.before().orElse("");
      String is = attribute.after().orElse("");
      if (PROTECTION.contains(path) && was.equals("true") && !is.equals("true")) {
        lowered.add("deletion protection is turned off");
      } else if (path.equals("@lifecycle.prevent_destroy") && was.equals("true")) {
        lowered.add("`prevent_destroy` goes");
      } else if ((path.equals("backup_retention_period") || path.equals("BackupRetentionPeriod"))
          && number(is) < number(was)) {
        lowered.add("backups are kept for " + is + " days instead of " + was);
      } else if (path.equals("skip_final_snapshot") && is.equals("true")) {
        lowered.add("no last snapshot is taken any more");
      } else if ((path.equals(KEPT) || path.equals(KEPT_WHEN_REPLACED))
          && (is.isEmpty() || is.equals("Delete"))) {
        lowered.add("`" + path.substring(1) + "` keeps it no longer");
      }
    }
    return lowered;
  }

  private static int number(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }
}
