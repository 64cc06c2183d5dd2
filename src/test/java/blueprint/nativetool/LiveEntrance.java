package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.plan.LoadBalancer;
import blueprint.plan.LoadBalancer.Listener;
import blueprint.plan.LoadBalancer.Target;
import java.io.IOException;
import java.util.Map;

/** What load balancers must be like, given a plan. */
final class LiveEntrance {
  private final LiveSystem live;
  private final LocalAccount account;

  LiveEntrance(LiveSystem live) {
    this.live = live;
    this.account = live.account();
  }

  void isThePlannedOne() throws IOException, InterruptedException {
    assertThat(account.loadBalancing("DescribeLoadBalancers").all("//LoadBalancers/member"))
        .hasSameSizeAs(live.plan().loadBalancers())
        .isNotEmpty();
    for (LoadBalancer planned : live.plan().loadBalancers()) {
      Xml found = live.loadBalancer(planned);
      assertThat(found.text("Type")).isEqualTo("application");
      assertThat(found.text("Scheme").equals("internal")).isEqualTo(planned.internal());
      assertThat(found.texts("AvailabilityZones/member/SubnetId"))
          .containsExactlyInAnyOrderElementsOf(live.subnetIds(planned.tier()));
      assertThat(found.texts("SecurityGroups/member"))
          .containsExactly(live.groupId(planned.tier()));
      Map<String, String> attributes =
          attributes("DescribeLoadBalancerAttributes", "LoadBalancerArn", found);
      assertThat(attributes)
          .containsEntry("deletion_protection.enabled", Boolean.toString(planned.protect()))
          .containsEntry("routing.http.drop_invalid_header_fields.enabled", "true");
      assertThat(attributes.getOrDefault("access_logs.s3.enabled", "false"))
          .isEqualTo(Boolean.toString(planned.accessLogDays().isPresent()));
    }
  }

  void listensAsPlanned() throws IOException, InterruptedException {
    for (LoadBalancer planned : live.plan().loadBalancers()) {
      Xml listeners =
          account.loadBalancing(
              "DescribeListeners",
              "LoadBalancerArn",
              live.loadBalancer(planned).text("LoadBalancerArn"));
      assertThat(listeners.all("//Listeners/member"))
          .hasSameSizeAs(planned.listeners())
          .isNotEmpty();
      for (Listener listener : planned.listeners()) {
        listens(listener, listeners.one("//Listeners/member[Port='" + listener.port() + "']"));
      }
    }
  }

  private void listens(Listener planned, Xml found) throws IOException, InterruptedException {
    assertThat(found.text("Protocol"))
        .isEqualTo(planned.certificate().isPresent() ? "HTTPS" : "HTTP");
    if (planned.certificate().isPresent()) {
      assertThat(found.text("SslPolicy")).startsWith("ELBSecurityPolicy-TLS13-");
      String certificate = found.text("Certificates/member/CertificateArn");
      assertThat(
              account
                  .certificates(
                      "DescribeCertificate", "{\"CertificateArn\":\"" + certificate + "\"}")
                  .at("/Certificate/DomainName")
                  .asText())
          .isEqualTo(live.plan().domain().orElseThrow().name());
    }
    if (planned.forwardTo().isPresent()) {
      assertThat(found.texts("DefaultActions/member/Type")).containsExactly("forward");
      assertThat(found.texts("DefaultActions/member/TargetGroupArn"))
          .containsExactly(live.targetGroupArn(planned.forwardTo().get()));
    } else {
      assertThat(found.texts("DefaultActions/member/Type")).containsExactly("redirect");
      assertThat(found.text("DefaultActions/member/RedirectConfig/Protocol")).isEqualTo("HTTPS");
      assertThat(found.number("DefaultActions/member/RedirectConfig/Port"))
          .isEqualTo(planned.redirectPort().orElseThrow());
    }
  }

  void checksAndDrainsAsPlanned() throws IOException, InterruptedException {
    int targets = 0;
    for (LoadBalancer loadBalancer : live.plan().loadBalancers()) {
      for (Target planned : loadBalancer.targets()) {
        checksAndDrains(planned, live.targetGroup(planned));
        targets++;
      }
    }
    assertThat(account.loadBalancing("DescribeTargetGroups").all("//TargetGroups/member"))
        .hasSize(targets)
        .isNotEmpty();
  }

  private void checksAndDrains(Target planned, Xml found) throws IOException, InterruptedException {
    assertThat(found.text("VpcId")).isEqualTo(live.vpc());
    assertThat(found.text("Protocol")).isEqualTo("HTTP");
    assertThat(found.number("Port")).isEqualTo(planned.port());
    assertThat(found.text("HealthCheckPort")).isEqualTo("traffic-port");
    assertThat(found.text("HealthCheckPath")).isEqualTo(planned.health().path());
    assertThat(found.text("Matcher/HttpCode")).isEqualTo(planned.health().status());
    assertThat(found.number("HealthCheckIntervalSeconds")).isEqualTo(planned.health().interval());
    assertThat(found.number("HealthCheckTimeoutSeconds")).isEqualTo(planned.health().timeout());
    assertThat(found.number("HealthyThresholdCount")).isEqualTo(planned.health().healthy());
    assertThat(found.number("UnhealthyThresholdCount")).isEqualTo(planned.health().unhealthy());
    assertThat(attributes("DescribeTargetGroupAttributes", "TargetGroupArn", found))
        .containsEntry(
            "deregistration_delay.timeout_seconds", Integer.toString(planned.drainSeconds()));
  }

  private Map<String, String> attributes(String action, String kind, Xml owner)
      throws IOException, InterruptedException {
    Xml answer = account.loadBalancing(action, kind, owner.text(kind));
    return LocalAccount.tags(answer, "//Attributes/member");
  }
}
