package blueprint.target.cloudformation;

import static blueprint.target.cloudformation.Expression.attribute;
import static blueprint.target.cloudformation.Expression.digits;
import static blueprint.target.cloudformation.Expression.join;
import static blueprint.target.cloudformation.Expression.list;
import static blueprint.target.cloudformation.Expression.object;
import static blueprint.target.cloudformation.Expression.ref;
import static blueprint.target.cloudformation.Expression.select;
import static blueprint.target.cloudformation.Expression.sub;
import static blueprint.target.cloudformation.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blueprint.node.NodeMissingException;
import blueprint.target.cloudformation.Expression.Call;
import blueprint.target.cloudformation.Expression.Function;
import blueprint.target.cloudformation.Template.Section;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CdkSynthesizerTest {

  private static CdkSynthesizer cdk;

  @BeforeAll
  static void start() {
    cdk = CdkSynthesizer.warmUp();
  }

  @AfterAll
  static void end() {
    cdk.close();
  }

  private static final Resource VPC =
      Resource.of("Vpc", "AWS::EC2::VPC")
          .attribute("DeletionPolicy", text("Retain"))
          .set("CidrBlock", "10.0.0.0/16")
          .set("EnableDnsSupport", true)
          .set("Tags", list(object().with("Key", "Name").with("Value", "x")));

  @Test
  void theCdkMakesWhatTheModelSays() throws NodeMissingException {
    Resource subnet =
        Resource.of("Subnet", "AWS::EC2::Subnet")
            .dependsOn(List.of("Vpc", "AppB", "Appa"))
            .set("VpcId", ref("Vpc"))
            .set("AvailabilityZone", select(0, new Call(Function.GET_AZS, text(""))))
            .set("CidrBlock", join(attribute("Vpc", "CidrBlock"), text("-"), ref("AWS::Region")))
            .set("Ipv6CidrBlock", sub(attribute("Vpc", "Arn"), ":*"));
    Resource group =
        Resource.of("AppB", "AWS::AutoScaling::AutoScalingGroup")
            .attribute(
                "CreationPolicy",
                object().with("ResourceSignal", object().with("Count", 1).with("Timeout", "PT15M")))
            .set("MinSize", digits(1))
            .set("ImageId", ref("Image"));
    Template template =
        new Template(
            "a stack",
            List.of(
                new Parameter(
                    "Image",
                    Trace.NONE,
                    "Image",
                    "Images",
                    object().with("Type", "AWS::EC2::Image::Id").with("Description", "an image"))),
            Map.of("Never", new Call(Function.EQUALS, list(ref("Image"), text("x")))),
            List.of(new Section("all", List.of(VPC, subnet, group, vpc("Appa", text("x"))))),
            List.of(Output.of("Id", "network", "the id", attribute("Vpc", "VpcId"))));

    assertThat(cdk.synthesize(template)).isEqualTo(template);
  }

  @Test
  void aReferenceToNothingIsRefused() {
    assertThatThrownBy(() -> cdk.synthesize(template(vpc("Vpc", ref("Subnet")))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nothing is called Subnet");
    assertThatThrownBy(() -> cdk.synthesize(template(VPC.dependsOn(List.of("Subnet")))))
        .hasMessageContaining("nothing is called Subnet");
  }

  @Test
  void textThatLooksLikeAMarkOfTheCdkIsOnlyText() throws NodeMissingException {
    for (String hostile :
        List.of(
            "${Token[TOKEN.0]}",
            "#{Token[TOKEN.1]}",
            "x${Token[Ref.2]}${Token[AWS.AccountId.3]}",
            "${AWS::Region}",
            "-1.8881545897087626e+289",
            "a -1.8881545897087627e+289 b",
            "__proto__",
            "\u2028\u0085",
            "<<EOF",
            "!Ref Vpc")) {
      Template template = template(vpc("Vpc", object().with("key", hostile)));

      assertThat(cdk.synthesize(template)).as(hostile).isEqualTo(template);
    }
  }

  @Test
  void aKeyThatMeansSomethingToJavaScriptDoesNotGetLostUnseen() {
    Template template = template(vpc("Vpc", object().with("__proto__", "x")));

    assertThatThrownBy(() -> cdk.synthesize(template))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Resources.Vpc");
  }

  private static Resource vpc(String id, Expression value) {
    return Resource.of(id, "AWS::EC2::VPC").set("CidrBlock", value);
  }

  private static Template template(Resource... resources) {
    Section section = new Section("all", List.of(resources));
    return new Template("a stack", List.of(), Map.of(), List.of(section), List.of());
  }
}
