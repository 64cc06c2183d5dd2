package blueprint.target.cloudformation;

import blueprint.facts.BeanstalkFacts;
import blueprint.plan.Beanstalk;
import blueprint.plan.LoadBalancer;
import blueprint.plan.LoadBalancer.Issued;
import blueprint.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The domain: a certificate that renews itself, and a record that leads to the load balancer. */
final class DomainLowering {

  private static final String CERTIFICATE = "Certificate";

  private DomainLowering() {}

  static List<Resource> resources(Stack stack) {
    Plan plan = stack.plan();
    if (plan.domain().isEmpty()) {
      return List.of();
    }
    Plan.Domain domain = plan.domain().get();
    List<Resource> resources = new ArrayList<>();
    if (isIssued(plan)) {
      resources.add(issued(stack, domain));
    }
    entrance(plan).ifPresent(l -> resources.add(alias(domain, l, "DomainRecord", "A")));
    entrance(plan)
        .filter(LoadBalancer::dualStack)
        .ifPresent(l -> resources.add(alias(domain, l, "DomainIpv6Record", "AAAA")));
    plan.programAtDomain()
        .ifPresent(
            program -> {
              resources.add(alias(stack, domain, program, "DomainRecord", "A"));
              if (program.dualStack()) {
                resources.add(alias(stack, domain, program, "DomainIpv6Record", "AAAA"));
              }
            });
    return resources;
  }

  /** The load balancer that the domain leads to, and that visitors use: the first public one. */
  static Optional<LoadBalancer> entrance(Plan plan) {
    return plan.loadBalancers().stream()
        .filter(loadBalancer -> !loadBalancer.internal())
        .findFirst()
        .or(() -> plan.loadBalancers().stream().findFirst());
  }

  /** The ARN of the domain's certificate, known when it can be used. */
  static Expression certificate() {
    return Expression.ref(CERTIFICATE);
  }

  private static boolean isIssued(Plan plan) {
    return plan.beanstalks().stream().anyMatch(b -> b.https() && b.certificate().isEmpty())
        || plan.loadBalancers().stream()
            .flatMap(loadBalancer -> loadBalancer.listeners().stream())
            .anyMatch(
                listener -> listener.certificate().filter(Issued.class::isInstance).isPresent());
  }

  private static Resource issued(Stack stack, Plan.Domain domain) {
    return Resource.of(CERTIFICATE, "AWS::CertificateManager::Certificate")
        .from("domain", "CloudFormation waits until the certificate is issued")
        .reads("domain.zone")
        .set("DomainName", domain.name())
        .set("ValidationMethod", "DNS")
        .set(
            "DomainValidationOptions",
            Expression.list(
                Expression.object()
                    .with("DomainName", domain.name())
                    .with("HostedZoneId", domain.hostedZone())))
        .noting(
            "DomainValidationOptions",
            "A record there proves that the domain is ours, also whenever the certificate is"
                + " renewed.")
        .set("Tags", stack.tags(domain.name()));
  }

  private static Resource alias(
      Plan.Domain domain, LoadBalancer loadBalancer, String record, String type) {
    String id = LoadBalancerLowering.id(loadBalancer);
    return Resource.of(record, "AWS::Route53::RecordSet")
        .from("domain")
        .reads("domain.zone", "network.ipv6")
        .set("HostedZoneId", domain.hostedZone())
        .set("Name", domain.name())
        .set("Type", type)
        .set(
            "AliasTarget",
            Expression.object()
                .with("DNSName", LoadBalancerLowering.dnsName(loadBalancer))
                .with("HostedZoneId", Expression.attribute(id, "CanonicalHostedZoneID"))
                .with("EvaluateTargetHealth", true));
  }

  /**
   * To the name that visitors reach, and not to a load balancer: when two environments exchange
   * their names, the domain follows.
   */
  private static Resource alias(
      Stack stack, Plan.Domain domain, Beanstalk beanstalk, String id, String type) {
    List<String> environments =
        beanstalk.environments().stream()
            .map(environment -> BeanstalkEnvironmentLowering.id(beanstalk, environment))
            .toList();
    return Resource.of(id, "AWS::Route53::RecordSet")
        .from("domain", "leads to the name that visitors reach, whichever environment has it")
        .reads("domain.zone", "region", "tiers." + beanstalk.tier() + ".cname")
        .comment("AWS takes an alias to a name that is there.")
        .dependsOn(environments)
        .set("HostedZoneId", domain.hostedZone())
        .set("Name", domain.name())
        .set("Type", type)
        .set(
            "AliasTarget",
            Expression.object()
                .with("DNSName", BeanstalkEnvironmentLowering.cname(stack, beanstalk))
                .with(
                    "HostedZoneId", BeanstalkFacts.hostedZone(stack.plan().region()).orElseThrow())
                .noting(
                    "HostedZoneId", "Where AWS answers for the names of Elastic Beanstalk here.")
                .with("EvaluateTargetHealth", true));
  }
}
