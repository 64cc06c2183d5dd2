package blueprint.target.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.facts.Limit;
import blueprint.target.cloudformation.Template.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

final class TemplateCheckTest {

  private static final Resource VPC =
      Resource.of("Vpc", "AWS::EC2::VPC").set("CidrBlock", "10.0.0.0/16");

  private static final Resource SUBNET =
      Resource.of("Subnet", "AWS::EC2::Subnet").set("VpcId", Expression.ref("Vpc"));

  private static final Resource GROUP =
      Resource.of("Group", "AWS::AutoScaling::AutoScalingGroup")
          .set("MinSize", 1)
          .set("MaxSize", "2");

  private static final Parameter LIST =
      new Parameter(
          "Zones",
          Trace.NONE,
          "zones",
          "zones",
          Expression.object().with("Type", "List<AWS::EC2::AvailabilityZone::Name>"));

  @Test
  void everyTypeIsReadAndEveryPathInItIsThatOfAProperty() {
    ResourceSchemas schemas = ResourceSchemas.bundled();
    assertThat(schemas.types()).hasSize(46);
    for (String type : schemas.types()) {
      ResourceSchema schema = schemas.find(type).orElseThrow();
      List<String> paths = new ArrayList<>(schema.createOnly());
      paths.addAll(schema.conditionalCreateOnly());
      paths.addAll(schema.readOnly());
      assertThat(schema.properties()).as(type).isNotEmpty();
      for (String object : schema.objects().keySet()) {
        schema
            .members(object)
            .values()
            .forEach(property -> requireObjects(schema, property.type()));
      }
      paths.removeIf(path -> schema.property(path.replaceAll("\\..*", "")).isPresent());
      assertThat(paths).as(type).isEmpty();
    }
  }

  private static void requireObjects(ResourceSchema schema, PropertyType type) {
    switch (type.kind()) {
      case LIST, MAP -> requireObjects(schema, type.held());
      case OBJECT -> assertThat(schema.members(type.object())).isNotEmpty();
      default -> assertThat(type.isScalar() || type.kind() == PropertyType.Kind.JSON).isTrue();
    }
  }

  @Test
  void whatReplacesAResourceIsKnown() {
    ResourceSchema database = ResourceSchemas.bundled().find("AWS::RDS::DBInstance").orElseThrow();
    assertThat(database.createOnly())
        .contains("DBInstanceIdentifier", "MasterUsername", "DBName")
        .doesNotContain("AllocatedStorage", "DBInstanceClass");
    assertThat(database.conditionalCreateOnly()).contains("Engine").doesNotContain("DBName");
    assertThat(database.hasAttribute("Endpoint.Address")).isTrue();
    assertThat(database.hasAttribute("Endpoint.Host")).isFalse();
  }

  @Test
  void everyLimitOfAPropertyIsThatOfOneThatThereIs() {
    List<String> properties =
        Arrays.stream(Limit.values())
            .flatMap(limit -> limit.attributes().stream())
            .filter(attribute -> attribute.startsWith("AWS::"))
            .toList();
    assertThat(properties).hasSizeGreaterThan(40).doesNotHaveDuplicates();
    for (String property : properties) {
      String[] parts = property.split("\\.", 2);
      ResourceSchema schema = ResourceSchemas.bundled().find(parts[0]).orElseThrow();
      ResourceSchema.Property first = schema.properties().get(parts[1].replaceAll("\\..*", ""));
      assertThat(first).as(property).isNotNull();
    }
  }

  @Test
  void numbersAndWordsAreTextToo() {
    assertThat(misfits(GROUP)).isEmpty();
    assertThat(misfits(GROUP.set("CapacityRebalance", "true").set("MaxInstanceLifetime", "60")))
        .isEmpty();
  }

  @Test
  void aMisspeltPropertySaysWhatIsMeantHoweverDeep() {
    assertThat(misfits(SUBNET.set("CidrBlok", "10.0.0.0/24")))
        .containsExactly("CidrBlok: is a property that CloudFormation does not know -> CidrBlock");
    assertThat(misfits(VPC.set("Tags", Expression.list(Expression.object().with("key", "a")))))
        .containsExactly(
            "Tags[0].key: is a property that CloudFormation does not know -> Key",
            "Tags[0].Key: nothing, expected string",
            "Tags[0].Value: nothing, expected string");
  }

  @Test
  void aTypeThatThereIsNotSaysWhatIsMeant() {
    assertThat(misfits(Resource.of("Other", "AWS::EC2::VCP")))
        .containsExactly(": is of the unknown type AWS::EC2::VCP -> AWS::EC2::VPC");
  }

