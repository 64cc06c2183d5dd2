package blueprint.target.cloudformation;

import blueprint.plan.Beanstalk;
import blueprint.plan.Beanstalk.Environment;
import blueprint.plan.BeanstalkAlarm;
import blueprint.target.cloudformation.Expression.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Word of trouble: what the environments are watched for, and who hears of it. */
final class BeanstalkAlarmLowering {

  private static final int MINUTE = 60;

  private final Stack stack;
  private final Beanstalk beanstalk;
  private final String path;
  private final String topic;

  private BeanstalkAlarmLowering(Stack stack, Beanstalk beanstalk) {
    this.stack = stack;
    this.beanstalk = beanstalk;
    this.path = "tiers." + beanstalk.tier() + ".notify";
    this.topic = LogicalIds.of(beanstalk.tier(), "Alarms");
  }

  static List<Resource> resources(Stack stack, Beanstalk beanstalk) {
    return new BeanstalkAlarmLowering(stack, beanstalk).resources();
  }

  private List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    beanstalk
        .mailTo()
        .ifPresent(
            address -> {
              resources.add(topic());
              resources.add(subscription(address));
            });
    for (BeanstalkAlarm alarm : BeanstalkAlarm.of(beanstalk)) {
      beanstalk.environments().forEach(environment -> resources.add(alarm(alarm, environment)));
    }
    return resources;
  }

  private Resource topic() {
    String name = beanstalk.application() + "-alarms";
    return Resource.of(topic, "AWS::SNS::Topic")
        .from(path)
        .skip("CKV_AWS_26", "alarms cannot use the key that SNS owns, and name no secret")
        .skip("AwsSolutions-SNS3", "nobody but CloudWatch and this account may publish")
        .set("TopicName", name)
        .set("Tags", stack.tags(name));
  }

  private Resource subscription(String address) {
    return Resource.of(topic + "Mail", "AWS::SNS::Subscription")
        .from(
            path, "SNS asks there whether mail is wanted, and sends nothing until somebody agrees")
        .set("TopicArn", Expression.ref(topic))
        .set("Protocol", "email")
        .set("Endpoint", address);
  }

  private Resource alarm(BeanstalkAlarm alarm, Environment environment) {
    String twin = environment.id().map(LogicalIds::of).orElse("");
    String id = LogicalIds.of(beanstalk.tier(), twin + LogicalIds.of(alarm.id()) + "Alarm");
    Expression actions = Expression.list(Expression.ref(topic));
    Resource resource =
        Resource.of(id, "AWS::CloudWatch::Alarm")
            .from(alarm.path(), alarm.what())
            .reads(path)
            .set("AlarmName", environment.name() + "-" + alarm.id())
            .set("AlarmDescription", environment.name() + " " + alarm.what() + ".")
            .set("AlarmActions", actions)
            .set("OKActions", actions)
            .set("ComparisonOperator", "GreaterThanOrEqualToThreshold")
            .noting(
                "ComparisonOperator",
                "In %s of %s minutes, %s."
                    .formatted(BeanstalkAlarm.BAD_MINUTES, BeanstalkAlarm.MINUTES, alarm.scale()))
            .set("Threshold", alarm.least())
            .set("EvaluationPeriods", BeanstalkAlarm.MINUTES)
            .set("DatapointsToAlarm", BeanstalkAlarm.BAD_MINUTES)
            .set("TreatMissingData", "notBreaching");
    Expression dimensions =
        Expression.list(
            Expression.object()
                .with("Name", BeanstalkAlarm.DIMENSION)
                .with(
                    "Value",
                    Expression.ref(BeanstalkEnvironmentLowering.id(beanstalk, environment))));
    return alarm.metrics().size() == 1
        ? resource
            .set("Namespace", alarm.namespace())
            .set("MetricName", alarm.metrics().get(0))
            .set("Dimensions", dimensions)
            .set("Statistic", alarm.statistic())
            .set("Period", MINUTE)
        : resource.set("Metrics", sum(alarm, dimensions));
  }

  /** Metrics have one alarm only when they are put together in a formula. */
  private static Expression sum(BeanstalkAlarm alarm, Expression dimensions) {
    List<Members> queries = new ArrayList<>();
    String formula =
        String.join(" + ", alarm.metrics().stream().map(BeanstalkAlarmLowering::id).toList());
    queries.add(
        Expression.object()
            .with("Id", "all")
            .with("Label", alarm.id())
            .with("Expression", formula)
            .with("ReturnData", true));
    for (String metric : alarm.metrics()) {
      Members what =
          Expression.object()
              .with("Namespace", alarm.namespace())
              .with("MetricName", metric)
              .with("Dimensions", dimensions);
      Members stat =
          Expression.object()
              .with("Metric", what)
              .with("Stat", alarm.statistic())
              .with("Period", MINUTE);
      queries.add(
          Expression.object()
              .with("Id", id(metric))
              .with("MetricStat", stat)
              .with("ReturnData", false));
    }
    return Expression.list(queries);
  }

  private static String id(String metric) {
    return metric.substring(0, 1).toLowerCase(Locale.ROOT) + metric.substring(1);
  }
}
