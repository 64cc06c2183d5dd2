package blueprint.target.terraform;

import blueprint.plan.LoadBalancer;
import blueprint.plan.LoadBalancer.Listener;
import blueprint.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** What a run says about how the service is reached. */
final class EntranceOutputs {

  private EntranceOutputs() {}

  static List<Block> blocks(Stack stack) {
    Plan plan = stack.plan();
    List<Block> outputs = new ArrayList<>();
    DomainLowering.entrance(plan).ifPresent(entrance -> outputs.add(url(plan, entrance)));
    plan.visitedProgram()
        .ifPresent(beanstalk -> outputs.add(BeanstalkOutputs.url(stack, beanstalk)));
    plan.loadBalancers().forEach(loadBalancer -> outputs.add(dnsName(loadBalancer)));
    return outputs;
  }

  private static Block url(Plan plan, LoadBalancer loadBalancer) {
    Listener listener = loadBalancer.entrance();
    boolean tls = listener.certificate().isPresent();
    String scheme = tls ? "https://" : "http://";
    String port = listener.port() == (tls ? 443 : 80) ? "" : ":" + listener.port();
    Expression url =
        plan.domain()
            .<Expression>map(domain -> Expression.text(scheme + domain.name() + port))
            .orElseGet(() -> Expression.template(scheme, dnsReference(loadBalancer), port));
    return Block.output("url")
        .from(
            plan.domain().isPresent()
                ? List.of("domain", "tiers." + loadBalancer.tier() + ".listen")
                : List.of("tiers." + loadBalancer.tier() + ".listen"),
            "")
        .set("description", "Where " + plan.name() + " answers.")
        .set("value", url);
  }

  private static Block dnsName(LoadBalancer loadBalancer) {
    return Block.output(Labels.of(loadBalancer.tier()) + "_dns_name")
        .from("tiers." + loadBalancer.tier())
        .set("description", "Name of the load balancer, for a DNS alias.")
        .set("value", dnsReference(loadBalancer));
  }

  private static Expression.Code dnsReference(LoadBalancer loadBalancer) {
    return Expression.reference("aws_lb." + Labels.of(loadBalancer.tier()) + ".dns_name");
  }
}
