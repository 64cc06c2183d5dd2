package blueprint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.target.cloudformation.ReadTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was generated for one engine or for both, and what is never in it: the template as a parser
 * of others reads it, Terraform's files as text.
 *
 * @param template its tree; empty when there is none
 * @param terraform all its files; empty when there are none
 */
record SeededOutput(Map<String, Object> template, String terraform) {

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^(resource|data) \"(\\w+)\" \"([^\"]+)\" \\{\n(.*?)^\\}$");

  static SeededOutput of(Path folder) throws IOException {
    Path template = folder.resolve("cloudformation/template.yaml");
    Path terraform = folder.resolve("terraform");
    String text = "";
    if (Files.isDirectory(terraform)) {
      try (Stream<Path> files = Files.list(terraform)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".tf")).sorted().toList()) {
          text += Files.readString(file) + "\n";
        }
      }
    }
    return new SeededOutput(
        Files.isRegularFile(template)
            ? ReadTemplate.of(Files.readString(template)).tree()
            : Map.of(),
        text);
  }

  void everySubnetOfATierIsInAZoneOfItsOwn() {
    Map<String, Set<Object>> zones = new HashMap<>();
    each(
        "AWS::EC2::Subnet",
        (id, properties) ->
            assertThat(
                    zones
                        .computeIfAbsent(id.substring(0, id.length() - 1), tier -> new TreeSet<>())
                        .add(String.valueOf(properties.get("AvailabilityZone"))))
                .as(id)
                .isTrue());
    if (!terraform.isEmpty()) {
      assertThat(terraform).contains("a = data.aws_availability_zones.available.names[0]");
      assertThat(terraform).contains("b = data.aws_availability_zones.available.names[1]");
    }
    blocks(
        "aws_subnet",
        body -> assertThat(body).contains("for_each", "availability_zone = local.zones[each.key]"));
  }

  void everyBucketIsClosedToThePublic() {
    each(
        "AWS::S3::Bucket",
        (id, properties) ->
            assertThat(properties.get("PublicAccessBlockConfiguration"))
                .isEqualTo(
                    Map.of(
                        "BlockPublicAcls", true,
                        "BlockPublicPolicy", true,
                        "IgnorePublicAcls", true,
                        "RestrictPublicBuckets", true)));
    blocks(
        "aws_s3_bucket_public_access_block",
        body ->
            assertThat(all(body, "(?m)^  (block|ignore|restrict)_public_\\w+ += true$"))
                .hasSize(4));
    assertThat(count("resource \"aws_s3_bucket\" "))
        .isEqualTo(count("resource \"aws_s3_bucket_public_access_block\" "));
  }

  void noPolicyAllowsEverything() {
    statements(
        statement ->
            assertThat(texts(statement.get("Action")))
                .isNotEmpty()
                .noneMatch(
                    action -> action.contains("*") && statement.get("Effect").equals("Allow")));
    for (String statement : terraform.split("statement \\{\n", -1)) {
      assertThat(
              statement.matches("(?s).*\\bactions += \\[[^\\]]*\\*.*")
                  && !statement.contains("= \"Deny\"\n"))
          .as(statement)
          .isFalse();
    }
  }

  void everyPolicyIsOfTheVersionThatThereIs() {
    documents(document -> assertThat(document.get("Version")).isEqualTo("2012-10-17"));
    assertThat(all(terraform, "version += \"20[0-9-]+\"")).isEmpty();
  }

  void everyStatementAllowsOrDenies() {
    statements(statement -> assertThat(statement.get("Effect")).isIn("Allow", "Deny"));
    assertThat(all(terraform, "effect += \"(?!Allow\"|Deny\")")).isEmpty();
  }

  void everyRuleOpensOnePort() {
    for (String type : List.of("AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress")) {
      each(type, (id, rule) -> assertThat(rule.get("FromPort")).isEqualTo(rule.get("ToPort")));
    }
    assertThat(all(terraform, "from_port += (\\S+)\n +to_port += (?!\\1\n)")).isEmpty();
  }

  void noGroupRefersToAnother() {
    each(
        "AWS::EC2::SecurityGroup",
        (id, group) -> assertThat(references(group)).containsOnly("Vpc"));
    blocks(
        "aws_security_group",
        body -> assertThat(body).doesNotContain("ingress", "egress", "aws_security_group."));
  }

  void everyMachineWantsTokens() {
    each(
        "AWS::EC2::LaunchTemplate",
        (id, properties) ->
            assertThat(at(properties, "LaunchTemplateData", "MetadataOptions", "HttpTokens"))
                .isEqualTo("required"));
    blocks(
        "aws_launch_template",
        body -> assertThat(all(body, "http_tokens += \"required\"")).hasSize(1));
  }

  void everyDiskIsEncrypted() {
    each(
        "AWS::EC2::LaunchTemplate",
        (id, properties) -> {
          List<?> disks = (List<?>) at(properties, "LaunchTemplateData", "BlockDeviceMappings");
          assertThat(disks).isNotEmpty();
          assertThat(disks).allMatch(disk -> Boolean.TRUE.equals(at(disk, "Ebs", "Encrypted")));
        });
    each(
        "AWS::RDS::DBInstance",
        (id, database) -> assertThat(database.get("StorageEncrypted")).isEqualTo(true));
    blocks("aws_launch_template", body -> assertThat(all(body, "encrypted += true\n")).hasSize(1));
    assertThat(all(terraform, "encrypted += (?!true\n)")).isEmpty();
  }

  void everyParameterHoldsWhatOneCanHold() {
    each(
        "AWS::SSM::Parameter",
        (id, parameter) -> {
          assertThat(parameter).doesNotContainKey("Tier");
          assertThat(((String) parameter.get("Value")).length()).isBetween(1, 4_096);
        });
    blocks("aws_ssm_parameter", body -> assertThat(body).contains("value = substr("));
  }

  void noParameterIsSecret() {
    each(
        "AWS::SSM::Parameter",
        (id, parameter) -> assertThat(parameter.get("Type")).isEqualTo("String"));
    blocks("aws_ssm_parameter", body -> assertThat(body).contains("type  = \"String\""));
  }

  /** Of Terraform, its own plan says so in the tests that apply it. */
  void nothingWaitsForItself() {
    Map<String, Set<String>> waiting = new LinkedHashMap<>();
    resources().forEach((id, resource) -> waiting.put(id, references(resource)));
    waiting.values().forEach(ids -> ids.retainAll(resources().keySet()));
    assertThat(waiting.isEmpty()).isEqualTo(template.isEmpty());
    while (waiting.values().removeIf(Set::isEmpty)) {
      waiting.values().forEach(ids -> ids.retainAll(waiting.keySet()));
    }
    assertThat(waiting).isEmpty();
  }

  void everyIdIsOfLettersAndDigits() {
    assertThat(resources().keySet()).allMatch(id -> id.matches("[A-Z][A-Za-z0-9]*"));
    assertThat(all(terraform, "(?m)^resource \"\\w+\" \"(?!\\w+\")")).isEmpty();
  }

  void everyRecordIsAnAlias() {
    each(
        "AWS::Route53::RecordSet",
        (id, dns) ->
            assertThat(dns)
                .containsEntry("Type", "A")
                .containsKey("AliasTarget")
                .doesNotContainKey("ResourceRecords"));
    blocks(
        "aws_route53_record",
        body -> {
          boolean alias = body.contains("type    = \"A\"\n") && body.contains("alias {");
          // AWS Certificate Manager says what the other one holds.
          assertThat(alias || body.contains("= each.value.resource_record_type\n")).isTrue();
          assertThat(alias && body.contains("records")).isFalse();
        });
  }

  // ---- The template

  private void each(String type, BiConsumer<String, Map<String, Object>> check) {
    List<String> seen = new ArrayList<>();
    resources()
        .forEach(
            (id, resource) -> {
              if (type.equals(at(resource, "Type"))) {
                seen.add(id);
                check.accept(id, object(at(resource, "Properties")));
              }
            });
    assertThat(seen.isEmpty()).as("has any " + type).isEqualTo(template.isEmpty());
  }

  private Map<String, Object> resources() {
    return template.isEmpty() ? Map.of() : object(at(template, "Resources"));
  }

  private void statements(Check<Map<String, Object>> check) {
    documents(
        document -> ((List<?>) at(document, "Statement")).forEach(one -> check.of(object(one))));
  }

  private void documents(Check<Map<String, Object>> check) {
    List<Map<String, Object>> found = new ArrayList<>();
    documents(template, found);
    assertThat(found.isEmpty()).isEqualTo(template.isEmpty());
    found.forEach(check::of);
  }

  private static void documents(Object value, List<Map<String, Object>> found) {
    if (value instanceof Map<?, ?> object) {
      if (object.containsKey("Statement")) {
        found.add(object(value));
      }
      object.values().forEach(member -> documents(member, found));
    } else if (value instanceof List<?> items) {
      items.forEach(item -> documents(item, found));
    }
  }

  private static Set<String> references(Object value) {
    Set<String> ids = new TreeSet<>();
    if (value instanceof Map<?, ?> object) {
      object.forEach(
          (key, member) -> {
            if (key.equals("Ref")) {
              ids.add((String) member);
            } else if (key.equals("Fn::GetAtt")) {
              ids.add(texts(member).get(0));
            } else if (key.equals("DependsOn")) {
              ids.addAll(texts(member));
            } else if (key.equals("Fn::Sub")) {
              all((String) member, "\\$\\{([A-Za-z0-9]+)").forEach(m -> ids.add(m.group(1)));
            }
            ids.addAll(references(member));
          });
    } else if (value instanceof List<?> items) {
      items.forEach(item -> ids.addAll(references(item)));
    }
    return ids;
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> items
        ? items.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  private static Map<String, Object> object(Object value) {
    Map<String, Object> object = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((key, member) -> object.put((String) key, member));
    return object;
  }

  private static Object at(Object value, String... keys) {
    Object here = value;
    for (String key : keys) {
      Object member = ((Map<?, ?>) here).get(key);
      assertThat(member).as(key).isNotNull();
      here = member == null ? "" : member;
    }
    return here;
  }

  // ---- Terraform's files

  private interface Check<T> {
    void of(T value);
  }

  private void blocks(String type, Check<String> check) {
    List<String> bodies =
        all(terraform, BLOCK.pattern()).stream()
            .filter(block -> block.group(1).equals("resource") && block.group(2).equals(type))
            .map(block -> block.group(4))
            .toList();
    assertThat(bodies.isEmpty()).as("has any " + type).isEqualTo(terraform.isEmpty());
    bodies.forEach(check::of);
  }

  private long count(String text) {
    return all(terraform, Pattern.quote(text)).size();
  }

  private static List<MatchResult> all(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().collect(Collectors.toList());
  }
}
