package blueprint.target.cloudformation;

import blueprint.plan.LoadBalancer;
import blueprint.plan.MachineGroup;
import blueprint.plan.MachineGroup.Service;
import blueprint.plan.MachineGroup.Settings;
import blueprint.plan.Value;
import blueprint.target.cloudformation.JsonText.Elements;
import blueprint.target.cloudformation.JsonText.Fields;
import blueprint.target.cloudformation.JsonText.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * What a machine learns at boot, as the programs on it read it. A secret is named by its ARN or its
 * name; where it goes in the settings stands {@code null}.
 */
final class ValuesLowering {

  /** Seconds from its start after which a machine says that it is not well; the stack waits 900. */
  private static final int PATIENCE = 780;

  private final Stack stack;
  private final MachineGroup group;
  private final List<Node> secrets = new ArrayList<>();

  private ValuesLowering(Stack stack, MachineGroup group) {
    this.stack = stack;
    this.group = group;
  }

  /** The object that goes to the machine as JSON. */
  static Fields values(Stack stack, MachineGroup group) {
    return new ValuesLowering(stack, group).values();
  }

  /** The settings alone, where they are kept in parameters. */
  static Fields document(Stack stack, MachineGroup group, Settings settings) {
    return new ValuesLowering(stack, group).json().object(settings.json());
  }

  private Fields values() {
    Fields values =
        Fields.NONE
            .with("stack", stack.plan().name())
            .with("tier", group.tier())
            .with("region", stack.plan().region())
            .with("group", group.group())
            .with("roles", roles());
    if (group.member().isPresent()) {
      values = SwarmValues.with(values, stack.plan(), group, this::parts);
    }
    if (LeaseLowering.hasSingletons(group)) {
      values = values.with("singletons", singletons());
    }
    Expression logGroup = Expression.ref(MachineLowering.logGroupId(group));
    values = values.with("logs", Fields.NONE.with("group", JsonText.string(logGroup)));
    if (stack.plan().awaitsMachines()) {
      values = values.with("signal", signal());
    }
    if (group.settings().isPresent()) {
      values = values.with("settings", settings(group.settings().get()));
    }
    return group.environment().isEmpty() ? values : values.with("environment", environment());
  }

  private Node roles() {
    return new Elements(
        group.services().stream().<Node>map(s -> JsonText.string(s.name())).toList());
  }

  private Fields singletons() {
    Fields all = Fields.NONE;
    for (Service service : group.services()) {
      if (service.singleton()) {
        all = all.with(service.name(), LeaseLowering.place(group, service));
      }
    }
    return all;
  }

  private Fields signal() {
    return Fields.NONE
        .with("stack", JsonText.string(Expression.ref("AWS::StackName")))
        .with("resource", AutoScalingLowering.id(group))
        .with("checks", new Elements(checks()))
        .with("timeout", JsonText.number(PATIENCE));
  }

  /** What load balancers ask the machines. */
  private List<Node> checks() {
    return stack.plan().loadBalancers().stream()
        .flatMap(loadBalancer -> loadBalancer.targets().stream())
        .filter(target -> target.tier().equals(group.tier()) && group.member().isEmpty())
        .<Node>map(ValuesLowering::check)
        .distinct()
        .toList();
  }

  private static Fields check(LoadBalancer.Target target) {
    return Fields.NONE
        .with("port", JsonText.number(target.port()))
        .with("path", target.health().path())
        .with("status", target.health().status());
  }

  private Fields settings(Settings settings) {
    Fields members = Fields.NONE.with("file", settings.file());
    Fields document = json().object(settings.json());
    boolean stored = settings.parameters() > 0;
    members =
        stored
            ? members.with("parameters", SettingsLowering.names(stack, group, settings))
            : members.with("json", document);
    return members.with("secrets", new Elements(secrets));
  }

  private Elements environment() {
    List<Node> variables = new ArrayList<>();
    group
        .environment()
        .forEach(
            (name, value) ->
                variables.add(Fields.NONE.with("name", name).with("parts", parts(value))));
    return new Elements(variables);
  }

  private JsonLowering json() {
    return new JsonLowering(this::secret, part -> words(stack, part));
  }

  private Node secret(List<Node> way, Value value) {
    secrets.add(Fields.NONE.with("at", new Elements(way)).with("parts", parts(value)));
    return JsonText.nothing();
  }

  private Elements parts(Value value) {
    return new Elements(value.parts().stream().map(this::part).toList());
  }

  private Node part(Value.Part part) {
    if (part instanceof Value.DatabasePassword password) {
      Fields secret =
          Fields.NONE
              .with(
                  "secret",
                  JsonText.string(
                      DatabaseLowering.secretArn(stack.plan().database(password.tier()))))
              .with("key", "password");
      return password.urlEncoded() ? secret.with("encode", "url") : secret;
    }
    if (part instanceof Value.SecretValue secret) {
      return Fields.NONE.with(
          "secret", new JsonText.Words(SecretLowering.place(stack, secret.name())));
    }
    return JsonText.string(words(stack, part));
  }

  /** A stretch of text that is no secret. */
  static Expression words(Stack stack, Value.Part part) {
    if (part instanceof Value.DatabaseHost host) {
      return DatabaseLowering.attribute(stack.plan().database(host.tier()), "Endpoint.Address");
    }
    if (part instanceof Value.LoadBalancerHost host) {
      return LoadBalancerLowering.dnsName(host.tier());
    }
    return Expression.text(((Value.Literal) part).text());
  }
}
