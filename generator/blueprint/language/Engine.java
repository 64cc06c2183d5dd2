package blueprint.language;

/** The native tool that a blueprint is compiled for. */
public enum Engine {
  TERRAFORM
}
