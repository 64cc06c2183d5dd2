package blueprint.target.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.compile.HostilePayloads;
import blueprint.target.cloudformation.Template.Section;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TemplateEmitterTest {

  @Test
  void anAcceptedFindingStandsWhereCheckovReadsItAndNotAboveTheResource() {
    Resource group =
        Resource.of("AppLogGroup", "AWS::Logs::LogGroup")
            .from("tiers.app.logs")
            .skip("CKV_AWS_158", "encrypted with the key CloudWatch Logs owns");

    assertThat(emit(group))
        .contains(
            """
              # tiers.app.logs
              AppLogGroup:
                # checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
                Type: AWS::Logs::LogGroup
            """);
  }

  @Test
  void anAttributeWithADotInItsNameStandsOnTheLineOfItsDash() {
    Resource parameter =
        Resource.of("Host", "AWS::SSM::Parameter")
            .set("Value", Expression.join(Expression.attribute("Db", "Endpoint.Address")));

    assertThat(emit(parameter)).contains("- - Fn::GetAtt: [Db, Endpoint.Address]\n");
  }

  /** Wherever text may stand, alone and beside other text, on a line or on lines of its own. */
  @Test
  void everyTextIsReadBackAsItWasWhereverItStands() {
    for (String payload : HostilePayloads.all()) {
      Expression text = Expression.text(payload);
      Expression.Members object = Expression.object().with("a", text);
      Resource resource =
          Resource.of("One", "AWS::SSM::Parameter")
              .set("Value", text)
              .set("Items", Expression.list(text, text))
              .set("Nested", Expression.list(Expression.list(text), object))
              .set("Object", object.with("key" + payload.length(), Expression.list(object)))
              .set("Joined", Expression.join(text, Expression.ref("AWS::Region"), text))
              .set("Long", Expression.join(Expression.text("x".repeat(90)), text))
              .set("Encoded", new Expression.Call(Expression.Function.BASE64, text))
              .set("Substituted", Expression.sub(payload, Expression.ref("AWS::Region")));
      Template template = template(resource);

      assertThat(ReadTemplate.of(TemplateEmitter.emit(template)).sections())
          .as(payload)
          .isEqualTo(ReadTemplate.sections(template));
    }
  }

  private static String emit(Resource resource) {
    return TemplateEmitter.emit(template(resource));
  }

  private static Template template(Resource resource) {
    Section section = new Section("one", List.of(resource));
    return new Template("one", List.of(), Map.of(), List.of(section), List.of());
  }
}
