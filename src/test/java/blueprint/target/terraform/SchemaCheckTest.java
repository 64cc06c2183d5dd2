package blueprint.target.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blueprint.target.terraform.SchemaProblem.Kind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCheckTest {

  private static final SchemaCheck CHECK = new SchemaCheck(ProviderSchema.bundled());

  // ---- Taken

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          aws_subnet        | {'vpc_id': '${aws_vpc.main.id}', 'cidr_block': '10.0.0.0/26'}
          aws_eip           | {'domain': 'vpc'}
          aws_db_instance   | {'instance_class': 'db.t4g.micro', 'password_wo': '${x}', 'password_wo_version': 1}
          aws_db_instance   | {'instance_class': 'db.t4g.micro', 'allocated_storage': '20', 'multi_az': 'true'}
          aws_instance      | {'root_block_device': {'volume_size': 20, 'encrypted': true}}
          aws_instance      | {'root_block_device': [{'volume_size': '${var.size}'}]}
          aws_instance      | {'tags': {'Name': 'a', 'Number': 5, 'Live': true}, 'ami': null}
          aws_launch_template | {'network_interfaces': [{'associate_public_ip_address': false}, {}]}
          aws_security_group | {'ingress': [{'from_port': 80, 'to_port': 80, 'protocol': 'tcp'}]}
          aws_lb            | {'//': 'a comment', 'count': 2, 'lifecycle': {'prevent_destroy': true}}
          aws_lb            | {'subnets': '${[for s in aws_subnet.lb : s.id]}', 'provider': 'aws.other'}
          aws_lb            | {'idle_timeout': '${var.a}${var.b}'}
          aws_lb            | {'dynamic': {'access_logs': {'for_each': '${var.x}', 'content': {'bucket': 'b'}}}}
          aws_security_group | {'dynamic': {'ingress': {'for_each': [], 'content': {'from_port': 1}}}}
          aws_lb_listener   | {'load_balancer_arn': '${x}', 'dynamic': [{'default_action': {'for_each': [1], 'content': {'type': 'forward'}}}]}
          """)
  void takesWhatTheProviderTakes(String type, String body) {
    assertThat(problems(type, body)).isEmpty();
  }

  @Test
  void doesNotLookIntoWhatTheExtractLeavesOut() {
    String statement =
        "{'and_statement': {'statement': [{'byte_match_statement': {'no_such': 1}}, {}]}}";
    assertThat(
            problems(
                "aws_wafv2_web_acl",
                """
                {'scope': 'REGIONAL', 'default_action': {'allow': {}},
                 'visibility_config': {'cloudwatch_metrics_enabled': true, 'metric_name': 'm',
                                       'sampled_requests_enabled': true},
                 'rule': {'name': 'r', 'priority': 1, 'statement': %s,
                   'visibility_config': {'cloudwatch_metrics_enabled': true, 'metric_name': 'm',
                                         'sampled_requests_enabled': true}}}
                """
                    .formatted(statement)))
        .isEmpty();
  }

  // ---- Refused

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          aws_eip         | {'vpc': true}                          | ONLY_IN_V5 vpc
          aws_eip         | {'domian': 'vpc'}                      | UNKNOWN_ATTRIBUTE domian -> domain
          aws_eip         | {'public_ip': '192.0.2.1'}             | COMPUTED_ONLY public_ip
          aws_eip         | {'tags': 'Name'}                       | WRONG_TYPE tags
          aws_eip         | {'tags': {'Name': ['a']}}              | WRONG_TYPE tags.Name
          aws_eip         | {'tags': [{'Name': 'a'}]}              | ATTRIBUTE_EXPECTED tags
          aws_eip         | {'instance': {'id': 'i-1'}}            | ATTRIBUTE_EXPECTED instance
          aws_eip         | {'timeouts': '5m'}                     | BLOCK_EXPECTED timeouts
          aws_eip         | {'dynamic': {'tag': {'content': {}}}}  | UNKNOWN_ATTRIBUTE dynamic.tag
          aws_eip         | {'dynamic': 'x'}                       | BLOCK_EXPECTED dynamic
          aws_subnet      | {'vpc_id': 'v', 'region': 'eu-west-1'} | ONLY_IN_V6 region
          aws_subnet      | {'cidr_block': '10.0.0.0/26'}          | MISSING_REQUIRED vpc_id
          aws_subnet      | {'vpc_id': null}                       | MISSING_REQUIRED vpc_id
          aws_subnet      | {'vpc_id': 'v', 'lifecyle': {}}        | UNKNOWN_ATTRIBUTE lifecyle
          aws_lb          | {'subnets': 'subnet-1'}                | WRONG_TYPE subnets
          aws_lb          | {'subnets': 'subnet-${var.x}'}         | WRONG_TYPE subnets
          aws_lb          | {'subnets': [['subnet-1']]}            | WRONG_TYPE subnets[0]
          aws_lb          | {'subnets': [{'id': 'subnet-1'}]}      | ATTRIBUTE_EXPECTED subnets
          aws_lb          | {'idle_timeout': 'long'}               | WRONG_TYPE idle_timeout
          aws_lb          | {'internal': 'yes'}                    | WRONG_TYPE internal
          aws_lb          | {'internal': 1}                        | WRONG_TYPE internal
          aws_lb          | {'access_logs': '${local.logs}'}       | BLOCK_EXPECTED access_logs
          aws_lb          | {'access_logs': [true]}                | BLOCK_EXPECTED access_logs
          aws_lb          | {'access_logs': {}}                    | MISSING_REQUIRED access_logs.bucket
          aws_lb          | {'dynamic': {'access_logs': {'for_each': [1]}}} | BLOCK_EXPECTED dynamic.access_logs.content
          aws_instance    | {'root_block_device': [{}, {}]}        | TOO_MANY_BLOCKS root_block_device
          aws_instance    | {'root_block_device': [{'volume_sise': 8}]} | UNKNOWN_ATTRIBUTE root_block_device[0].volume_sise -> volume_size
          aws_instance    | {'volume_size': 8}                     | UNKNOWN_ATTRIBUTE volume_size -> root_block_device.volume_size
          aws_instance    | {'cpu_core_count': 2}                  | ONLY_IN_V5 cpu_core_count
          aws_s3_bucket   | {'acl': 'private'}                     | DEPRECATED acl
          aws_iam_role    | {'assume_role_policy': '{}', 'inline_policy': {}} | DEPRECATED inline_policy
          aws_security_group | {'ingress': [{'form_port': 80}]}    | UNKNOWN_ATTRIBUTE ingress[0].form_port -> from_port
          aws_security_group | {'ingress': {'from_port': 80}}      | WRONG_TYPE ingress
          aws_lb_listener | {'load_balancer_arn': 'a'}             | TOO_FEW_BLOCKS default_action
          aws_lb_listener | {'load_balancer_arn': 'a', 'default_action': []} | TOO_FEW_BLOCKS default_action
          aws_flow_log    | {'log_group_name': 'g'}                | ONLY_IN_V5 log_group_name
          aws_db_instanse | {}                                     | UNKNOWN_TYPE  -> aws_db_instance
          aws_nonsense    | {}                                     | UNKNOWN_TYPE
          """)
  void refusesWhatAVersionRefuses(String type, String body, String expected) {
    assertThat(problems(type, body)).extracting(SchemaCheckTest::brief).containsExactly(expected);
  }

  @Test
  void saysWhatStandsThereAndWhatWouldBeRight() {
    assertThat(problems("aws_lb", "{'subnets': 'subnet-1', 'idle_timeout': [60]}"))
        .extracting(problem -> problem.got() + " / " + problem.expected())
        .containsExactly("string / set of strings", "list / number");
  }

  @Test
  void findsEverythingAtOnceAndWhatIsMissingLast() {
    assertThat(problems("aws_subnet", "{'id': 'x', 'regoin': 'r', 'tags': 5}"))
        .extracting(SchemaProblem::kind)
        .containsExactly(Kind.UNKNOWN_ATTRIBUTE, Kind.WRONG_TYPE, Kind.MISSING_REQUIRED);
  }

  @Test
  void refusesMetaArgumentsInsideANestedBlock() {
    assertThat(problems("aws_instance", "{'root_block_device': {'count': 1}}"))
        .extracting(SchemaProblem::kind)
        .containsExactly(Kind.UNKNOWN_ATTRIBUTE);
  }

  @Test
  void neverRepeatsAValue() {
    assertThat(problems("aws_eip", "{'tags': 'hunter2', 'timeouts': 'hunter2'}").toString())
        .doesNotContain("hunter2");
  }

  @Test
  void marksATypeThatOnlyVersion6Has() {
    assertThat(
            problems(
                "aws_vpc_security_group_rules_exclusive",
                "{'security_group_id': 'x', 'egress_rule_ids': [], 'ingress_rule_ids': []}"))
        .extracting(SchemaCheckTest::brief)
        .containsExactly("ONLY_IN_V6");
  }

  @Test
  void tellsDataSourcesFromResources() {
    assertThat(CHECK.check("data", "aws_region", json("{'name': 'eu-west-1'}")))
        .extracting(SchemaCheckTest::brief)
        .containsExactly("DEPRECATED name");
    assertThat(CHECK.check("resource", "aws_region", Map.of()))
        .extracting(SchemaProblem::kind)
        .containsExactly(Kind.UNKNOWN_TYPE);
  }

  @Test
  void takesNoOtherBlockType() {
    assertThatThrownBy(() -> CHECK.check("module", "aws_eip", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // ---- The extract

  @Test
  void everyTypeOfTheExtractCanBeRead() {
    ProviderSchema schema = ProviderSchema.bundled();
    for (ProviderSchema.Kind kind : ProviderSchema.Kind.values()) {
      assertThat(schema.types(kind)).hasSizeGreaterThan(50);
      for (String type : schema.types(kind)) {
        assertThat(schema.find(kind, type)).as(type).isPresent();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws_lb", "aws_instance", "aws_db_instance", "aws_dynamodb_table"})
  void theRegionOfOneResourceIsNewInVersion6(String type) {
    assertThat(resource(type).attributes().get("region").traits()).contains(SchemaTrait.ONLY_V6);
  }

  @Test
  void knowsBlocksMapsAndSecrets() {
    SchemaBlock database = resource("aws_db_instance");
    assertThat(database.isBlock("timeouts")).isTrue();
    assertThat(database.isBlock("tags")).isFalse();
    assertThat(database.isMap("tags")).isTrue();
    assertThat(database.isSensitive("password")).isTrue();
    assertThat(database.attributes().get("password_wo").traits()).contains(SchemaTrait.WRITE_ONLY);
    assertThat(resource("aws_security_group").isBlock("ingress")).isFalse();
  }

  @Test
  void takesTheStricterOfBothVersions() {
    SchemaBlock alarm = resource("aws_cloudwatch_metric_alarm");
    assertThat(alarm.attributes().get("comparison_operator").required()).isTrue();
  }

  private static SchemaBlock resource(String type) {
    return ProviderSchema.bundled().find(ProviderSchema.Kind.RESOURCE, type).orElseThrow();
  }

  private static List<SchemaProblem> problems(String type, String body) {
    return CHECK.check("resource", type, json(body));
  }

  private static String brief(SchemaProblem problem) {
    String suggestion = problem.suggestion().map(name -> " -> " + name).orElse("");
    return (problem.kind() + " " + problem.path() + suggestion).strip();
  }

  private static Map<String, Object> json(String text) {
    try {
      return new ObjectMapper().readValue(text.replace('\'', '"'), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
