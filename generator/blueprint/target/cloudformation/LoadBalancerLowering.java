package blueprint.target.cloudformation;

import blueprint.plan.LoadBalancer;
import blueprint.plan.LoadBalancer.Listener;
import blueprint.target.cloudformation.Expression.Items;
import java.util.ArrayList;
import java.util.List;

/** A load balancer: its group and rules, itself, its listeners and what they forward to. */
final class LoadBalancerLowering {

  private final Stack stack;
  private final LoadBalancer loadBalancer;
  private final String path;

  private LoadBalancerLowering(Stack stack, LoadBalancer loadBalancer) {
    this.stack = stack;
    this.loadBalancer = loadBalancer;
    this.path = "tiers." + loadBalancer.tier();
  }

  static List<Resource> resources(Stack stack, LoadBalancer loadBalancer) {
    return new LoadBalancerLowering(stack, loadBalancer).resources();
  }

  /** The logical id of a load balancer. */
  static String id(LoadBalancer loadBalancer) {
    return id(loadBalancer.tier());
  }

  private static String id(String tier) {
    return LogicalIds.of(tier, "LoadBalancer");
  }

  /** The name by which a load balancer is reached. */
  static Expression.GetAtt dnsName(LoadBalancer loadBalancer) {
    return dnsName(loadBalancer.tier());
  }

  /** The same, by its tier. */
  static Expression.GetAtt dnsName(String tier) {
    return Expression.attribute(id(tier), "DNSName");
  }

  private List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    resources.addAll(stack.security().resources(loadBalancer.tier(), "load balancer", ""));
    resources.add(itself());
    for (Listener listener : loadBalancer.listeners()) {
      resources.add(ListenerLowering.resource(stack, loadBalancer, listener));
    }
    loadBalancer
        .targets()
        .forEach(
            target -> resources.add(TargetGroupLowering.resource(stack, loadBalancer, target)));
    if (loadBalancer.accessLogDays().isPresent()) {
      resources.addAll(AccessLogLowering.resources(stack, loadBalancer));
    }
    loadBalancer
        .webAcl()
        .ifPresent(
            acl ->
                resources.addAll(
                    WebAclLowering.resources(stack, acl, Expression.ref(id(loadBalancer)))));
    return resources;
  }

  private Resource itself() {
    Resource start =
        Resource.of(id(loadBalancer), "AWS::ElasticLoadBalancingV2::LoadBalancer")
            .from(path)
            .readsOf(path, "listen", "internal", "allow", "firewall", "access_logs", "protect")
            .reads("network.ipv6");
    return dependencies(skips(start))
        .set("Name", loadBalancer.name())
        .set("Type", "application")
        .set("Scheme", loadBalancer.internal() ? "internal" : "internet-facing")
        .set("IpAddressType", loadBalancer.dualStack() ? "dualstack" : "ipv4")
        .set("Subnets", stack.network().subnetIds(loadBalancer.tier()))
        .set("SecurityGroups", Expression.list(SecurityLowering.groupId(loadBalancer.tier())))
        .set("LoadBalancerAttributes", attributes())
        .set("Tags", stack.tags(loadBalancer.name()));
  }

  private Resource dependencies(Resource resource) {
    List<String> needed = new ArrayList<>();
    Resource all = resource;
    if (!loadBalancer.internal() && stack.network().hasInternetGateway()) {
      all = all.comment("AWS refuses a public load balancer in a VPC without a gateway.");
      needed.add("InternetGatewayAttachment");
    }
    if (loadBalancer.accessLogDays().isPresent()) {
      all = all.comment("AWS writes a test file before it turns access logs on.");
      needed.add(AccessLogLowering.policy(loadBalancer));
    }
    return all.dependsOn(needed);
  }

  private Items attributes() {
    List<Expression> attributes = new ArrayList<>();
    attributes.add(attribute("deletion_protection.enabled", loadBalancer.protect()));
    attributes.add(attribute("routing.http.desync_mitigation_mode", Expression.text("defensive")));
    attributes.add(attribute("routing.http.drop_invalid_header_fields.enabled", true));
    if (loadBalancer.accessLogDays().isPresent()) {
      attributes.add(attribute("access_logs.s3.enabled", true));
      attributes.add(
          attribute("access_logs.s3.bucket", Expression.ref(AccessLogLowering.id(loadBalancer))));
    }
    return Expression.list(attributes);
  }

  private static Expression attribute(String key, boolean value) {
    return attribute(key, Expression.text(Boolean.toString(value)));
  }

  private static Expression attribute(String key, Expression value) {
    return Expression.object().with("Key", key).with("Value", value);
  }

  private Resource skips(Resource resource) {
    Resource skips = resource;
    if (loadBalancer.accessLogDays().isEmpty()) {
      String reason = "`access_logs` in the blueprint keeps them in a bucket";
      skips = skips.skip("CKV_AWS_91", reason).skip("AwsSolutions-ELB2", reason);
    }
    return skips;
  }
}
