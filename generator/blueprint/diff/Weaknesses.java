package blueprint.diff;

import blueprint.inventory.Attribute;
import blueprint.inventory.AttributePath;
import blueprint.inventory.Inventory;
import blueprint.inventory.Part;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds settings of single resources that open them, or take a protection away. */
final class Weaknesses {

  /**
   * A setting.
   *
   * @param path of the attribute, without places in lists
   * @param weak its values that are meant
   * @param words what that means, after the name of who has it
   */
  private record Setting(Pattern path, Pattern weak, String words) {
    static Setting of(String path, String weak, String words) {
      return new Setting(Pattern.compile(path), Pattern.compile(weak), words);
    }
  }

  private static final List<Setting> SETTINGS =
      List.of(
          Setting.of("aws_lb/internal", "false", "has a public load balancer"),
          Setting.of(
              "AWS::ElasticLoadBalancingV2::LoadBalancer/Scheme",
              "internet-facing",
              "has a public load balancer"),
          Setting.of(
              "(aws_db_instance|aws_rds_cluster_instance|AWS::RDS::DBInstance)"
                  + "/(publicly_accessible|PubliclyAccessible)",
              "true",
              "has a public address for its database"),
          Setting.of(
              "(aws_subnet|AWS::EC2::Subnet)/(map_public_ip_on_launch|MapPublicIpOnLaunch)",
              "true",
              "gives public addresses to what starts in its subnet"),
          Setting.of(
              ".*/(network_interfaces.associate_public_ip_address"
                  + "|LaunchTemplateData.NetworkInterfaces.AssociatePublicIpAddress)",
              "true",
              "has machines with public addresses"),
          Setting.of(
              ".*/(storage_encrypted|StorageEncrypted)", "false", "has an unencrypted database"),
          Setting.of(
              ".*/(block_device_mappings.ebs.encrypted"
                  + "|LaunchTemplateData.BlockDeviceMappings.Ebs.Encrypted)",
              "false",
              "has machines with unencrypted disks"),
          Setting.of(
              ".*/(metadata_options.http_tokens|LaunchTemplateData.MetadataOptions.HttpTokens)",
              "optional",
              "gives a machine's credentials to whoever can make it send a request"),
          Setting.of(
              "aws_s3_bucket_public_access_block/(block_public_acls|block_public_policy"
                  + "|ignore_public_acls|restrict_public_buckets)",
              "false",
              "has a bucket that may be made public"),
          Setting.of(
              "AWS::S3::Bucket/PublicAccessBlockConfiguration.*",
              "false",
              "has a bucket that may be made public"),
          Setting.of(".*/(drop_invalid_header_fields)", "false", "passes malformed headers on"));

  private Weaknesses() {}

  /** Those of an inventory, by what they say. */
  static Map<String, Part> of(Inventory inventory) {
    Map<String, Part> found = new LinkedHashMap<>();
    for (Part part : inventory.resources()) {
      part.attributes()
          .forEach(
              (path, value) -> {
                String place = part.type() + "/" + AttributePath.withoutPlaces(path);
                for (Setting setting : SETTINGS) {
                  if (setting.path().matcher(place).matches()
                      && setting.weak().matcher(value.text()).matches()) {
                    found.put("`" + Openings.owner(part) + "` " + setting.words(), part);
                  }
                }
              });
      plain(part, found);
    }
    publicSubnets(inventory, found);
    return found;
  }

  private static void plain(Part part, Map<String, Part> found) {
    boolean http = part.text("protocol").equals("HTTP") || part.text("Protocol").equals("HTTP");
    boolean forwards =
        part.text("default_action.type").equals("forward")
            || part.text("DefaultActions[0].Type").equals("forward");
    if (http && forwards) {
      String port = part.text("port") + part.text("Port");
      found.put("`" + Openings.owner(part) + "` answers in plain HTTP on port " + port, part);
    }
  }

  /** A subnet whose way out leads to an internet gateway is reached from there. */
  private static void publicSubnets(Inventory inventory, Map<String, Part> found) {
    Set<String> tables = new LinkedHashSet<>();
    for (Part part : inventory.resources()) {
      if (part.writes("gateway_id") || part.writes("GatewayId")) {
        tables.addAll(references(part, "route_table_id", "RouteTableId"));
      }
    }
    for (Part part : inventory.resources()) {
      boolean open =
          references(part, "route_table_id", "RouteTableId").stream().anyMatch(tables::contains);
      if (open && (part.writes("subnet_id") || part.writes("SubnetId"))) {
        found.put(
            "the subnets of `" + Openings.owner(part) + "` have a way in from the internet", part);
      }
    }
  }

  private static Set<String> references(Part part, String... names) {
    Set<String> addresses = new LinkedHashSet<>();
    for (String name : names) {
      Attribute attribute = part.attributes().get(name);
      if (attribute != null) {
        attribute.references().forEach(reference -> addresses.add(reference.address()));
      }
    }
    return addresses;
  }
}
