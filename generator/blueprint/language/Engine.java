package blueprint.language;

/** The native tools that a blueprint can be compiled for. */
public enum Engine {
  /** The folder {@code terraform}, which Terraform or OpenTofu applies. */
  TERRAFORM,
  /** The folder {@code cloudformation} with one template, which AWS itself applies as a stack. */
  CLOUDFORMATION,
  /** Both folders, for the same system: to compare, or to choose by the place where it runs. */
  BOTH;

  /** Whether the folder {@code terraform} is written. */
  public boolean writesTerraform() {
    return this != CLOUDFORMATION;
  }

  /** Whether the folder {@code cloudformation} is written. */
  public boolean writesCloudFormation() {
    return this != TERRAFORM;
  }
}
