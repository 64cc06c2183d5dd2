package blueprint.nativetool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is in the local AWS, read through the API of each service as its consoles do. */
final class LocalAccount {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final MotoServer aws;
  private final String region;

  LocalAccount(MotoServer aws, String region) {
    this.aws = aws;
    this.region = region;
  }

  Xml ec2(String action, String... parameters) throws IOException, InterruptedException {
    return query("ec2", "2016-11-15", action, parameters);
  }

  Xml loadBalancing(String action, String... parameters) throws IOException, InterruptedException {
    return query("elasticloadbalancing", "2015-12-01", action, parameters);
  }

  Xml scaling(String action, String... parameters) throws IOException, InterruptedException {
    return query("autoscaling", "2011-01-01", action, parameters);
  }

  Xml rds(String action, String... parameters) throws IOException, InterruptedException {
    return query("rds", "2014-10-31", action, parameters);
  }

  Xml iam(String action, String... parameters) throws IOException, InterruptedException {
    return query("iam", "2010-05-08", action, parameters);
  }

  JsonNode dynamodb(String action, String body) throws IOException, InterruptedException {
    return json("dynamodb", "DynamoDB_20120810." + action, body);
  }

  JsonNode logs(String action, String body) throws IOException, InterruptedException {
    return json("logs", "Logs_20140328." + action, body);
  }

  JsonNode secrets(String action, String body) throws IOException, InterruptedException {
    return json("secretsmanager", "secretsmanager." + action, body);
  }

  JsonNode certificates(String action, String body) throws IOException, InterruptedException {
    return json("acm", "CertificateManager." + action, body);
  }

  Xml stacks(String action, String... parameters) throws IOException, InterruptedException {
    return query("cloudformation", "2010-05-15", action, parameters);
  }

  /** Registers a machine image and returns its id. */
  String registerImage(String name) throws IOException, InterruptedException {
    return ec2(
            "RegisterImage",
            "Name",
            name,
            "Architecture",
            "x86_64",
            "VirtualizationType",
            "hvm",
            "RootDeviceName",
            "/dev/sda1",
            "BlockDeviceMapping.1.DeviceName",
            "/dev/sda1",
            "BlockDeviceMapping.1.Ebs.VolumeSize",
            "8")
        .text("//imageId");
  }

  /** What exists, as {@code kind name}; machines and gateways that are gone are not listed. */
  Set<String> inventory() throws IOException, InterruptedException {
    Set<String> found = new TreeSet<>();
    list(found, ec2("DescribeVpcs"), "//vpcSet/item/vpcId");
    list(found, ec2("DescribeSubnets"), "//subnetId");
    list(found, ec2("DescribeRouteTables"), "//routeTableSet/item/routeTableId");
    list(found, ec2("DescribeSecurityGroups"), "//securityGroupInfo/item/groupId");
    list(found, ec2("DescribeSecurityGroupRules"), "//securityGroupRuleId");
    list(found, ec2("DescribeInternetGateways"), "//internetGatewayId");
    list(found, ec2("DescribeAddresses"), "//allocationId");
    list(found, ec2("DescribeFlowLogs"), "//flowLogId");
    list(found, ec2("DescribeLaunchTemplates"), "//launchTemplateId");
    list(found, ec2("DescribeNatGateways"), "//item[state!='deleted']/natGatewayId");
    list(found, ec2("DescribeVpcEndpoints"), "//item[state!='deleted']/vpcEndpointId");
    list(found, ec2("DescribeInstances"), "//item[instanceState/name!='terminated']/instanceId");
    list(found, loadBalancing("DescribeLoadBalancers"), "//LoadBalancerArn");
    list(found, loadBalancing("DescribeTargetGroups"), "//TargetGroupArn");
    list(found, scaling("DescribeAutoScalingGroups"), "//AutoScalingGroupName");
    list(found, rds("DescribeDBInstances"), "//DBInstances/DBInstance/DBInstanceIdentifier");
    list(found, rds("DescribeDBSubnetGroups"), "//DBSubnetGroupName");
    list(found, rds("DescribeDBParameterGroups"), "//DBParameterGroupName");
    list(found, rds("DescribeDBSnapshots"), "//DBSnapshotIdentifier");
    list(found, iam("ListRoles"), "//RoleName");
    list(found, iam("ListInstanceProfiles"), "//InstanceProfileName");
    list(found, iam("ListPolicies", "Scope", "Local"), "//PolicyName");
    dynamodb("ListTables", "{}").at("/TableNames").forEach(t -> found.add("table " + t.asText()));
    logs("DescribeLogGroups", "{}")
        .findValuesAsText("logGroupName")
        .forEach(name -> found.add("log group " + name));
    secrets("ListSecrets", "{}")
        .at("/SecretList")
        .forEach(secret -> found.add("secret " + secret.at("/Name").asText()));
    return found;
  }

