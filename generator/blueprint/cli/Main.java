package blueprint.cli;

/** Placeholder entry point while the pipeline is being built. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("blueprint");
  }
}
