package blueprint.target.terraform;

import blueprint.plan.Beanstalk;
import blueprint.plan.LoadBalancer;
import blueprint.plan.LoadBalancer.Issued;
import blueprint.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The domain: a certificate that renews itself, and a record that leads to the load balancer. */
final class DomainLowering {

  private static final int TTL = 60;

  private DomainLowering() {}

  static List<Block> blocks(Stack stack) {
    Plan plan = stack.plan();
    if (plan.domain().isEmpty()) {
      return List.of();
    }
    Plan.Domain domain = plan.domain().get();
    List<Block> blocks = new ArrayList<>();
    if (isIssued(plan)) {
      blocks.add(issued(domain));
      blocks.add(proof(domain));
      blocks.add(validation());
    }
    entrance(plan).ifPresent(loadBalancer -> blocks.add(alias(domain, loadBalancer, "main", "A")));
    entrance(plan)
        .filter(LoadBalancer::dualStack)
        .ifPresent(l -> blocks.add(alias(domain, l, "main_ipv6", "AAAA")));
    plan.programAtDomain()
        .ifPresent(
            program -> {
              blocks.add(hostedZone());
              blocks.add(alias(stack, domain, program, "main", "A"));
              if (program.dualStack()) {
                blocks.add(alias(stack, domain, program, "main_ipv6", "AAAA"));
              }
            });
    return blocks;
  }

  /** The load balancer that the domain leads to, and that visitors use: the first public one. */
  static Optional<LoadBalancer> entrance(Plan plan) {
    return plan.loadBalancers().stream()
        .filter(loadBalancer -> !loadBalancer.internal())
        .findFirst()
        .or(() -> plan.loadBalancers().stream().findFirst());
  }

  /** The ARN of the domain's certificate, known when it can be used. */
  static Expression.Code certificate() {
    return Expression.reference("aws_acm_certificate_validation.main.certificate_arn");
  }

  private static boolean isIssued(Plan plan) {
    return plan.beanstalks().stream().anyMatch(b -> b.https() && b.certificate().isEmpty())
        || plan.loadBalancers().stream()
            .flatMap(loadBalancer -> loadBalancer.listeners().stream())
            .anyMatch(
                listener -> listener.certificate().filter(Issued.class::isInstance).isPresent());
  }

  private static Block issued(Plan.Domain domain) {
    return Block.resource("aws_acm_certificate", "main")
        .from("domain")
        .set("domain_name", domain.name())
        .set("validation_method", "DNS")
        .line()
        .set("tags", Stack.named(domain.name()))
        .line()
        .note("A certificate in use cannot be deleted: a new one takes over first.")
        .block("lifecycle", Body.EMPTY.set("create_before_destroy", true));
  }

  private static Block proof(Plan.Domain domain) {
    return Block.resource("aws_route53_record", "certificate")
        .from(
            "domain.zone",
            "proves that the domain is ours, also whenever the certificate is renewed")
        .set(
            "for_each",
            Expression.code(
                "{ for option in aws_acm_certificate.main.domain_validation_options :"
                    + " option.domain_name => option }"))
        .line()
        .set("zone_id", domain.hostedZone())
        .set("name", Expression.reference("each.value.resource_record_name"))
        .set("type", Expression.reference("each.value.resource_record_type"))
        .set("records", Expression.list(Expression.reference("each.value.resource_record_value")))
        .set("ttl", TTL)
        .set("allow_overwrite", true);
  }

  private static Block validation() {
    return Block.resource("aws_acm_certificate_validation", "main")
        .from("domain", "waits until the certificate is issued")
        .set("certificate_arn", Expression.reference("aws_acm_certificate.main.arn"))
        .set(
            "validation_record_fqdns",
            Expression.code("[for record in aws_route53_record.certificate : record.fqdn]"));
  }

  private static Block alias(
      Plan.Domain domain, LoadBalancer loadBalancer, String label, String type) {
    String address = "aws_lb." + Labels.of(loadBalancer.tier());
    return Block.resource("aws_route53_record", label)
        .from("domain")
        .reads("domain.zone", "network.ipv6")
        .set("zone_id", domain.hostedZone())
        .set("name", domain.name())
        .set("type", type)
        .block(
            "alias",
            Body.EMPTY
                .set("name", Expression.reference(address + ".dns_name"))
                .set("zone_id", Expression.reference(address + ".zone_id"))
                .set("evaluate_target_health", true));
  }

  private static Block hostedZone() {
    return Block.data("aws_elastic_beanstalk_hosted_zone", "current")
        .from("domain", "where AWS answers for the names of Elastic Beanstalk in this region");
  }

  /**
   * To the name that visitors reach, and not to a load balancer: when two environments exchange
   * their names, the domain follows.
   */
  private static Block alias(
      Stack stack, Plan.Domain domain, Beanstalk beanstalk, String label, String type) {
    return Block.resource("aws_route53_record", label)
        .from("domain", "leads to the name that visitors reach, whichever environment has it")
        .reads("domain.zone", "tiers." + beanstalk.tier() + ".cname")
        .set("zone_id", domain.hostedZone())
        .set("name", domain.name())
        .set("type", type)
        .block(
            "alias",
            Body.EMPTY
                .set("name", BeanstalkEnvironmentLowering.cname(stack, beanstalk))
                .set(
                    "zone_id",
                    Expression.reference("data.aws_elastic_beanstalk_hosted_zone.current.id"))
                .set("evaluate_target_health", true))
        .line()
        .note("AWS takes an alias to a name that is there.")
        .set(
            "depends_on",
            Expression.list(Expression.reference(BeanstalkEnvironmentLowering.address(beanstalk))));
  }
}
