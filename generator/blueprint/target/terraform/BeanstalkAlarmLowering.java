package blueprint.target.terraform;

import blueprint.plan.Beanstalk;
import blueprint.plan.BeanstalkAlarm;
import java.util.ArrayList;
import java.util.List;

/** Word of trouble: what the environments are watched for, and who hears of it. */
final class BeanstalkAlarmLowering {

  private static final int MINUTE = 60;

  private final Beanstalk beanstalk;
  private final String label;
  private final String path;

  private BeanstalkAlarmLowering(Beanstalk beanstalk) {
    this.beanstalk = beanstalk;
    this.label = Labels.of(beanstalk.tier());
    this.path = "tiers." + beanstalk.tier() + ".notify";
  }

  static List<Block> blocks(Beanstalk beanstalk) {
    return new BeanstalkAlarmLowering(beanstalk).blocks();
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    beanstalk
        .mailTo()
        .ifPresent(
            address -> {
              blocks.add(topic());
              blocks.add(subscription(address));
            });
    BeanstalkAlarm.of(beanstalk).forEach(alarm -> blocks.add(alarm(alarm)));
    return blocks;
  }

  private Block topic() {
    String name = beanstalk.application() + "-alarms";
    return Block.resource("aws_sns_topic", label + "_alarms")
        .from(path)
        .skip("CKV_AWS_26", "alarms cannot use the key that SNS owns, and name no secret")
        .set("name", name)
        .line()
        .set("tags", Stack.named(name));
  }

  private Block subscription(String address) {
    return Block.resource("aws_sns_topic_subscription", label + "_alarms")
        .from(
            path, "SNS asks there whether mail is wanted, and sends nothing until somebody agrees")
        .set("topic_arn", topicArn())
        .set("protocol", "email")
        .set("endpoint", address);
  }

  private Block alarm(BeanstalkAlarm alarm) {
    Expression.Code name = BeanstalkEnvironmentLowering.eachName(beanstalk);
    Block block =
        Block.resource("aws_cloudwatch_metric_alarm", label + "_" + alarm.id())
            .from(alarm.path(), alarm.what());
    if (beanstalk.hasTwin()) {
      String environments = BeanstalkEnvironmentLowering.address(beanstalk);
      block = block.set("for_each", Expression.reference(environments)).line();
    }
    block =
        block
            .set("alarm_name", Expression.template(name, "-" + alarm.id()))
            .set("alarm_description", Expression.template(name, " " + alarm.what() + "."))
            .set("alarm_actions", Expression.list(topicArn()))
            .set("ok_actions", Expression.list(topicArn()))
            .line()
            .note(
                "In "
                    + BeanstalkAlarm.BAD_MINUTES
                    + " of "
                    + BeanstalkAlarm.MINUTES
                    + " minutes, "
                    + alarm.scale()
                    + ".")
            .set("comparison_operator", "GreaterThanOrEqualToThreshold")
            .set("threshold", alarm.least())
            .set("evaluation_periods", BeanstalkAlarm.MINUTES)
            .set("datapoints_to_alarm", BeanstalkAlarm.BAD_MINUTES)
            .set("treat_missing_data", "notBreaching");
    Body single = metric(alarm, alarm.metrics().get(0), "statistic");
    return alarm.metrics().size() == 1
        ? block.with(block.line().body().with(single))
        : sum(block, alarm);
  }

  /** Metrics have one alarm only when they are put together in a formula. */
  private Block sum(Block block, BeanstalkAlarm alarm) {
    List<String> ids = alarm.metrics().stream().map(BeanstalkAlarmLowering::id).toList();
    Block sum =
        block.block(
            "metric_query",
            Body.EMPTY
                .set("id", "all")
                .set("label", alarm.id())
                .set("expression", String.join(" + ", ids))
                .set("return_data", true));
    for (String metric : alarm.metrics()) {
      sum =
          sum.block(
              "metric_query",
              Body.EMPTY.set("id", id(metric)).block("metric", metric(alarm, metric, "stat")));
    }
    return sum;
  }

  private static String id(String metric) {
    return metric.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + metric.substring(1);
  }

  /**
   * What is measured.
   *
   * @param statistic how the provider calls that argument; in a formula it is another word
   */
  private Body metric(BeanstalkAlarm alarm, String metric, String statistic) {
    Expression name = BeanstalkEnvironmentLowering.eachName(beanstalk);
    return Body.EMPTY
        .set("namespace", alarm.namespace())
        .set("metric_name", metric)
        .set("dimensions", Expression.object().with(BeanstalkAlarm.DIMENSION, name))
        .set(statistic, alarm.statistic())
        .set("period", MINUTE);
  }

  private Expression topicArn() {
    return Expression.reference("aws_sns_topic." + label + "_alarms.arn");
  }
}
