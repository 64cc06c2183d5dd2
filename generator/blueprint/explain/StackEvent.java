package blueprint.explain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code aws cloudformation describe-stack-events} says of a resource that failed, gathered
 * from its lines of JSON.
 */
final class StackEvent {

  private static final Pattern MEMBER =
      Pattern.compile("\"(LogicalResourceId|ResourceStatus|ResourceStatusReason)\": \"(.*)\",?");

  /** What only says that something else failed. */
  private static final Pattern AFTERMATH =
      Pattern.compile("Resource (creation|update) cancelled|The following resource.*");

  private String id = "";
  private String status = "";
  private String reason = "";

  /** Whether a line is a part of an event. */
  boolean takes(String line) {
    Matcher member = MEMBER.matcher(line);
    if (!member.matches()) {
      return false;
    }
    String value = member.group(2).replace("\\\"", "\"");
    switch (member.group(1)) {
      case "LogicalResourceId" -> id = value;
      case "ResourceStatus" -> status = value;
      default -> reason = value;
    }
    return true;
  }

  /** The failure, at the line that ends the event; none when it is of another kind. */
  Optional<String> endedBy(String line) {
    if (!line.startsWith("}")) {
      return Optional.empty();
    }
    boolean failed = status.endsWith("_FAILED") && !AFTERMATH.matcher(reason).matches();
    Optional<String> message =
        failed && !id.isEmpty()
            ? Optional.of("Error: " + id + " " + status + ": " + reason)
            : Optional.empty();
    id = "";
    status = "";
    reason = "";
    return message;
  }
}
