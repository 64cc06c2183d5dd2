package blueprint.target.terraform;

import blueprint.plan.MachineGroup;
import blueprint.plan.MachineGroup.Service;
import blueprint.plan.MachineGroup.Settings;
import blueprint.plan.Value;
import blueprint.target.terraform.Expression.Members;
import java.util.ArrayList;
import java.util.List;

/**
 * What a machine learns at boot, as the programs on it read it. A secret is named by its ARN; where
 * it goes in the settings stands {@code null}.
 */
final class ValuesLowering {

  private final Stack stack;
  private final MachineGroup group;
  private final List<Expression> secrets = new ArrayList<>();

  private ValuesLowering(Stack stack, MachineGroup group) {
    this.stack = stack;
    this.group = group;
  }

  /** The object that goes to the machine as JSON. */
  static Members values(Stack stack, MachineGroup group) {
    return new ValuesLowering(stack, group).values();
  }

  /** The settings alone, where they are kept in parameters. */
  static Expression document(Stack stack, MachineGroup group, Settings settings) {
    return new ValuesLowering(stack, group).json().object(settings.json());
  }

  private Members values() {
    Members values =
        Expression.object()
            .with("stack", stack.plan().name())
            .with("tier", group.tier())
            .with("region", Expression.reference("local.region"))
            .with("group", group.group())
            .with("roles", Expression.list(names(group.services())));
    if (group.member().isPresent()) {
      values = SwarmValues.with(values, stack.plan(), group, this::parts);
    }
    if (LeaseLowering.hasSingletons(group)) {
      values = values.with("singletons", singletons());
    }
    String logGroup = "aws_cloudwatch_log_group." + Labels.of(group.tier()) + ".name";
    values = values.with("logs", Expression.object().with("group", Expression.reference(logGroup)));
    if (group.settings().isPresent()) {
      values = values.with("settings", settings(group.settings().get()));
    }
    if (!group.environment().isEmpty()) {
      values = values.with("environment", environment());
    }
    return values.lines();
  }

  private static String[] names(List<Service> services) {
    return services.stream().map(Service::name).toArray(String[]::new);
  }

  private Members singletons() {
    Members all = Expression.object();
    for (Service service : group.services()) {
      if (service.singleton()) {
        all = all.with(service.name(), LeaseLowering.place(group, service));
      }
    }
    return all.lines();
  }

  private Members settings(Settings settings) {
    Members members = Expression.object().with("file", settings.file());
    Expression document = json().object(settings.json());
    return members
        .with(
            settings.parameters() > 0 ? "parameters" : "json",
            settings.parameters() > 0 ? SettingsLowering.names(group) : document)
        .with(
            "secrets",
            secrets.isEmpty() ? Expression.list(secrets) : Expression.list(secrets).lines())
        .lines();
  }

  private Expression environment() {
    List<Expression> variables = new ArrayList<>();
    group
        .environment()
        .forEach(
            (name, value) ->
                variables.add(
                    Expression.object().with("name", name).with("parts", parts(value)).lines()));
    return Expression.list(variables).lines();
  }

  private JsonLowering json() {
    return new JsonLowering(this::secret, this::part, Expression.Layout.LINES);
  }

  private Expression secret(List<Expression> way, Value value) {
    secrets.add(
        Expression.object()
            .with("at", Expression.list(way).inline())
            .with("parts", parts(value))
            .lines());
    return Expression.nothing();
  }

  private Expression parts(Value value) {
    return Expression.list(value.parts().stream().map(this::part).toList());
  }

  private Expression part(Value.Part part) {
    if (part instanceof Value.DatabasePassword password) {
      Members members =
          Expression.object()
              .with("secret", DatabaseLowering.secretArn(stack.plan().database(password.tier())))
              .with("key", "password");
      return (password.urlEncoded() ? members.with("encode", "url") : members).inline();
    }
    if (part instanceof Value.SecretValue secret) {
      Expression arn = SecretLowering.arn(stack, secret.name());
      return Expression.object().with("secret", arn).inline();
    }
    return part(stack, part);
  }

  /** A stretch of text that is no secret. */
  static Expression part(Stack stack, Value.Part part) {
    if (part instanceof Value.DatabaseHost host) {
      return DatabaseLowering.host(stack.plan().database(host.tier()));
    }
    if (part instanceof Value.LoadBalancerHost host) {
      return Expression.reference("aws_lb." + Labels.of(host.tier()) + ".dns_name");
    }
    return Expression.text(((Value.Literal) part).text());
  }
}
