package blueprint.target.cloudformation;

import blueprint.plan.LoadBalancer;
import blueprint.plan.LoadBalancer.Certificate;
import blueprint.plan.LoadBalancer.Given;
import blueprint.plan.LoadBalancer.Listener;
import blueprint.target.cloudformation.Expression.Members;

/** A port of a load balancer: how it is spoken to, and where a request goes from there. */
final class ListenerLowering {

  /** What AWS recommends: TLS 1.3 and 1.2. Without a policy AWS takes one that allows 1.0. */
  private static final String PLAIN =
      "plain HTTP until the blueprint has a `domain` and listens on `https`";

  private static final String BOTH =
      "the blueprint answers on plain HTTP too; `redirect: https` would send visitors on";

  private ListenerLowering() {}

  /** The logical id of a listener. */
  static String id(LoadBalancer loadBalancer, Listener listener) {
    return LogicalIds.of(loadBalancer.tier(), "Listener" + listener.port());
  }

  static Resource resource(Stack stack, LoadBalancer loadBalancer, Listener listener) {
    Resource resource =
        Resource.of(id(loadBalancer, listener), "AWS::ElasticLoadBalancingV2::Listener")
            .from("tiers." + loadBalancer.tier() + ".listen", protocol(listener));
    if (isPlain(listener)) {
      String reason = loadBalancer.entrance().certificate().isPresent() ? BOTH : PLAIN;
      resource = resource.skip("CKV_AWS_2", reason).skip("CKV_AWS_103", reason);
    }
    resource =
        resource
            .set("LoadBalancerArn", Expression.ref(LoadBalancerLowering.id(loadBalancer)))
            .set("Port", listener.port())
            .set("Protocol", listener.certificate().isPresent() ? "HTTPS" : "HTTP");
    if (listener.certificate().isPresent()) {
      Expression certificate = certificate(listener.certificate().get());
      resource =
          resource
              .set("SslPolicy", LoadBalancer.TLS_POLICY)
              .set(
                  "Certificates",
                  Expression.list(Expression.object().with("CertificateArn", certificate)));
    }
    return resource.set("DefaultActions", Expression.list(action(stack, loadBalancer, listener)));
  }

  /** How a listener is spoken to, as the blueprint writes it. */
  static String protocol(Listener listener) {
    return listener.certificate().isPresent() ? "https" : "http";
  }

  private static boolean isPlain(Listener listener) {
    return listener.certificate().isEmpty() && listener.redirectPort().isEmpty();
  }

  private static Expression certificate(Certificate certificate) {
    return certificate instanceof Given given
        ? Expression.text(given.arn())
        : DomainLowering.certificate();
  }

  private static Members action(Stack stack, LoadBalancer loadBalancer, Listener listener) {
    if (listener.redirectPort().isPresent()) {
      return Expression.object()
          .with("Type", "redirect")
          .with(
              "RedirectConfig",
              Expression.object()
                  .with("Port", Expression.digits(listener.redirectPort().getAsInt()))
                  .with("Protocol", "HTTPS")
                  .with("StatusCode", "HTTP_301"));
    }
    String group =
        TargetGroupLowering.id(stack.plan(), loadBalancer, listener.forwardTo().orElseThrow());
    return Expression.object()
        .with("Type", "forward")
        .with("TargetGroupArn", Expression.ref(group));
  }
}
