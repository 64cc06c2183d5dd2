package blueprint.rule;

import blueprint.diagnostic.Code;
import blueprint.diagnostic.Diagnostic;
import blueprint.diagnostic.Diagnostics;
import blueprint.diagnostic.Suggestions;
import blueprint.language.Blueprint;
import blueprint.language.Located;
import blueprint.language.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A step needs only what an earlier one has made. */
final class RecipeOrderRule implements Rule {

  private static final Set<String> ALWAYS = Set.of("root");

  @Override
  public void check(Blueprint blueprint, Diagnostics found) {
    blueprint.images().forEach((name, image) -> new Walk(name.text(), found).walk(image.recipe()));
  }

  private static final class Walk {
    private final String image;
    private final Diagnostics found;
    private final Set<String> users = new HashSet<>(ALWAYS);
    private final Set<String> groups = new HashSet<>(ALWAYS);
    private final Set<String> files = new HashSet<>();

    Walk(String image, Diagnostics found) {
      this.image = image;
      this.found = found;
    }

    void walk(List<Step> recipe) {
      for (Step step : recipe) {
        if (step instanceof Step.Group group) {
          groups.add(group.group().value());
        } else if (step instanceof Step.User user) {
          add(user.user());
        } else if (step instanceof Step.Directories directories) {
          directories.directories().forEach(d -> owned(d.owner(), d.group()));
        } else if (step instanceof Step.File file) {
          owned(file.owner(), file.group());
          files.add(file.file().value());
        } else if (step instanceof Step.Run run) {
          run.watches().forEach(this::watched);
        }
      }
    }

    private void add(Step.Account account) {
      account.group().ifPresent(this::group);
      groups.add(account.group().orElse(account.name()).value());
      users.add(account.name().value());
    }

    private void owned(Located<String> owner, Located<String> group) {
      if (!users.contains(owner.value())) {
        found.add(Diagnostic.of(Code.OWNER_NOT_CREATED, owner.span(), owner.value(), image));
      }
      group(group);
    }

    private void group(Located<String> group) {
      if (!groups.contains(group.value())) {
        found.add(Diagnostic.of(Code.GROUP_NOT_CREATED, group.span(), group.value(), image));
      }
    }

    private void watched(Located<String> file) {
      if (!files.contains(file.value())) {
        found.add(
            Diagnostic.of(Code.WATCHED_FILE_UNKNOWN, file.span(), file.value())
                .suggesting(Suggestions.hint(file.value(), files)));
      }
    }
  }
}
