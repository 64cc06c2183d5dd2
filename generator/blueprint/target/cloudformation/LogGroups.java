package blueprint.target.cloudformation;

/** Log groups, and why they are as they are. */
final class LogGroups {

  private LogGroups() {}

  /**
   * A log group, without its place in the blueprint.
   *
   * @param name its name in the account
   */
  static Resource of(Stack stack, String id, String name, int days) {
    return Resource.of(id, "AWS::Logs::LogGroup")
        .skip("CKV_AWS_158", "encrypted with the key CloudWatch Logs owns")
        .set("LogGroupName", name)
        .set("RetentionInDays", days)
        .set("Tags", stack.tags());
  }
}
