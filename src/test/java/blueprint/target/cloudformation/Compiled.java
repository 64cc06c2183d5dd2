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
import blueprint.target.cloudformation.Expression.Members;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A blueprint as a template, for tests that ask for single resources. */
record Compiled(Stack stack, Template template) {

  private static final String START =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
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

  /** A load balancer, machines and a database, with further keys at the top. */
  static Compiled with(String more) {
    return of(START + more + TIERS);
  }

  /** The usual tiers with a replacement in their text, and further keys at the top. */
  static Compiled replacing(String more, String old, String fresh) {
    assertThat(TIERS).contains(old);
    return of(START + more + TIERS.replace(old, fresh));
  }

  /** A program on Elastic Beanstalk with nearly every key, with a replacement in its text. */
  static Compiled beanstalk(String old, String fresh) throws IOException {
    String yaml = Files.readString(Path.of("src/test/resources/beanstalk/full.yaml"));
    assertThat(yaml).contains(old);
    return of(yaml.replace("engine: terraform", "engine: cloudformation").replace(old, fresh));
  }

  private static Compiled of(String yaml) {
    Diagnostics found = new Diagnostics();
    YamlReader.Document document = YamlReader.read(new SourceFile("shop.yaml", yaml));
    Blueprint blueprint = BlueprintReader.read(document.root().orElseThrow(), found).orElseThrow();
    Rules.check(blueprint, found);
    assertThat(found.hasErrors()).as(found.sorted().toString()).isFalse();
    Plan plan = Planner.plan(blueprint);
    Map<String, String> images = new HashMap<>();
    plan.images().forEach(image -> images.put(image.name(), image.name() + "-0123456789ab"));
    return new Compiled(Stack.of(plan, images), CloudFormationLowering.lower(plan, images));
  }

  /** All logical ids. */
  List<String> ids() {
    return template.resources().stream().map(Resource::id).toList();
  }

  /** The resource with an id. */
  Resource resource(String id) {
    return template.resources().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
  }

  /** The resources of a type. */
  List<String> ids(String type) {
    return template.resources().stream()
        .filter(r -> r.type().equals(type))
        .map(Resource::id)
        .toList();
  }

  /** A resource's properties by name. */
  Map<String, Expression> properties(String id) {
    return resource(id).properties().members();
  }

  /** What stands beside a resource's properties. */
  Map<String, Expression> attributes(String id) {
    return resource(id).attributes().members();
  }

  /** The checks whose findings are accepted at a resource. */
  List<String> skips(String id) {
    return resource(id).skips().stream().map(Resource.Skip::check).toList();
  }

  /** A property that is a list of keys and values, or of names and values, as an object. */
  static Map<String, Expression> pairs(Expression list) {
    Map<String, Expression> pairs = new HashMap<>();
    for (Expression item : ((Expression.Items) list).items()) {
      Map<String, Expression> pair = ((Members) item).members();
      String key = ((Expression.Text) Optional.ofNullable(pair.get("Key")).orElseThrow()).text();
      pairs.put(key, Optional.ofNullable(pair.get("Value")).orElseThrow());
    }
    return pairs;
  }
}