  @Test
  void aValueOfAnotherKindIsRefused() {
    assertThat(misfits(VPC.set("EnableDnsSupport", "often")))
        .containsExactly("EnableDnsSupport: string, expected boolean");
    assertThat(misfits(VPC.set("Tags", "x")))
        .containsExactly("Tags: string, expected list of objects");
    assertThat(misfits(VPC.set("InstanceTenancy", Expression.list("x"))))
        .containsExactly("InstanceTenancy: list, expected string");
  }

  @Test
  void whatAwsSetsAndWhatIsNeededIsTold() {
    assertThat(misfits(VPC.set("VpcId", "x")))
        .containsExactly("VpcId: a value, expected no value: AWS sets it");
    assertThat(misfits(Resource.of("Empty", "AWS::EC2::Subnet").set("VpcId", Expression.nothing())))
        .containsExactly("VpcId: nothing, expected string");
  }

  @Test
  void aWordThatIsNotOfTheFewIsRefused() {
    assertThat(misfits(GROUP.set("DeletionProtection", "nine")))
        .containsExactly(
            "DeletionProtection: another word, expected one of `none`, `prevent-all-deletion`,"
                + " `prevent-force-deletion` -> none");
    assertThat(misfits(VPC.attribute("DeletionPolicy", Expression.text("Keep"))))
        .hasSize(1)
        .allMatch(misfit -> misfit.startsWith("DeletionPolicy: another word"));
  }

  @Test
  void aFunctionFitsWhereItsAnswerDoes() {
    Expression zone = Expression.select(0, call(Expression.Function.GET_AZS, Expression.text("")));
    assertThat(misfits(SUBNET.set("AvailabilityZone", zone))).isEmpty();
    assertThat(misfits(GROUP.set("AvailabilityZones", Expression.ref("Zones")))).isEmpty();
    assertThat(misfits(GROUP.set("AvailabilityZones", Expression.ref("Vpc"))))
        .containsExactly("AvailabilityZones: text, expected list of strings");
    assertThat(misfits(SUBNET.set("AvailabilityZone", Expression.ref("Zones"))))
        .containsExactly("AvailabilityZone: a list, expected string");
    Expression joined = Expression.join(Expression.text("a"), Expression.ref("Vpc"));
    assertThat(misfits(VPC.set("Tags", joined)))
        .containsExactly("Tags: text, expected list of objects");
  }

  @Test
  void aReferenceGoesToSomethingThatIsThere() {
    assertThat(misfits(SUBNET.set("CidrBlock", Expression.attribute("Vpc", "CidrBlok"))))
        .containsExactly(
            "CidrBlock: refers to `CidrBlok` of `Vpc`, which has no such attribute -> CidrBlock");
    assertThat(misfits(SUBNET.set("CidrBlock", Expression.ref("Vcp"))))
        .containsExactly("CidrBlock: refers to `Vcp`, which the template does not have -> Vpc");
    assertThat(misfits(SUBNET.dependsOn(List.of("Vcp"))))
        .containsExactly("DependsOn: refers to `Vcp`, which the template does not have -> Vpc");
    assertThat(misfits(SUBNET.set("CidrBlock", Expression.ref("AWS::Region")))).isEmpty();
  }

  @Test
  void whatIsSubstitutedIsAReferenceToo() {
    assertThat(
            misfits(SUBNET.set("CidrBlock", written("Fn::Sub", "${Vpc}-${!Vcp}-${AWS::Region}"))))
        .isEmpty();
    assertThat(misfits(SUBNET.set("CidrBlock", written("Fn::Sub", "${Vcp}-${Vpc.CidrBlok}"))))
        .containsExactly(
            "CidrBlock: refers to `Vcp`, which the template does not have -> Vpc",
            "CidrBlock: refers to `CidrBlok` of `Vpc`, which has no such attribute -> CidrBlock");
    Expression defined =
        Expression.object()
            .with(
                "Fn::Sub",
                Expression.list(
                    Expression.text("${a}-${b}"),
                    Expression.object().with("a", Expression.ref("Vcp"))));
    assertThat(misfits(SUBNET.set("CidrBlock", defined)))
        .containsExactly(
            "CidrBlock: refers to `b`, which the template does not have",
            "CidrBlock[1].a: refers to `Vcp`, which the template does not have -> Vpc");
  }

