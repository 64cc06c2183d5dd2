package blueprint.target.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static String emit(Resource resource) {
    Section section = new Section("one", List.of(resource));
    return TemplateEmitter.emit(
        new Template("one", List.of(), Map.of(), List.of(section), List.of()));
  }
}