  /** The tags of EC2's own things, by id. */
  Map<String, Map<String, String>> ec2Tags() throws IOException, InterruptedException {
    Map<String, Map<String, String>> tags = new TreeMap<>();
    for (Xml tag : ec2("DescribeTags").all("//tagSet/item")) {
      tags.computeIfAbsent(tag.text("resourceId"), id -> new TreeMap<>())
          .put(tag.text("key"), tag.text("value"));
    }
    return tags;
  }

  /** The tags of anything else that has an ARN. */
  Map<String, String> tagsOf(String arn) throws IOException, InterruptedException {
    String service = arn.split(":", 4)[2];
    String name = arn.substring(arn.indexOf('/') + 1);
    return switch (service) {
      case "elasticloadbalancing" ->
          tags(loadBalancing("DescribeTags", "ResourceArns.member.1", arn), "//Tags/member");
      case "rds" -> tags(rds("ListTagsForResource", "ResourceName", arn), "//TagList/Tag");
      case "iam" ->
          arn.contains(":role/")
              ? tags(iam("ListRoleTags", "RoleName", name), "//Tags/member")
              : tags(
                  iam("GetInstanceProfile", "InstanceProfileName", name),
                  "//InstanceProfile/Tags/member");
      case "dynamodb" ->
          tags(dynamodb("ListTagsOfResource", "{\"ResourceArn\":\"" + arn + "\"}").at("/Tags"));
      case "logs" -> {
        Map<String, String> tags = new TreeMap<>();
        logs("ListTagsForResource", "{\"resourceArn\":\"" + arn + "\"}")
            .at("/tags")
            .properties()
            .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        yield tags;
      }
      default -> throw new AssertionError("no one asks for the tags of " + arn);
    };
  }

  static Map<String, String> tags(Xml answer, String path) {
    Map<String, String> tags = new TreeMap<>();
    answer.all(path).forEach(tag -> tags.put(tag.text("Key|key"), tag.text("Value|value")));
    return tags;
  }

  private static Map<String, String> tags(JsonNode list) {
    Map<String, String> tags = new TreeMap<>();
    list.forEach(tag -> tags.put(tag.at("/Key").asText(), tag.at("/Value").asText()));
    return tags;
  }

  private static void list(Set<String> found, Xml answer, String path) {
    String kind = path.substring(path.lastIndexOf('/') + 1);
    answer.texts(path).forEach(name -> found.add(kind + " " + name));
  }

  private Xml query(String service, String version, String action, String... parameters)
      throws IOException, InterruptedException {
    StringBuilder form = new StringBuilder("Action=" + action + "&Version=" + version);
    for (int i = 0; i < parameters.length; i += 2) {
      form.append('&')
          .append(parameters[i])
          .append('=')
          .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return Xml.parse(aws.query(service, region, form.toString()));
  }

  private JsonNode json(String service, String target, String body)
      throws IOException, InterruptedException {
    return JSON.readTree(aws.json(service, region, target, body));
  }
}
