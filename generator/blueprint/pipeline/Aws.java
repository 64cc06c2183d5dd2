package blueprint.pipeline;

/** Command lines of the AWS CLI, of versions 1 and 2 alike. */
final class Aws {

  private static final int MINUTES = 5;

  private final String region;
  private final String stack;

  Aws(Delivery delivery) {
    this.region = delivery.region();
    this.stack = delivery.stack();
  }

  /** Something that CloudFormation does with the stack. */
  CommandLine stack(String operation) {
    return text("cloudformation", operation, "--stack-name", stack);
  }

  /** A command whose answer is text: one value, or several with tabs between. */
  CommandLine text(String service, String operation, String... arguments) {
    return line(service, operation, "text").with(arguments);
  }

  /** A command whose answer is a document. */
  CommandLine json(String service, String operation, String... arguments) {
    return line(service, operation, "json").with(arguments);
  }

  /** A command whose answer people read. */
  CommandLine table(String service, String operation, String... arguments) {
    return line(service, operation, "table").with(arguments);
  }

  private CommandLine line(String service, String operation, String format) {
    return CommandLine.of(
        Tool.AWS, MINUTES, service, operation, "--region", region, "--output", format);
  }
}
