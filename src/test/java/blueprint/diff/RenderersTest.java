package blueprint.diff;

import static blueprint.diff.Blueprints.SHOP;
import static blueprint.diff.Blueprints.environments;
import static blueprint.diff.Blueprints.shop;
import static org.assertj.core.api.Assertions.assertThat;

import blueprint.inventory.Effect;
import blueprint.inventory.Inventory.Engine;
import blueprint.inventory.Part;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people and machines get to see of a report. */
final class RenderersTest {

  private static final String HOSTILE =
      "</details> <img src=x onerror=alert(1)> @everyone [x](http://evil.example) `x` | \n# **a**"
          + " http://evil.example www.evil.example \u001b[31m";

  @Test
  void theDocumentForMachinesFitsItsSchema() throws Exception {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(JsonRenderer.schema());
    for (String changed :
        List.of(
            SHOP,
            shop("name: shop\n      user", "name: store\n      user"),
            shop("10.0.0.0/16", "10.1.0.0/16"),
            shop("nat: single", "nat: per_zone"),
            shop("eu-west-1", "eu-central-1"),
            SHOP.replace("app.web", "front.web")
                .replace("  app:\n", "  front:\n")
                .replace("[app]", "[front]"),
            SHOP + "environments:\n  staging: {}\n")) {
      String json = Renderer.json().render(report(SHOP, changed));
      assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
    }
    assertThat(schema.validate("{\"version\": 2}", InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void theDocumentForMachinesIsStable() throws Exception {
    String json = Renderer.json().render(report(SHOP, shop("max: 2", "max: 3")));
    assertThat(new ObjectMapper().readTree(json))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"version": 1, "before": "old.yaml", "after": "new.yaml", "same": false,
                     "environments": [{"same": false, "downtime": "none", "findings": [], "engines": [
                       {"engine": "terraform", "changes": [{"action": "changed", "address": "aws_autoscaling_group.app",
                         "type": "aws_autoscaling_group",
                         "attributes": [{"path": "max_size", "before": "2", "after": "3", "effect": "in-place"}],
                         "cause": {"path": "tiers.app.scale.max", "file": "new.yaml", "line": 25, "column": 23}}]},
                       {"engine": "cloudformation", "changes": [{"action": "changed", "address": "AppAutoScalingGroup",
                         "type": "AWS::AutoScaling::AutoScalingGroup",
                         "attributes": [{"path": "MaxSize", "before": "2", "after": "3", "effect": "in-place"}],
                         "cause": {"path": "tiers.app.scale.max", "file": "new.yaml", "line": 25, "column": 23}}]}]}]}
                    """));
  }

  @Test
  void theSameChangeIsTheSameText() {
    String changed = shop("10.0.0.0/16", "10.1.0.0/16");
    for (Renderer renderer : List.of(Renderer.text(false), Renderer.markdown(), Renderer.json())) {
      Report report = report(SHOP, changed);
      assertThat(renderer.getClass().getName()).isNotEmpty();
      assertThat(render(renderer, report))
          .isEqualTo(render(fresh(renderer), report(SHOP, changed)));
    }
  }

  private static String render(Renderer renderer, Report report) {
    return renderer.render(report);
  }

  private static Renderer fresh(Renderer renderer) {
    if (renderer instanceof TextRenderer) {
      return Renderer.text(false);
    }
    return renderer instanceof MarkdownRenderer ? Renderer.markdown() : Renderer.json();
  }

  @Test
  void colourIsThereOnlyWhereItIsWanted() {
    Report report = report(SHOP, shop("name: shop\n      user", "name: store\n      user"));
    assertThat(Renderer.text(false).render(report)).doesNotContain("\u001b");
    assertThat(Renderer.text(true).render(report)).contains("\u001b[31mdata at risk\u001b[0m");
  }

  @Test
  void hostileTextStaysTextInATerminalAndInAComment() {
    Report report = hostile();
    assertThat(Renderer.text(false).render(report)).doesNotContain("\u001b").contains("\\x1b[31m");

    String comment = Renderer.markdown().render(report);
    String outside = comment.replaceAll("(`+)(?!`)(.+?)(?<!`)\\1(?!`)", "CODE");
    assertThat(outside)
        .doesNotContain("<img", "@everyone", "evil.example", "](http", "\u001b")
        .contains("<details>", "</details>");
    assertThat(outside.split("</details>", -1)).hasSize(outside.split("<details>", -1).length);
  }

  @Test
  void wordsOutsideOfCodeCannotBecomeMentionsOrLinks() {
    Finding finding =
        Finding.of(
            Finding.Kind.DATA,
            "an odd ` sign @everyone http://x.example www.x.example <b>",
            Cause.NONE);
    Report report =
        new Report(
            "a",
            "b",
            List.of(new Report.Environment(Optional.empty(), List.of(finding), List.of())));
    assertThat(Renderer.markdown().render(report))
        .doesNotContain("@everyone", "http://", "www.x", " <b>");
  }

  @Test
  void aCommentFitsIntoOne() {
    StringBuilder many = new StringBuilder(SHOP).append("tags:\n");
    for (int i = 0; i < 40; i++) {
      many.append("  Tag").append(i).append(": ").append("v".repeat(200)).append('\n');
    }
    String comment = Renderer.markdown().render(report(SHOP, many.toString()));
    assertThat(comment.length()).isLessThan(65_536);
    assertThat(comment).endsWith("</details>\n");
  }

  @Test
  void whatMayBeASecretIsNotShown() {
    String token = "ghp_" + "a1B2".repeat(9);
    assertThat(Words.value("value.settings.PASSWORD", Optional.of("hunter2")))
        .isEqualTo("(not shown)");
    assertThat(Words.value("environment[api_key].parts", Optional.of("abc")))
        .isEqualTo("(not shown)");
    assertThat(Words.value("description", Optional.of(token))).doesNotContain(token);
    assertThat(Words.value("manage_master_user_password", Optional.of("true"))).isEqualTo("true");
  }

  @Test
  void longValuesAreShownWhereTheyDiffer() {
    AttributeChange change =
        new AttributeChange(
            "user_data",
            Optional.of("x".repeat(500) + "old"),
            Optional.of("x".repeat(500) + "new"),
            Effect.IN_PLACE,
            Optional.empty());
    assertThat(Words.change(change))
        .isEqualTo("..." + "x".repeat(20) + "old -> ..." + "x".repeat(20) + "new");
  }

  private static Report hostile() {
    Part part =
        new Part(
            Part.Kind.RESOURCE,
            "aws_x.y[\"" + HOSTILE + "\"]",
            "aws_x",
            Map.of(),
            Map.of(),
            Set.of(),
            List.of(),
            List.of());
    AttributeChange attribute =
        new AttributeChange(
            HOSTILE,
            Optional.of(HOSTILE),
            Optional.of(HOSTILE + "!"),
            Effect.IN_PLACE,
            Optional.of(HOSTILE));
    Change change =
        new Change(
            Action.CHANGED,
            Optional.of(part),
            Optional.of(part),
            List.of(attribute),
            new Cause(HOSTILE, Optional.empty()),
            Optional.of(HOSTILE));
    Finding finding =
        Finding.of(
            Finding.Kind.DATA,
            Engine.TERRAFORM,
            "the database " + Words.quoted(HOSTILE) + " is gone",
            change,
            "more of " + Words.quoted(HOSTILE));
    return new Report(
        HOSTILE,
        HOSTILE,
        List.of(
            new Report.Environment(
                Optional.of(HOSTILE),
                List.of(finding),
                List.of(new Report.EngineChanges(Engine.TERRAFORM, List.of(change))))));
  }

  private static Report report(String before, String after) {
    return new Report("old.yaml", "new.yaml", environments(before, after));
  }
}
