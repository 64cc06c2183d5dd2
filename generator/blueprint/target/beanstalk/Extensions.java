package blueprint.target.beanstalk;

import blueprint.plan.Beanstalk;
import blueprint.plan.Value;
import blueprint.text.YamlWriter;
import blueprint.text.YamlWriter.AnyKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The {@code .config} files in {@code .ebextensions}, which Elastic Beanstalk reads in the order of
 * their names: options of the program, packages, what is changed about the resources that it makes,
 * and what one machine runs for all.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html">Advanced
 *     environment customization with configuration files</a>
 */
final class Extensions {

  private static final String FOLDER = ".ebextensions/";

  private final Bundled bundled;
  private final Beanstalk beanstalk;
  private final Beanstalk.Bundle bundle;
  private final String path;

  private Extensions(Bundled bundled, Beanstalk beanstalk) {
    this.bundled = bundled;
    this.beanstalk = beanstalk;
    this.bundle = beanstalk.bundle();
    this.path = "tiers." + beanstalk.tier();
  }

  static void add(Bundled bundled, Beanstalk beanstalk) {
    Extensions extensions = new Extensions(bundled, beanstalk);
    extensions.options();
    extensions.packages();
    extensions.replacement();
    extensions.redirect();
    extensions.firewall();
    extensions.once();
  }

  private void options() {
    Map<Object, Object> namespaces = new LinkedHashMap<>();
    for (Beanstalk.Option option : bundle.options()) {
      options(namespaces, option.namespace()).put(new AnyKey(option.name()), text(option));
    }
    write(
        "10_options",
        "",
        "options that belong to the program",
        path
            + ": what belongs to the program. Where it runs is set through the API, which\n"
            + "overrules what stands here: no option is in both.",
        Map.of("option_settings", namespaces),
        namespaces.isEmpty());
  }

  private static Map<Object, Object> options(Map<Object, Object> namespaces, String namespace) {
    Map<Object, Object> added = new LinkedHashMap<>();
    @SuppressWarnings("unchecked") // nothing else is put there
    Map<Object, Object> there =
        (Map<Object, Object>) namespaces.putIfAbsent(new AnyKey(namespace), added);
    return there == null ? added : there;
  }

  private static String text(Beanstalk.Option option) {
    if (option.value() instanceof Beanstalk.Live live
        && live.value().parts().stream().allMatch(Value.Literal.class::isInstance)) {
      StringBuilder out = new StringBuilder();
      live.value().parts().forEach(part -> out.append(((Value.Literal) part).text()));
      return out.toString();
    }
    throw new IllegalStateException("known only in the account: " + option.name());
  }

  private void packages() {
    Map<Object, Object> packages = new LinkedHashMap<>();
    bundle.packages().forEach(name -> packages.put(new AnyKey(name), List.of()));
    if (MachineFiles.hasAgent(bundle)) {
      packages.put("amazon-cloudwatch-agent", List.of());
    }
    write(
        "20_packages",
        "packages",
        "packages of the distribution",
        path + ".packages: of Amazon Linux, in the version of the platform (`yum` is its dnf).",
        Map.of("packages", Map.of("yum", packages)),
        packages.isEmpty());
  }

  private void replacement() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("HealthCheckType", "ELB");
    bundle
        .replacement()
        .ifPresent(
            replacement ->
                properties.put(
                    "HealthCheckGracePeriod", Integer.toString(replacement.graceSeconds())));
    write(
        "30_replacement",
        "health.replace_unhealthy",
        "machines that do not answer are replaced",
        path
            + ".health: a machine that the load balancer takes out is replaced. Left alone, the\n"
            + "group looks at the machine only, and one that runs but does not answer stays for ever.",
        resource("AWSEBAutoScalingGroup", "AWS::AutoScaling::AutoScalingGroup", properties),
        bundle.replacement().isEmpty());
  }

  private void redirect() {
    Map<String, Object> way = new LinkedHashMap<>();
    way.put("Protocol", "HTTPS");
    way.put("Port", "443");
    way.put("StatusCode", "HTTP_301");
    Map<String, Object> action = new LinkedHashMap<>();
    action.put("Type", "redirect");
    action.put("RedirectConfig", way);
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("LoadBalancerArn", Map.of("Ref", "AWSEBV2LoadBalancer"));
    properties.put("Port", 80);
    properties.put("Protocol", "HTTP");
    properties.put("DefaultActions", List.of(action));
    write(
        "40_redirect",
        "",
        "requests without encryption are sent on",
        path + ": HTTP is sent on to HTTPS, host and path as they were. No option does that.",
        resource(
            "AWSEBV2LoadBalancerListener", "AWS::ElasticLoadBalancingV2::Listener", properties),
        !bundle.redirects());
  }

  private void firewall() {
    Map<String, Object> setting = new LinkedHashMap<>();
    setting.put("Namespace", "aws:elasticbeanstalk:application:environment");
    setting.put("OptionName", "WEB_ACL_ARN");
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("ResourceArn", Map.of("Ref", "AWSEBV2LoadBalancer"));
    properties.put("WebACLArn", Map.of(new AnyKey("Fn::GetOptionSetting"), setting));
    write(
        "50_firewall",
        "",
        "the web ACL is put before the load balancer",
        path + ": the web ACL, whose ARN is in the environment, before the load balancer.",
        resource("WebAclAssociation", "AWS::WAFv2::WebACLAssociation", properties),
        !bundle.firewall());
  }

  /** Hooks know no leader: what runs once has to stand here, and runs before what all run. */
  private void once() {
    Map<Object, Object> commands = new LinkedHashMap<>();
    for (Beanstalk.Command command : bundle.commands()) {
      if (command.once()) {
        Map<String, Object> leader = new LinkedHashMap<>();
        leader.put("command", Hooks.inProgram(command));
        leader.put("leader_only", true);
        commands.put(String.format(Locale.ROOT, "once_%02d", commands.size() + 1), leader);
      }
    }
    write(
        "60_once",
        "on_deploy",
        "what one machine runs for all",
        path
            + ".on_deploy: what one machine runs for all, before what each runs\n"
            + "(.platform/hooks/predeploy). Machines of the version before still serve meanwhile.",
        Map.of("container_commands", commands),
        commands.isEmpty());
  }

  private static Map<String, Object> resource(
      String id, String type, Map<String, Object> properties) {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("Type", type);
    resource.put("Properties", properties);
    return Map.of("Resources", Map.of(id, resource));
  }

  private void write(
      String name, String key, String why, String head, Map<?, ?> tree, boolean nothing) {
    if (!nothing) {
      String comment = "# " + head.replace("\n", "\n# ") + "\n";
      bundled.plain(FOLDER + name + ".config", key, why, comment + YamlWriter.write(tree));
    }
  }
}
