package blueprint.language;

import blueprint.facts.Limit;
import blueprint.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * A step of a recipe; the first key says which. The order below is that of messages and documents;
 * without it, it would be that in which the compiler happens to read this program.
 */
public sealed interface Step
    permits Step.Packages, Step.Group, Step.User, Step.Directories, Step.Run, Step.File {

  /** Where the step's first key stands. */
  Span span();

  @Doc("A step of a recipe: install packages of the distribution.")
  record Packages(
      Span span,
      @Doc("Their names.") @Count(Limit.NEEDED_ENTRIES) @Written(Form.PACKAGE)
          List<Located<String>> packages)
      implements Step {}

  @Doc("A step of a recipe: create a group.")
  record Group(
      Span span,
      @Doc("Its name.") @Written(Form.UNIX_NAME) Located<String> group,
      @Doc("Whether it is a system group.") @Default("true") Located<Boolean> system)
      implements Step {}

  @Doc("A step of a recipe: create a user who cannot log in with a password.")
  record User(Span span, @Doc("The user.") Account user) implements Step {}

  @Doc("A user.")
  record Account(
      Span span,
      @Doc("The user's name.") @Shorthand @Written(Form.UNIX_NAME) Located<String> name,
      @Doc("The primary group; one of the user's name unless written.") @Written(Form.UNIX_NAME)
          Optional<Located<String>> group,
      @Doc("The home directory; it is not created.") @Default("/nonexistent") @Written(Form.PATH)
          Located<String> home,
      @Doc("The login shell.") @Default("/usr/sbin/nologin") @Written(Form.PATH)
          Located<String> shell,
      @Doc("Whether it is a system user.") @Default("true") Located<Boolean> system) {}

  @Doc("A step of a recipe: create directories.")
  record Directories(
      Span span, @Doc("The directories.") @Count(Limit.NEEDED_ENTRIES) List<Directory> directories)
      implements Step {}

  @Doc("A directory.")
  record Directory(
      Span span,
      @Doc("Where it is.") @Shorthand @Written(Form.PATH) Located<String> path,
      @Doc("The user who owns it.") @Default("root") @Written(Form.UNIX_NAME) Located<String> owner,
      @Doc("The group that owns it.") @Default("root") @Written(Form.UNIX_NAME)
          Located<String> group,
      @Doc("Who may do what, in octal.") @Default("0755") @Written(Form.MODE)
          Located<String> mode) {}

  @Doc(
      "A step of a recipe: run a command with bash, as root. `creates` or `watches` says when it need not run again.")
  record Run(
      Span span,
      @Doc("The command.") @Written(Form.SHELL) Located<String> run,
      @Doc("A path that the command makes: where it exists, the command is skipped.")
          @Written(Form.PATH)
          Optional<Located<String>> creates,
      @Doc("Files that the command depends on: it runs again only when one of them has changed.")
          @Written(Form.PATH)
          List<Located<String>> watches,
      @Doc("Programs that the command installs, where that cannot be seen from it.")
          @Written(Form.PATH)
          List<Located<String>> provides)
      implements Step {}

  @Doc("A step of a recipe: write a file.")
  record File(
      Span span,
      @Doc("Where it goes.") @Written(Form.PATH) Located<String> file,
      @Doc("What stands in it; a line end is added where the last line has none.")
          @Written(Form.CONTENT)
          Located<String> content,
      @Doc("The user who owns it.") @Default("root") @Written(Form.UNIX_NAME) Located<String> owner,
      @Doc("The group that owns it.") @Default("root") @Written(Form.UNIX_NAME)
          Located<String> group,
      @Doc("Who may do what, in octal.") @Default("0644") @Written(Form.MODE) Located<String> mode)
      implements Step {}
}