  @Test
  void aFunctionThatThereIsNotOrHasCompanyIsRefused() {
    assertThat(misfits(SUBNET.set("CidrBlock", written("Fn::Subs", "x"))))
        .contains("CidrBlock: has no use for `Fn::Subs` -> Fn::Sub");
    assertThat(misfits(SUBNET.set("CidrBlock", written("Ref", "Vpc").with("b", "c"))))
        .containsExactly("CidrBlock: has something beside `Ref`, which stands alone");
    assertThat(misfits(SUBNET.set("CidrBlock", Expression.when("Never", VALUE, VALUE))))
        .containsExactly("CidrBlock: asks for a condition that the template does not have");
  }

  @Test
  void textThatCloudFormationWouldReplaceIsRefused() {
    assertThat(misfits(SUBNET.set("CidrBlock", "a{{resolve:ssm:/x}}")))
        .containsExactly("CidrBlock: holds `{{resolve:`, which CloudFormation would replace");
    assertThat(misfits(VPC.attribute("Metadata", written("{{resolve:ssm:x}}", "x"))))
        .containsExactly("Metadata: holds `{{resolve:`, which CloudFormation would replace");
    assertThat(misfits(SUBNET.set("CidrBlock", "{{ resolve }}"))).isEmpty();
  }

  /** As users may write it; that a join is searched too is what AWS's own CDK relies on. */
  @Test
  void textThatFunctionsPutTogetherToBeReplacedIsRefused() {
    for (String function :
        List.of(
            "{'Fn::Join': ['', ['{{', 'resolve:ssm:/x}}']]}",
            "{'Fn::Join': ['{', ['a', '', 'resolve:ssm:/x}}']]}",
            "{'Fn::Join': ['', ['{{resolve', {Ref: Vpc}]]}",
            "{'Fn::Join': ['', ['{', {'Fn::GetAtt': [Vpc, CidrBlock]}]]}",
            "{'Fn::Sub': '{{${Vpc}'}",
            "{'Fn::Sub': ['{${a}solve:ssm:/x}}', {a: '{re'}]}",
            "{'Fn::Sub': ['{${a}solve:x}}', {a: {'Fn::Join': ['', ['{', re]]}}]}",
            "{'Fn::Join': ['', ['{', {'Fn::Select': [1, ['', '{resolve:x}}']]}]]}",
            "{'Fn::Join': ['', {'Fn::Split': ['|', '{|{re|solve:ssm:/x}}']}]}")) {
      assertThat(misfits(SUBNET.set("CidrBlock", json(function))))
          .as(function)
          .containsExactly(
              "CidrBlock: puts `{{resolve:` together, which CloudFormation would replace");
    }
    for (String function :
        List.of(
            "{'Fn::Join': ['', ['{{', ' resolve:ssm:/x}}']]}",
            "{'Fn::Sub': '{\"a\": \"${Vpc}\"}'}",
            "{'Fn::Sub': '{{$${!Vpc}'}",
            "{'Fn::Join': ['', ['{ ', {Ref: Vpc}, '{{']]}")) {
      assertThat(misfits(SUBNET.set("CidrBlock", json(function)))).as(function).isEmpty();
    }
  }

  /** An object as a user writes it. */
  private static Expression json(String yaml) {
    return expression(new Yaml().load(yaml));
  }

  private static Expression expression(Object value) {
    if (value instanceof Map<?, ?> object) {
      Expression.Members members = Expression.object();
      for (Map.Entry<?, ?> member : object.entrySet()) {
        members = members.with(String.valueOf(member.getKey()), expression(member.getValue()));
      }
      return members;
    } else if (value instanceof List<?> list) {
      return Expression.list(list.stream().map(TemplateCheckTest::expression).toList());
    }
    return value instanceof Integer number
        ? Expression.number(number)
        : Expression.text(String.valueOf(value));
  }

  private static final Expression VALUE = Expression.text("10.0.0.0/24");

  private static Expression call(Expression.Function function, Expression argument) {
    return new Expression.Call(function, argument);
  }

  /** An object as a user writes a function. */
  private static Expression.Members written(String function, String argument) {
    return Expression.object().with(function, argument);
  }

  private static List<String> misfits(Resource resource) {
    List<Resource> resources = new ArrayList<>(List.of(VPC));
    resources.removeIf(other -> other.id().equals(resource.id()));
    resources.add(resource);
    Template template =
        new Template(
            "one", List.of(LIST), Map.of(), List.of(new Section("one", resources)), List.of());
    return new TemplateCheck(template)
        .of(resource).stream()
            .map(m -> m.path() + ": " + m.reason() + m.suggestion().map(s -> " -> " + s).orElse(""))
            .toList();
  }
}
