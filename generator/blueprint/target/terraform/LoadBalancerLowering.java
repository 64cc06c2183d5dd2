package blueprint.target.terraform;

import blueprint.plan.LoadBalancer;
import blueprint.plan.LoadBalancer.Given;
import blueprint.plan.LoadBalancer.Listener;
import java.util.ArrayList;
import java.util.List;

/** A load balancer: its group and rules, itself, its listeners and what they forward to. */
final class LoadBalancerLowering {

  /** What AWS recommends: TLS 1.3 and 1.2. Without a policy AWS takes one that allows 1.0. */
  private static final String PLAIN =
      "plain HTTP until the blueprint has a `domain` and listens on `https`";

  private static final String BOTH =
      "the blueprint answers on plain HTTP too; `redirect: https` would send visitors on";

  private static final int HTTPS = 443;

  private final Stack stack;
  private final LoadBalancer loadBalancer;
  private final String path;
  private final String label;

  private LoadBalancerLowering(Stack stack, LoadBalancer loadBalancer) {
    this.stack = stack;
    this.loadBalancer = loadBalancer;
    this.path = "tiers." + loadBalancer.tier();
    this.label = Labels.of(loadBalancer.tier());
  }

  static List<Block> blocks(Stack stack, LoadBalancer loadBalancer) {
    return new LoadBalancerLowering(stack, loadBalancer).blocks();
  }

  /** How a listener is spoken to, as the blueprint writes it. */
  static String protocol(Listener listener) {
    return listener.certificate().isPresent() ? "https" : "http";
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(stack.security().group(loadBalancer.tier(), "load balancer", ""));
    blocks.addAll(stack.security().rulesOf(loadBalancer.tier()));
    blocks.add(itself());
    loadBalancer.listeners().forEach(listener -> blocks.add(listener(listener)));
    loadBalancer
        .targets()
        .forEach(target -> blocks.add(TargetGroupLowering.block(stack, loadBalancer, target)));
    if (loadBalancer.accessLogDays().isPresent()) {
      blocks.addAll(AccessLogLowering.blocks(loadBalancer));
    }
    loadBalancer
        .webAcl()
        .ifPresent(
            acl ->
                blocks.addAll(
                    WebAclLowering.blocks(acl, Expression.reference("aws_lb." + label + ".arn"))));
    return blocks;
  }

  private Block itself() {
    Block block =
        skips(Block.resource("aws_lb", label).from(path))
            .readsOf(path, "listen", "internal", "allow", "firewall", "access_logs", "protect")
            .reads("network.ipv6")
            .set("name", loadBalancer.name())
            .set("load_balancer_type", "application")
            .set("internal", loadBalancer.internal())
            .set("ip_address_type", loadBalancer.dualStack() ? "dualstack" : "ipv4")
            .set("subnets", stack.network().subnetIds(loadBalancer.tier()))
            .set("security_groups", Expression.list(SecurityLowering.groupId(loadBalancer.tier())))
            .line()
            .set("desync_mitigation_mode", "defensive")
            .set("drop_invalid_header_fields", true)
            .set("enable_deletion_protection", loadBalancer.protect());
    if (loadBalancer.accessLogDays().isPresent()) {
      block = block.block("access_logs", AccessLogLowering.destination(loadBalancer));
    }
    return dependencies(block.line().set("tags", Stack.named(loadBalancer.name())));
  }

  private Block skips(Block block) {
    boolean plain = loadBalancer.listeners().stream().anyMatch(LoadBalancerLowering::isPlain);
    Block skips = block;
    if (loadBalancer.accessLogDays().isEmpty()) {
      skips = skips.skip("CKV_AWS_91", "`access_logs` in the blueprint keeps them in a bucket");
    }
    if (!loadBalancer.protect()) {
      skips = skips.skip("CKV_AWS_150", "the blueprint says `protect: false`");
    }
    if (plain) {
      skips = skips.skip("CKV2_AWS_20", whyNoRedirect());
    } else if (speaksTls() && loadBalancer.entrance().port() != HTTPS) {
      String port = "HTTPS is on port " + loadBalancer.entrance().port();
      skips = skips.skip("CKV2_AWS_20", port + ", and so is whatever is redirected");
    }
    if (loadBalancer.internal()) {
      return skips;
    }
    return loadBalancer.webAcl().isPresent()
        ? skips.skip("CKV2_AWS_76", "refusing anonymous addresses turns away who uses a VPN")
        : skips.skip("CKV2_AWS_28", "the blueprint asks for no web application firewall");
  }

  private String whyNoRedirect() {
    if (speaksTls()) {
      return BOTH;
    }
    return stack.plan().domain().isPresent()
        ? "the blueprint does not listen on `https`"
        : "without a `domain` there is no certificate to redirect to";
  }

  private static boolean isPlain(Listener listener) {
    return listener.certificate().isEmpty() && listener.redirectPort().isEmpty();
  }

  private boolean speaksTls() {
    return loadBalancer.entrance().certificate().isPresent();
  }

  private Block dependencies(Block block) {
    List<Expression> needed = new ArrayList<>();
    Block all = block;
    if (!loadBalancer.internal() && stack.network().hasInternetGateway()) {
      all = all.line().note("AWS refuses a public load balancer in a VPC without a gateway.");
      needed.add(Expression.reference("aws_internet_gateway.main"));
    }
    if (loadBalancer.accessLogDays().isPresent()) {
      all = needed.isEmpty() ? all.line() : all;
      all = all.note("AWS writes a test file before it turns access logs on.");
      needed.add(Expression.reference(AccessLogLowering.policy(loadBalancer)));
    }
    return needed.isEmpty() ? all : all.set("depends_on", Expression.list(needed));
  }

  private Block listener(Listener listener) {
    Block block =
        Block.resource("aws_lb_listener", Labels.listener(loadBalancer, listener))
            .from(path + ".listen", protocol(listener));
    if (isPlain(listener)) {
      String reason = speaksTls() ? BOTH : PLAIN;
      block = block.skip("CKV_AWS_2", reason).skip("CKV_AWS_103", reason);
    }
    block =
        block
            .set("load_balancer_arn", Expression.reference("aws_lb." + label + ".arn"))
            .set("port", listener.port())
            .set("protocol", listener.certificate().isPresent() ? "HTTPS" : "HTTP");
    if (listener.certificate().isPresent()) {
      block =
          block
              .set("ssl_policy", LoadBalancer.TLS_POLICY)
              .set("certificate_arn", certificate(listener.certificate().get()));
    }
    return block
        .block("default_action", action(listener))
        .set("tags", Stack.named(loadBalancer.name() + "-" + listener.port()));
  }

  private static Expression certificate(LoadBalancer.Certificate certificate) {
    return certificate instanceof Given given
        ? Expression.text(given.arn())
        : DomainLowering.certificate();
  }

  private Body action(Listener listener) {
    if (listener.redirectPort().isPresent()) {
      return Body.EMPTY
          .set("type", "redirect")
          .block(
              "redirect",
              Body.EMPTY
                  .set("port", Integer.toString(listener.redirectPort().getAsInt()))
                  .set("protocol", "HTTPS")
                  .set("status_code", "HTTP_301"));
    }
    String group =
        Labels.targetGroup(stack.plan(), loadBalancer, listener.forwardTo().orElseThrow());
    return Body.EMPTY
        .set("type", "forward")
        .set("target_group_arn", Expression.reference("aws_lb_target_group." + group + ".arn"));
  }
}
