package blueprint.target.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.BlueprintReader;
import blueprint.plan.Planner;
import blueprint.rule.Rules;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The network of a blueprint and the groups of its tiers, for tests that ask for single parts. */
record NetworkParts(Stack stack, List<Resource> resources) {

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
  static NetworkParts with(String more) {
    return of(START + more + TIERS);
  }

  /** The same with a replacement in the text of the tiers. */
  static NetworkParts replacing(String more, String old, String fresh) {
    assertThat(TIERS).contains(old);
    return of(START + more + TIERS.replace(old, fresh));
  }

  private static NetworkParts of(String yaml) {
    Diagnostics found = new Diagnostics();
    YamlReader.Document document = YamlReader.read(new SourceFile("shop.yaml", yaml));
    Blueprint blueprint = BlueprintReader.read(document.root().orElseThrow(), found).orElseThrow();
    Rules.check(blueprint, found);
    assertThat(found.hasErrors()).as(found.sorted().toString()).isFalse();
    Stack stack = Stack.of(Planner.plan(blueprint), Map.of());
    List<Resource> resources = new ArrayList<>(NetworkLowering.resources(stack));
    Stream.of("lb", "app", "db")
        .forEach(tier -> resources.addAll(stack.security().resources(tier, "members", "")));
    return new NetworkParts(stack, resources);
  }

  List<String> ids() {
    return resources.stream().map(Resource::id).toList();
  }

  List<String> types() {
    return resources.stream().map(Resource::type).distinct().toList();
  }

  Resource get(String id) {
    return resources.stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
  }

  Map<String, Expression> properties(String id) {
    return get(id).properties().members();
  }

  /** All that refers to something which is neither here nor a parameter. */
  List<String> loose() {
    List<String> loose = new ArrayList<>();
    List<String> parameters = PrefixLists.parameters(stack).stream().map(Parameter::id).toList();
    for (Resource resource : resources) {
      List<String> targets = new ArrayList<>();
      Expression.walk(resource.properties(), e -> targets.addAll(target(e)));
      targets.removeIf(t -> ids().contains(t) || parameters.contains(t) || t.startsWith("AWS::"));
      targets.forEach(target -> loose.add(resource.id() + " -> " + target));
    }
    return loose;
  }

  private static List<String> target(Expression expression) {
    if (expression instanceof Expression.Ref ref) {
      return List.of(ref.id());
    }
    return expression instanceof Expression.GetAtt attribute ? List.of(attribute.id()) : List.of();
  }
}
