package blueprint.target.cloudformation;

import blueprint.plan.LoadBalancer;
import blueprint.plan.LoadBalancer.Listener;
import blueprint.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** What a stack says about how the service is reached. */
final class EntranceOutputs {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private EntranceOutputs() {}

  static List<Output> of(Stack stack) {
    Plan plan = stack.plan();
    List<Output> outputs = new ArrayList<>();
    DomainLowering.entrance(plan).ifPresent(entrance -> outputs.add(url(plan, entrance)));
    plan.visitedProgram()
        .ifPresent(beanstalk -> outputs.add(BeanstalkOutputs.url(stack, beanstalk)));
    plan.loadBalancers().forEach(loadBalancer -> outputs.add(dnsName(loadBalancer)));
    return outputs;
  }

  private static Output url(Plan plan, LoadBalancer loadBalancer) {
    Listener listener = loadBalancer.entrance();
    boolean tls = listener.certificate().isPresent();
    String scheme = tls ? "https://" : "http://";
    String port = listener.port() == (tls ? HTTPS : HTTP) ? "" : ":" + listener.port();
    Expression url =
        plan.domain()
            .<Expression>map(domain -> Expression.text(scheme + domain.name() + port))
            .orElseGet(
                () -> Expression.sub(scheme, LoadBalancerLowering.dnsName(loadBalancer), port));
    String listen = "tiers." + loadBalancer.tier() + ".listen";
    List<String> paths = plan.domain().isPresent() ? List.of("domain", listen) : List.of(listen);
    String description = "Where " + plan.name() + " answers.";
    return new Output("Url", new Trace(paths, "", List.of()), description, url);
  }

  private static Output dnsName(LoadBalancer loadBalancer) {
    return Output.of(
        LogicalIds.of(loadBalancer.tier(), "DnsName"),
        "tiers." + loadBalancer.tier(),
        "Name of the load balancer, for a DNS alias.",
        LoadBalancerLowering.dnsName(loadBalancer));
  }
}
