package blueprint.target.terraform;

import blueprint.plan.Json;
import blueprint.plan.MachineGroup;
import blueprint.plan.MachineGroup.Service;
import blueprint.plan.MachineGroup.Settings;
import blueprint.plan.Value;
import blueprint.target.terraform.Expression.Members;
import java.math.BigDecimal;
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
    return new ValuesLowering(stack, group).mapping(settings.json(), List.of());
  }

  private Members values() {
    Members values =
        Expression.object()
            .with("stack", stack.plan().name())
            .with("tier", group.tier())
            .with("region", Expression.reference("local.region"))
            .with("group", group.group())
            .with("roles", Expression.list(names(group.services())));
    if (group.services().stream().anyMatch(Service::singleton)) {
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
        Members place =
            Expression.object()
                .with("table", Expression.reference("aws_dynamodb_table.leases.name"))
                .with("key", service.name());
        all = all.with(service.name(), place.inline());
      }
    }
    return all.lines();
  }

  private Members settings(Settings settings) {
    Members members = Expression.object().with("file", settings.file());
    Expression document = mapping(settings.json(), List.of());
    String parameters =
        "[for part in aws_ssm_parameter." + Labels.of(group.tier()) + "_settings : part.name]";
    return members
        .with(
            settings.parameters() > 0 ? "parameters" : "json",
            settings.parameters() > 0 ? Expression.code(parameters) : document)
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

  private Expression json(Json json, List<Expression> way) {
    if (json instanceof Json.Mapping mapping) {
      return mapping(mapping, way);
    }
    if (json instanceof Json.Sequence list) {
      List<Expression> items = new ArrayList<>();
      for (int i = 0; i < list.items().size(); i++) {
        items.add(json(list.items().get(i), with(way, Expression.number(i))));
      }
      return Expression.list(items);
    }
    if (json instanceof Json.Text text) {
      return text(text.value(), way);
    }
    if (json instanceof Json.Numeral number) {
      return new Expression.Numeric(new BigDecimal(number.digits()));
    }
    return json instanceof Json.Bool bool ? Expression.bool(bool.value()) : Expression.nothing();
  }

  private Members mapping(Json.Mapping mapping, List<Expression> way) {
    Members members = Expression.object();
    for (var member : mapping.members().entrySet()) {
      List<Expression> further = with(way, Expression.text(member.getKey()));
      members = members.with(member.getKey(), json(member.getValue(), further));
    }
    return members.lines();
  }

  private Expression text(Value value, List<Expression> way) {
    if (!value.isSecret()) {
      return plain(value);
    }
    secrets.add(
        Expression.object()
            .with("at", Expression.list(way).inline())
            .with("parts", parts(value))
            .lines());
    return Expression.nothing();
  }

  private Expression plain(Value value) {
    if (value.parts().size() == 1) {
      return part(value.parts().get(0));
    }
    List<Expression> parts = value.parts().stream().map(this::part).toList();
    return parts.isEmpty() ? Expression.text("") : new Expression.Template(parts);
  }

  private Expression parts(Value value) {
    return Expression.list(value.parts().stream().map(this::part).toList());
  }

  private Expression part(Value.Part part) {
    if (part instanceof Value.Literal literal) {
      return Expression.text(literal.text());
    }
    if (part instanceof Value.DatabaseHost host) {
      return Expression.reference("aws_db_instance." + Labels.of(host.tier()) + ".address");
    }
    if (part instanceof Value.LoadBalancerHost host) {
      return Expression.reference("aws_lb." + Labels.of(host.tier()) + ".dns_name");
    }
    if (part instanceof Value.DatabasePassword password) {
      Members members =
          Expression.object()
              .with("secret", DatabaseLowering.secretArn(password.tier()))
              .with("key", "password");
      return (password.urlEncoded() ? members.with("encode", "url") : members).inline();
    }
    String name = ((Value.SecretValue) part).name();
    return Expression.object().with("secret", SecretLowering.arn(stack, name)).inline();
  }

  private static List<Expression> with(List<Expression> way, Expression step) {
    List<Expression> further = new ArrayList<>(way);
    further.add(step);
    return further;
  }
}
