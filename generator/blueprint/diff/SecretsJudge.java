package blueprint.diff;

import blueprint.facts.Changes;
import blueprint.facts.Changes.Holding;
import blueprint.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;

/** Which secrets are made, get another value, or go. */
final class SecretsJudge implements Judge {

  @Override
  public List<Finding> judge(Inventory before, Inventory after, List<Change> changes) {
    List<Finding> findings = new ArrayList<>();
    for (Change change : changes) {
      String words = words(change);
      if (!words.isEmpty()) {
        findings.add(Finding.of(Finding.Kind.SECRETS, after.engine(), words, change));
      }
    }
    return findings;
  }

  private static String words(Change change) {
    boolean holds =
        Changes.bundled().holding(change.type()).filter(h -> h == Holding.SECRET).isPresent();
    String name = Words.quoted(DataJudge.name(change));
    if (holds) {
      return switch (change.action()) {
        case ADDED -> "the secret " + name + " is made; its value never leaves the account";
        case DESTROYED -> "the secret " + name + " is removed";
        case REPLACED, MAY_BE_REPLACED -> "the secret " + name + " gets another name and value";
        case CHANGED ->
            change.touches("GenerateSecretString")
                ? "the secret " + name + " gets a new value: AWS generates it again"
                : "";
        case GUARDED -> "";
      };
    }
    boolean version = change.type().equals("aws_secretsmanager_secret_version");
    if (version && change.before().isPresent() && change.action() == Action.REPLACED) {
      return "the secret of `" + change.address() + "` gets a new value";
    }
    boolean password =
        change.touches("manage_master_user_password") || change.touches("ManageMasterUserPassword");
    return password ? "who keeps the password of the database " + name + " changes" : "";
  }
}
