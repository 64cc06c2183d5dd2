package blueprint.target.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.BlueprintReader;
import blueprint.plan.Plan;
import blueprint.plan.Planner;
import blueprint.rule.Rules;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import blueprint.target.cloudformation.Expression.Join;
import blueprint.target.cloudformation.Expression.Members;
import blueprint.target.cloudformation.Expression.Text;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A stack with machines as CloudFormation, for tests that ask for single resources. */
record MachineParts(Plan plan, Template template) {

  private static final String START =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
      engine: cloudformation
      images:
        web:
          from: ubuntu-22.04
          recipe:
            - packages: [nginx]
            - group: web
            - user: {name: web, group: web, home: /srv, system: true}
      """;

  private static final String TIERS =
      """
      tiers:
        lb:
          load_balancer:
            listen: [{http: 80, to: app}]
        app:
          instances:
            image: web
            services:
              site: {run: /usr/sbin/nginx, user: web, port: 8080}
        db:
          database: {engine: postgres, name: shop, user: shop, used_by: [app]}
      """;

  /** The usual stack. */
  static MachineParts usual() {
    return of(START + TIERS);
  }

  /** The usual stack in which the machines have further keys. */
  static MachineParts machines(String keys) {
    return with("", keys);
  }

  /** The usual stack with other services of the machines, of which one is asked. */
  static MachineParts services(String keys, String services) {
    String site = "        site: {run: /usr/sbin/nginx, user: web, port: 8080}\n";
    return of(
        START
            + TIERS
                .replace("      image: web\n", "      image: web\n" + indented(keys))
                .replace(site, site + services));
  }

  /** The usual stack with further keys at the top. */
  static MachineParts with(String top, String keys) {
    return of(
        START + top + TIERS.replace("      image: web\n", "      image: web\n" + indented(keys)));
  }

  private static String indented(String keys) {
    return keys.indent(6);
  }

  static MachineParts of(String yaml) {
    Diagnostics found = new Diagnostics();
    YamlReader.Document document = YamlReader.read(new SourceFile("shop.yaml", yaml));
    Blueprint blueprint = BlueprintReader.read(document.root().orElseThrow(), found).orElseThrow();
    Rules.check(blueprint, found);
    assertThat(found.hasErrors()).as(found.sorted().toString()).isFalse();
    Plan plan = Planner.plan(blueprint);
    Map<String, String> images = new HashMap<>();
    plan.images().forEach(image -> images.put(image.name(), image.name() + "-0123456789ab"));
    return new MachineParts(plan, CloudFormationLowering.lower(plan, images));
  }

  /** The ids of all resources of a type, without {@code AWS::}. */
  List<String> ids(String type) {
    return template.resources().stream()
        .filter(resource -> resource.type().equals("AWS::" + type))
        .map(Resource::id)
        .toList();
  }

  Resource resource(String id) {
    return template.resources().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
  }

  /** The text of a resource. */
  String text(String id) {
    YamlText text = new YamlText();
    text.entry(0, id, TemplateEmitter.body(resource(id)));
    return text.text();
  }

  /** The parts of the user data of a launch template. */
  List<Expression> userData(String id) {
    Members data = (Members) property(id, "LaunchTemplateData");
    Expression.Call base64 = (Expression.Call) member(data, "UserData");
    return ((Join) base64.argument()).parts();
  }

  /** What a machine reads as its values; a reference is its name in angle brackets. */
  JsonNode values(String id) throws IOException {
    JsonNode cloudConfig = new YAMLMapper().readTree(joined(userData(id)));
    return new ObjectMapper().readTree(cloudConfig.at("/write_files/0/content").asText());
  }

  Expression property(String id, String name) {
    return member(resource(id).properties(), name);
  }

  private static Expression member(Members members, String name) {
    Expression value = members.members().get(name);
    assertThat(value).as(name).isNotNull();
    return value;
  }

  static String joined(List<Expression> parts) {
    return parts.stream().map(MachineParts::joined).collect(Collectors.joining());
  }

  private static String joined(Expression part) {
    if (part instanceof Expression.Ref ref) {
      return "<" + ref.id() + ">";
    } else if (part instanceof Expression.GetAtt attribute) {
      return "<" + attribute.id() + "." + attribute.attribute() + ">";
    }
    return ((Text) part).text();
  }
}
