package blueprint.language;

import blueprint.facts.Limit;
import blueprint.source.Span;
import java.util.List;
import java.util.Optional;

/** A machine image. */
@Doc(
    "A machine image, built by Packer. Its name carries a hash of all that goes into it, so a changed recipe gives a new image and overwrites none.")
public record Image(
    Span span,
    @Doc(
            "What it starts from: `ubuntu-24.04`, `ubuntu-22.04`, an image id, or the newest image of an owner that fits a name.")
        Source from,
    @Doc("What is put onto it, step by step, as root. Steps that are done already do nothing.")
        @Count(Limit.STEPS)
        List<Step> recipe,
    @Doc("The type of machine that builds it.") @Default("t3.small") @Written(Form.INSTANCE_TYPE)
        Located<String> builder,
    @Doc("The size of its disk.") @Default("16GB") @Range(Limit.IMAGE_DISK) Located<Size> disk,
    @Doc(
            "Change it to rebuild the image although the recipe is the same, for instance every month for the newest security updates.")
        @Written(Form.REVISION)
        Optional<Located<String>> revision) {

  @Doc("The image that another one starts from.")
  @ExactlyOne({"id", "owner, name"})
  public record Source(
      Span span,
      @Doc("A distribution such as `ubuntu-24.04`, or an image id.") @Shorthand
          Optional<Located<ImageName>> id,
      @Doc("The account that owns it.") @Written(Form.ACCOUNT) Optional<Located<String>> owner,
      @Doc("Its name, with `*` for any text; the newest one is taken.") @Written(Form.IMAGE_PATTERN)
          Optional<Located<String>> name) {}
}
