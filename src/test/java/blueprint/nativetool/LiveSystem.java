package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.plan.Database;
import blueprint.plan.LoadBalancer;
import blueprint.plan.LoadBalancer.Target;
import blueprint.plan.MachineGroup;
import blueprint.plan.Network;
import blueprint.plan.Plan;
import blueprint.plan.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A plan, and the account in which an engine made it true: the plan's things as the account's own
 * services tell of them. The engine and its configuration are not asked.
 *
 * @param engine the one that did it
 * @param images the ids of the machine images, by their names in the plan
 * @param vpc the id of the network
 */
record LiveSystem(
    Plan.Engine engine, Plan plan, LocalAccount account, Map<String, String> images, String vpc) {

  static LiveSystem of(
      Plan.Engine engine, Plan plan, LocalAccount account, Map<String, String> images)
      throws IOException, InterruptedException {
    String cidr = ((Network.Own) plan.network()).cidr();
    String vpc = account.ec2("DescribeVpcs").text("//vpcSet/item[cidrBlock='" + cidr + "']/vpcId");
    assertThat(vpc).as("a VPC with the range of the plan").isNotEmpty();
    return new LiveSystem(engine, plan, account, images, vpc);
  }

  Network.Own network() {
    return (Network.Own) plan.network();
  }

  // ---- The network

  List<Xml> subnets() throws IOException, InterruptedException {
    return account.ec2("DescribeSubnets").all("//subnetSet/item[vpcId='" + vpc + "']");
  }

  String subnetId(String cidr) throws IOException, InterruptedException {
    return account
        .ec2("DescribeSubnets")
        .one("//subnetSet/item[vpcId='" + vpc + "'][cidrBlock='" + cidr + "']/subnetId")
        .node()
        .getTextContent();
  }

  List<String> subnetIds(String tier) throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (String cidr : network().of(tier).cidrs().values()) {
      ids.add(subnetId(cidr));
    }
    return ids;
  }

  Xml routeTable(String cidr) throws IOException, InterruptedException {
    return account
        .ec2("DescribeRouteTables")
        .one("//routeTableSet/item[associationSet/item/subnetId='" + subnetId(cidr) + "']");
  }

  List<Xml> natGateways() throws IOException, InterruptedException {
    return account.ec2("DescribeNatGateways").all("//natGatewaySet/item");
  }

  List<Xml> securityGroups() throws IOException, InterruptedException {
    return account
        .ec2("DescribeSecurityGroups")
        .all("//securityGroupInfo/item[vpcId='" + vpc + "']");
  }

  String groupId(String tier) throws IOException, InterruptedException {
    List<String> ids =
        securityGroups().stream()
            .filter(group -> tierOf(group).equals(tier))
            .map(group -> group.text("groupId"))
            .toList();
    assertThat(ids).hasSize(1);
    return ids.get(0);
  }

  String tierOf(Xml group) {
    return nameInStack(group);
  }

  /** The name of something of EC2, without that of the stack. */
  String nameInStack(Xml item) {
    return item.text("tagSet/item[key='Name']/value").replaceFirst("^" + plan.name() + "-", "");
  }

  // ---- The load balancer

  Xml loadBalancer(LoadBalancer planned) throws IOException, InterruptedException {
    return account
        .loadBalancing("DescribeLoadBalancers")
        .one("//LoadBalancers/member[LoadBalancerName='" + planned.name() + "']");
  }

  Target target(String name) {
    return plan.loadBalancers().stream()
        .flatMap(loadBalancer -> loadBalancer.targets().stream())
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Target groups are found by the tag that people find them by. */
  Xml targetGroup(Target planned) throws IOException, InterruptedException {
    List<Xml> found = new ArrayList<>();
    for (Xml group : account.loadBalancing("DescribeTargetGroups").all("//TargetGroups/member")) {
      String name = account.tagsOf(group.text("TargetGroupArn")).getOrDefault("Name", "");
      if (name.equals(plan.name() + "-" + planned.name())) {
        found.add(group);
      }
    }
    assertThat(found).as(planned.name()).hasSize(1);
    return found.get(0);
  }

  String targetGroupArn(String target) throws IOException, InterruptedException {
    return targetGroup(target(target)).text("TargetGroupArn");
  }

  // ---- The machines

  Xml launchTemplate(MachineGroup planned) throws IOException, InterruptedException {
    return account
        .ec2("DescribeLaunchTemplateVersions", "LaunchTemplateName", planned.name())
        .one("//item[defaultVersion='true']/launchTemplateData");
  }

  String userData(MachineGroup planned) throws IOException, InterruptedException {
    byte[] bytes = Base64.getDecoder().decode(launchTemplate(planned).text("userData"));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  Xml scalingGroup(MachineGroup planned) throws IOException, InterruptedException {
    return account
        .scaling("DescribeAutoScalingGroups")
        .one("//AutoScalingGroups/member[AutoScalingGroupName='" + planned.name() + "']");
  }

  // ---- What is kept

  Database plannedDatabase(String tier) {
    return plan.databases().stream().filter(d -> d.tier().equals(tier)).findFirst().orElseThrow();
  }

  Xml database(Database planned) throws IOException, InterruptedException {
    return account
        .rds("DescribeDBInstances")
        .one("//DBInstances/DBInstance[DBInstanceIdentifier='" + planned.identifier() + "']");
  }

  /** The secret that RDS keeps a database's password in. */
  String databaseSecret(String tier) throws IOException, InterruptedException {
    return database(plannedDatabase(tier)).text("MasterUserSecret/SecretArn");
  }

  String secretArn(String name) throws IOException, InterruptedException {
    Secret.Generated planned = (Secret.Generated) plan.secret(name);
    return secret(planned).at("/ARN").asText();
  }

  JsonNode secret(Secret.Generated planned) throws IOException, InterruptedException {
    return account.secrets("DescribeSecret", "{\"SecretId\":\"" + planned.accountName() + "\"}");
  }

  String arn(String service, String rest) {
    return "arn:aws:%s:%s:123456789012:%s".formatted(service, plan.region(), rest);
  }
}
