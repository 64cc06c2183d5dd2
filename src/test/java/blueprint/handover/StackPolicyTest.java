package blueprint.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CloudFormation keeps while something else goes. */
final class StackPolicyTest {

  private static final String ALLOWED =
      "{\"Effect\":\"Allow\",\"Action\":[\"Update:*\"],\"Principal\":\"*\",\"Resource\":[\"*\"]}";

  @TempDir private Path folder;

  @Test
  void whatIsNamedIsNotKeptAndAllElseIs() throws IOException {
    policy("LogicalResourceId/DbInstance", "LogicalResourceId/KeySecret");
    assertThat(StackPolicy.without(folder, Set.of("DbInstance")))
        .contains(
            "{\"Statement\":["
                + ALLOWED
                + ",{\"Effect\":\"Deny\",\"Action\":[\"Update:Replace\",\"Update:Delete\"],"
                + "\"Principal\":\"*\",\"Resource\":[\"LogicalResourceId/KeySecret\"]}]}");
  }

  @Test
  void whereAllThatIsKeptIsNamedNothingIsDenied() throws IOException {
    policy("LogicalResourceId/DbInstance");
    assertThat(StackPolicy.without(folder, Set.of("DbInstance")))
        .contains("{\"Statement\":[" + ALLOWED + "]}");
  }

  @Test
  void whatThePolicyDoesNotNameLiftsNothing() throws IOException {
    assertThat(StackPolicy.without(folder, Set.of("DbInstance"))).isEmpty();
    policy("LogicalResourceId/DbInstance");
    assertThat(StackPolicy.without(folder, Set.of())).isEmpty();
    assertThat(StackPolicy.without(folder, Set.of("*", "LogicalResourceId/DbInstance", "Db")))
        .isEmpty();
  }

  @Test
  void aPolicyThatCannotBeReadIsAFailure() throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("cloudformation")).resolve("stack-policy.json"),
        "{");
    assertThatIOException().isThrownBy(() -> StackPolicy.without(folder, Set.of("DbInstance")));
  }

  private void policy(String... kept) throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("cloudformation")).resolve("stack-policy.json"),
        """
        {"Statement": [
          {"Effect": "Allow", "Action": ["Update:*"], "Principal": "*", "Resource": ["*"]},
          {"Effect": "Deny", "Action": ["Update:Replace", "Update:Delete"], "Principal": "*",
            "Resource": ["%s"]}]}
        """
            .formatted(String.join("\", \"", kept)));
  }
}
