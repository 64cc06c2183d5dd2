package blueprint.target.terraform;

/** Log groups, and why they are as they are. */
final class LogGroups {

  private static final int YEAR = 365;

  private LogGroups() {}

  /**
   * A log group.
   *
   * @param key the blueprint's key for how long it keeps what it has
   */
  static Block of(String label, String name, int days, String key) {
    return start(label, days, key).set("name", name).set("retention_in_days", days);
  }

  /** What stands above a log group's arguments. */
  static Block start(String label, int days, String key) {
    Block block =
        Block.resource("aws_cloudwatch_log_group", label)
            .skip("CKV_AWS_158", "encrypted with the key CloudWatch Logs owns");
    String kept = days + (days == 1 ? " day is" : " days are") + " enough to look into an incident";
    return days >= YEAR ? block : block.skip("CKV_AWS_338", kept + "; `" + key + "` changes it");
  }
}
