package blueprint.diagnostic;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a command cannot do its work, or what it leaves to be done, where no line of a blueprint is
 * to blame.
 *
 * @param severity whether it keeps the command from its work
 * @param kind what failed; it owns the wording
 * @param arguments what fills the wording
 * @param file the file or folder in question
 * @param trace where in the program, when that was asked for
 */
public record Failure(
    Severity severity,
    Kind kind,
    List<String> arguments,
    Optional<String> file,
    Optional<String> trace) {

  /** What can fail, with its wording: what is wrong, and what to do. */
  public enum Kind {
    USAGE("{0}", "{1}"),
    FILE_UNREADABLE("{0}", "name a file that is there and that you may read"),
    FILE_EXISTS("{0} is there already", "name another file, or remove this one"),
    NOT_ADOPTED("{0}: {1} is not in the blueprint: {2}", "{3}"),
    ADOPTED_OTHERWISE("{0}: {1} is not as it was: {2}", "{3}"),
    NOT_ADOPTABLE(
        "{0} has no blueprint: one of its environments is of another kind",
        "see what is said before of its lines"),
    NO_PROJECT(
        "{0} is no project of Elastic Beanstalk",
        "name a folder with `.ebextensions` or `.elasticbeanstalk` in it"),
    FILE_UNWRITABLE(
        "cannot write {0}: {1}", "check that the folder is there and yours to write to"),
    OUTPUT_UNREADABLE("cannot read {0}: {1}", "check who may read it"),
    OUTPUT_UNWRITABLE(
        "cannot write to {0}: {1}",
        "check who may write there and how much room is left, or name another folder with"
            + " `--output`"),
    OUTPUT_UNFINISHED(
        "cannot write to {0}: {1}; some files are changed and could not be put back",
        "make it possible to write there, and run `blueprint generate` again: it completes the"
            + " folder"),
    OUTPUT_INTERRUPTED(
        "a run that wrote to {0} was interrupted, and files of before and after may be mixed",
        "run `blueprint generate` again: it completes the folder"),
    OUTPUT_LOCKED("another run is writing to {0}", "try again when it is done"),
    OUTPUT_DIFFERS(
        "{0} is not what its blueprint gives", "run `blueprint generate` and commit the result"),
    ENVIRONMENT_GONE(
        "{0} is left from an environment that the blueprint no longer has",
        "destroy what was made from there once nothing needs it, then delete the folder"),
    ENVIRONMENTS_ADDED(
        "{0} is left from before the blueprint had environments",
        "destroy what was made from there once nothing needs it, then delete its files, but not the"
            + " folders of the environments"),
    DATA_LOST(
        "{0} no longer has `{1}`: to apply it deletes `{2}` with its data",
        "put back what was renamed or removed, unless the data may go: under another name it is"
            + " made anew, and empty"),
    EDITED_BY_HAND(
        "{0} was edited by hand",
        "nothing in {1} was changed; move the edit into the blueprint (`overrides:`), or write over"
            + " it with --force"),
    PIPELINE_EDITED(
        "{0} was edited by hand, or is not Blueprint's",
        "it was left as it is; keep the edit in a file of another name, or write over it with"
            + " --force"),
    PIPELINE_HOMELESS(
        "{0} is in no Git repository, so there is no place for its pipeline",
        "run `git init` in the folder that is to be the repository, or leave out --ci"),
    PIPELINE_OUTSIDE(
        "{0} is not in the Git repository {1}, where the pipeline runs",
        "keep a blueprint and what is made from it in one repository; see `--output`"),
    PIPELINE_PATH(
        "the path `{0}` cannot stand in a pipeline",
        "let it have nothing but letters, digits, spaces, `.`, `_`, `-`, `@` and `/`, and no part"
            + " of it begin with `-` or a space"),
    SAME_NAME("two of the blueprints are called `{0}`", "rename one of them"),
    OLD_INVALID(
        "{0} does not compile with this release, so nothing can be compared with it",
        "compare with a later text that does, or look at both with the release that the old one was"
            + " written for"),
    GIT_MISSING(
        "git is not there, and revisions are read with it",
        "install it (https://git-scm.com/downloads), or name two files"),
    GIT_FAILED("git says: {0}", "make that right, or name two files"),
    NO_REPOSITORY(
        "{0} is in no Git repository", "run in a clone of its repository, or name two files"),
    NO_REVISION(
        "Git knows no revision `{0}`",
        "`git branch --all` and `git tag` list what there is; a shallow clone lacks most of it, and"
            + " `git fetch` brings it"),
    NOT_IN_REVISION(
        "there was no {0} at `{1}`",
        "name a later revision; if the file had another name then, write the old text to a file"
            + " (`git show`) and name both"),
    NO_FILE_THEN("{0} was no file at `{1}`, but a folder or a link", "name the blueprint itself"),
    GRAVE_CHANGE(
        "the change puts data at risk or widens exposure, as is said above",
        "have somebody agree to it who knows what depends on it, then compare without --strict"),
    NODE_MISSING(
        "{0}, and Terraform is compiled with it",
        "install Node 20 or newer (https://nodejs.org/en/download), or see `blueprint doctor`"),
    NODE_ENDED(
        "{0}; nothing was written",
        "run again; if it happens again, see whether the machine has enough memory for Node"),
    TEMPORARY_UNWRITABLE(
        "cannot write temporary files to {0}",
        "make room there, or name another folder in the environment variable TMPDIR"),
    NO_MEMORY(
        "there is not enough memory: {0}",
        "give it more: `java -Xmx512m -Xss1m -jar blueprint.jar ...`"),
    RESULT_LOST("standard output cannot be written to", "check where it leads, and run again"),
    TOOL_MISSING("`{0}` is not installed, and it {1}", "get it from {2}"),
    TOOL_TOO_OLD("`{0}` is version {1}, and {2} or newer is needed", "get it from {3}"),
    VARIABLE_REFUSED(
        "the environment variable `{0}` is set, which {1}",
        "unset it, or allow it with `--allow-env {0}`"),
    REGION_DIFFERS(
        "the environment variable `{0}` says {1}, and the blueprint says {2}",
        "unset it, or set it to the blueprint's region"),
    CREDENTIALS_TWICE(
        "`AWS_PROFILE` and `AWS_ACCESS_KEY_ID` are both set, and the tools do not agree which"
            + " counts",
        "unset one of them"),
    APPLY_RUNNING("another run is changing {0} ({1})", "wait until it is done, or end it"),
    PRIVATE_FOLDER("{0}", "make the folder yours alone, or name another one in `XDG_STATE_HOME`"),
    NOT_ASKED(
        "nobody is there who could be asked whether to {0}",
        "look at `blueprint plan`, and run again with {1}"),
    TOOL_FAILED("{0}", "{1}"),
    ANSWER_FORBIDS("{0}", "{1}"),
    LOSES_DATA(
        "{0}; nothing was changed",
        "keep it in the blueprint, or allow it with `--allow-replace ADDRESS` after a backup"),
    DECLINED("{0}", "run again when it may be done"),
    HANDOVER_INTERRUPTED("{0}", "{1}"),
    LEFT_UNGUARDED(
        "what the stack policy was lifted from is not protected again", "run in {0}: `{1}`"),
    INTERNAL_FAULT(
        "this is a bug of Blueprint, not of your blueprint: {0}",
        "run again with `blueprint --debug ...` and report what it prints");

    private final String message;
    private final String hint;

    Kind(String message, String hint) {
      this.message = message;
      this.hint = hint;
    }

    /** The stable name by which machines refer to it: {@code output-locked}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Failure {
    arguments = List.copyOf(arguments);
  }

  /** A failure whose wording has as many holes as there are arguments. */
  public static Failure of(Kind kind, String... arguments) {
    return new Failure(
        Severity.ERROR, kind, List.of(arguments), Optional.empty(), Optional.empty());
  }

  /** The same about a file or a folder. */
  public Failure at(Object path) {
    return new Failure(severity, kind, arguments, Optional.of(path.toString()), trace);
  }

  /** The same where the command does its work all the same. */
  public Failure warning() {
    return new Failure(Severity.WARNING, kind, arguments, file, trace);
  }

  /** The same with a trace, if there is one. */
  public Failure tracing(@Nullable String lines) {
    return new Failure(severity, kind, arguments, file, Optional.ofNullable(lines));
  }

  /** What is wrong: lower case, no full stop. */
  public String message() {
    return Code.fill(kind.message, arguments);
  }

  /** What to do. */
  public String hint() {
    return Code.fill(kind.hint, arguments);
  }
}
