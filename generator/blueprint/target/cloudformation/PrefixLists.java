package blueprint.target.cloudformation;

import blueprint.plan.Network.Own;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses of AWS services behind gateway endpoints, as AWS keeps them for each region.
 *
 * <p>No resource of CloudFormation says their ids, so whoever creates the stack does. They are
 * needed only where machines may not reach the internet: elsewhere a rule allows port 443 to all.
 */
final class PrefixLists {

  private PrefixLists() {}

  /** The parameter with the id of a service's list. */
  static String parameter(String service) {
    return LogicalIds.of(service, "PrefixListId");
  }

  /** The parameters of the services that machines reach through a gateway alone. */
  static List<Parameter> parameters(Stack stack) {
    boolean closed = stack.plan().network() instanceof Own own && !own.endpoints().isEmpty();
    return closed
        ? Stream.of("dynamodb", "s3")
            .filter(stack.network()::hasGatewayEndpoint)
            .map(service -> parameter(stack, service))
            .toList()
        : List.of();
  }

  private static Parameter parameter(Stack stack, String service) {
    String name = "com.amazonaws." + stack.plan().region() + "." + service;
    String command =
        "aws ec2 describe-managed-prefix-lists --region "
            + stack.plan().region()
            + " --filters Name=prefix-list-name,Values="
            + name
            + " --query 'PrefixLists[].PrefixListId' --output text";
    return new Parameter(
        parameter(service),
        new Trace(
            List.of("network.nat"), "none, so rules name the addresses of AWS", List.of("region")),
        "Prefix list of " + service,
        "Network",
        Expression.object()
            .with("Type", "String")
            .with("Description", "The id of " + name + ": " + command)
            .with("AllowedPattern", "pl-[0-9a-f]{8,17}")
            .with("ConstraintDescription", "an id such as pl-0123abcd"));
  }
}
