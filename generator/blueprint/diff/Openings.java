package blueprint.diff;

import blueprint.inventory.Attribute;
import blueprint.inventory.AttributePath;
import blueprint.inventory.Inventory;
import blueprint.inventory.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what the security groups of an inventory open. */
final class Openings {

  private static final Pattern RULES =
      Pattern.compile(
          "((?:ingress|egress|SecurityGroupIngress|SecurityGroupEgress)(?:\\[[^\\]]*])?)\\..*");
  private static final List<String> PEERS =
      List.of(
          "cidr_ipv4",
          "cidr_ipv6",
          "referenced_security_group_id",
          "prefix_list_id",
          "CidrIp",
          "CidrIpv6",
          "SourceSecurityGroupId",
          "DestinationSecurityGroupId",
          "SourcePrefixListId",
          "DestinationPrefixListId",
          "cidr_blocks",
          "ipv6_cidr_blocks",
          "security_groups",
          "prefix_list_ids",
          "source_security_group_id");

  private final Inventory inventory;
  private final List<Opening> found = new ArrayList<>();

  private Openings(Inventory inventory) {
    this.inventory = inventory;
  }

  static List<Opening> of(Inventory inventory) {
    Openings openings = new Openings(inventory);
    inventory.resources().forEach(openings::collect);
    return openings.found;
  }

  private void collect(Part part) {
    switch (part.type()) {
      case "aws_vpc_security_group_ingress_rule" ->
          add(part, "", true, group(part, "security_group_id"));
      case "aws_vpc_security_group_egress_rule" ->
          add(part, "", false, group(part, "security_group_id"));
      case "aws_security_group_rule" ->
          add(part, "", part.text("type").equals("ingress"), group(part, "security_group_id"));
      case "AWS::EC2::SecurityGroupIngress" -> add(part, "", true, group(part, "GroupId"));
      case "AWS::EC2::SecurityGroupEgress" -> add(part, "", false, group(part, "GroupId"));
      case "aws_security_group", "AWS::EC2::SecurityGroup" -> inline(part);
      default -> {}
    }
  }

  private void inline(Part part) {
    Set<String> rules = new LinkedHashSet<>();
    for (String path : part.attributes().keySet()) {
      Matcher rule = RULES.matcher(path);
      if (rule.matches()) {
        rules.add(rule.group(1));
      }
    }
    rules.forEach(
        rule ->
            add(
                part,
                rule + ".",
                !rule.toLowerCase(java.util.Locale.ROOT).contains("egress"),
                owner(part)));
  }

  private void add(Part part, String prefix, boolean inward, String group) {
    String protocol = text(part, prefix, "ip_protocol", "IpProtocol", "protocol");
    int from = port(text(part, prefix, "from_port", "FromPort"));
    int to = port(text(part, prefix, "to_port", "ToPort"));
    for (String peer : PEERS) {
      Attribute value = part.attributes().get(prefix + peer);
      if (value != null) {
        for (String item : value.items()) {
          String who = value.references().isEmpty() ? item : owner(value, item);
          found.add(new Opening(inward, group, who, protocol, from, to, part));
        }
      }
    }
  }

  private static String text(Part part, String prefix, String... names) {
    for (String name : names) {
      if (part.attributes().containsKey(prefix + name)) {
        return part.text(prefix + name);
      }
    }
    return "";
  }

  private static int port(String text) {
    return text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
  }

  private String group(Part part, String attribute) {
    Attribute value = part.attributes().get(attribute);
    return value == null ? part.address() : owner(value, value.text());
  }

  /** Whose the part is that a value is taken from. */
  private String owner(Attribute value, String otherwise) {
    return value.references().stream()
        .flatMap(
            reference ->
                inventory.parts().values().stream()
                    .filter(
                        p ->
                            p.address().equals(reference.address())
                                || p.family().equals(AttributePath.family(reference.address()))))
        .findFirst()
        .map(Openings::owner)
        .orElse(otherwise);
  }

  /** What the user calls it: {@code app} of {@code tiers.app.subnet}. */
  static String owner(Part part) {
    String path = part.paths().stream().findFirst().orElse(part.address());
    String[] words = path.split("\\.", 3);
    return words.length > 1 && words[0].equals("tiers") ? words[1] : path;
  }
}
