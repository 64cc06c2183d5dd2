package blueprint.target.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.diagnostic.Diagnostics;
import blueprint.language.Blueprint;
import blueprint.language.BlueprintReader;
import blueprint.plan.Plan;
import blueprint.plan.Planner;
import blueprint.rule.Rules;
import blueprint.source.SourceFile;
import blueprint.source.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A blueprint as Terraform, for tests that ask for single blocks. */
record Lowered(Plan plan, TerraformModel model) {

  private static final SchemaCheck CHECK = new SchemaCheck(ProviderSchema.bundled());

  private static final String START =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
      engine: terraform
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
  static Lowered with(String more) {
    return of(START + more + TIERS);
  }

  /** Other tiers; {@code %s} stands for the machines' own keys. */
  static Lowered tiers(String more, String tiers) {
    return of(START + more + tiers);
  }

  /** The usual tiers with a replacement in their text. */
  static Lowered replacing(String more, String old, String fresh) {
    assertThat(TIERS).contains(old);
    return of(START + more + TIERS.replace(old, fresh));
  }

  /** A program on Elastic Beanstalk, with everything that can be said about one. */
  static Lowered beanstalk() throws IOException {
    return of(Files.readString(Path.of("src/test/resources/beanstalk/full.yaml")));
  }

  /** The same with a replacement in its text, or with nothing in place of what is written. */
  static Lowered beanstalk(String old, String fresh) throws IOException {
    String text = Files.readString(Path.of("src/test/resources/beanstalk/full.yaml"));
    assertThat(text).contains(old);
    return of(text.replace(old, fresh));
  }

  /** A program on Elastic Beanstalk, with only what has to be said. */
  static Lowered leastBeanstalk(String more) throws IOException {
    return of(Files.readString(Path.of("src/test/resources/beanstalk/least.yaml")) + more);
  }

  private static Lowered of(String yaml) {
    Diagnostics found = new Diagnostics();
    YamlReader.Document document = YamlReader.read(new SourceFile("shop.yaml", yaml));
    Blueprint blueprint = BlueprintReader.read(document.root().orElseThrow(), found).orElseThrow();
    Rules.check(blueprint, found);
    assertThat(found.hasErrors()).as(found.sorted().toString()).isFalse();
    Plan plan = Planner.plan(blueprint);
    Map<String, String> images = new HashMap<>();
    plan.images().forEach(image -> images.put(image.name(), image.name() + "-0123456789ab"));
    Lowered lowered = new Lowered(plan, TerraformLowering.lower(plan, images));
    assertThat(lowered.problems()).isEmpty();
    return lowered;
  }

  /** What the provider would refuse. */
  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (Block block : model.blocks()) {
      if (block.kind() == Block.Kind.RESOURCE || block.kind() == Block.Kind.DATA) {
        CHECK
            .check(block.kind().keyword(), block.labels().get(0), CdktfJson.body(block.body()))
            .forEach(problem -> problems.add(block.labels() + ": " + problem));
      }
    }
    return problems;
  }

  /** The addresses of all blocks, {@code aws_lb.lb} or {@code data.aws_ami.web}. */
  List<String> addresses() {
    return model.blocks().stream().map(Lowered::address).toList();
  }

  /** The text of a block, without the lines above it. */
  String text(String address) {
    Block block =
        model.blocks().stream().filter(b -> address(b).equals(address)).findFirst().orElseThrow();
    return HclEmitter.emit(TerraformModel.of(TerraformModel.file("one.tf", block)))
        .getOrDefault("one.tf", "");
  }

  /** A file's text. */
  String file(String name) {
    return HclEmitter.emit(model).getOrDefault(name, "");
  }

  private static String address(Block block) {
    String labels = String.join(".", block.labels());
    return switch (block.kind()) {
      case RESOURCE -> labels;
      case LOCALS -> "locals";
      default -> block.kind().keyword() + (labels.isEmpty() ? "" : "." + labels);
    };
  }
}
