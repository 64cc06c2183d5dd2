package blueprint.handover;

import blueprint.output.Lock;
import blueprint.pipeline.Delivery;
import blueprint.pipeline.Pipeline;
import blueprint.pipeline.Tool;
import blueprint.plan.Plan.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A run against stand-ins, in which all goes well unless a test says otherwise. */
final class Rehearsal {

  static final Delivery SHOP =
      new Delivery(
          "shop",
          "eu-west-1",
          Optional.of("123456789012"),
          EnumSet.of(Engine.TERRAFORM, Engine.CLOUDFORMATION),
          Map.of("base", "base-0123456789ab"),
          List.of(new Delivery.Entrance("lb", "shop-lb", 1)),
          Optional.of(
              new Delivery.Containers("swarm", "/shop/swarm/swarm", List.of(), Optional.empty())),
          List.of(),
          true,
          List.of("the last snapshot of `shop-db`"),
          List.of());

  /** The same with an image that is built. */
  static final Delivery BUILT =
      new Delivery(
          SHOP.stack(),
          SHOP.region(),
          SHOP.account(),
          SHOP.engines(),
          SHOP.images(),
          SHOP.entrances(),
          Optional.of(
              new Delivery.Containers(
                  "swarm", "/shop/swarm/swarm", List.of("shop/web"), Optional.empty())),
          List.of(),
          SHOP.guarded(),
          SHOP.remains(),
          SHOP.protectedOnes());

  /** A program in two environments that change names. */
  static final Delivery BEANSTALK =
      beanstalk(
          List.of(
              new Delivery.Environment("blue", "shop-app-blue"),
              new Delivery.Environment("green", "shop-app-green")));

  static {
    System.setProperty("blueprint.pause.millis", "1"); // before anything waits
  }

  /** A program in one environment. */
  static Delivery alone() {
    return beanstalk(List.of(new Delivery.Environment("", "shop-app")));
  }

  private static Delivery beanstalk(List<Delivery.Environment> environments) {
    return new Delivery(
        "shop",
        "eu-west-1",
        Optional.of("123456789012"),
        EnumSet.of(Engine.TERRAFORM, Engine.CLOUDFORMATION),
        Map.of(),
        List.of(),
        Optional.empty(),
        List.of(
            new Delivery.Program(
                "app", "shop-app", "shop-app-eb", "../program", "shop-app", environments)),
        false,
        List.of(),
        List.of());
  }

  private static final String CHANGE_SET = "arn:aws:cloudformation:eu-west-1:1:changeSet/b/1";

  final Doubles tools;
  final Path folder;
  final Path state;
  final Signals signals = Signals.none();
  final List<String> shown = new ArrayList<>();
  final List<String> asked = new ArrayList<>();
  Map<String, String> variables = new TreeMap<>();
  Set<String> allowed = Set.of();
  boolean logsMayGo;
  Set<String> allowedVariables = Set.of();
  List<Lock.Stateful> known =
      List.of(
          new Lock.Stateful("tiers.db", "shop-db", "terraform:aws_db_instance.db"),
          new Lock.Stateful("tiers.db", "shop-db", "cloudformation:DbInstance"));
  Happening whenAsked = () -> {};
  Consumer<String> whenShown = line -> {};
  boolean agrees = true;
  Limits limits =
      new Limits(
          Optional.of(Duration.ofSeconds(60)), Duration.ofSeconds(60), Duration.ofSeconds(5));

  Rehearsal(Path scratch) throws IOException {
    this.folder = Files.createDirectories(scratch.resolve("out/shop"));
    this.state = scratch.resolve("state");
    this.tools = wellBehaved(scratch.resolve("bin"));
    variables.put("PATH", tools.folder() + ":/usr/bin:/bin");
    variables.put("HOME", scratch.toString());
  }

  /** Stand-ins with which all goes well. */
  static Doubles wellBehaved(Path folder) throws IOException {
    Doubles tools = Doubles.in(folder, "aws", "bash", "git", "terraform", "packer");
    tools
        .when("aws sts *", "echo 123456789012")
        .when("aws ec2 describe-images *", "[ -e \"$here/built\" ] && echo ami-0abc || echo None")
        .when("packer build *", ": >\"$here/built\"")
        .when("terraform * plan *", "exit 2")
        .when("terraform * show *", "echo '{\"resource_changes\": []}'")
        .when("aws ssm get-parameters *", "echo i-0123456789abcdef0")
        .when("aws ecr list-images *", "echo None")
        .when("aws elasticbeanstalk describe-environments *", "echo blue")
        .when("bash deploy/app/swap.sh ask", "echo app-1 waits on shop-app-green")
        .when("aws elbv2 describe-load-balancers *", "echo arn:lb")
        .when("aws elbv2 describe-target-groups *", "echo arn:tg")
        .when("aws elbv2 describe-target-health *", "echo healthy healthy")
        .when("aws cloudformation delete-stack *", ": >\"$here/deleted\"")
        .when(
            "aws cloudformation describe-stacks *--query Stacks?0*",
            "[ -e \"$here/deleted\" ] && echo DELETE_COMPLETE || echo CREATE_COMPLETE")
        .when("aws cloudformation create-change-set *", "echo " + CHANGE_SET)
        .when("aws cloudformation describe-change-set *json*", "echo '{\"Changes\": []}'")
        .when("aws cloudformation describe-change-set *StatusReason*", "echo CREATE_COMPLETE None");
    return tools;
  }

  /** Something that goes on meanwhile. */
  interface Happening {
    void happens() throws Exception;
  }

  /** Runs it to its end. */
  Handover.Done run(Pipeline pipeline) throws Exception {
    Environment environment = new Environment(variables, allowedVariables);
    try (PrivateFolder store = PrivateFolder.open(state)) {
      return Handover.run(pipeline, setup(environment, store));
    }
  }

  private Handover.Setup setup(Environment environment, PrivateFolder store) {
    Map<Tool, Path> found = new TreeMap<>();
    Toolbox toolbox = new Toolbox(environment.value("PATH"));
    for (Tool tool : Set.of(Tool.AWS, Tool.BASH, Tool.GIT, Tool.TERRAFORM, Tool.PACKER)) {
      toolbox.find(tool).ifPresent(there -> found.put(tool, there.path()));
    }
    return new Handover.Setup(
        folder,
        found,
        environment,
        store,
        limits,
        signals,
        screen(),
        what -> {
          asked.add(what);
          try {
            whenAsked.happens();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
          return agrees;
        },
        new Leave(allowed, logsMayGo),
        known);
  }

  private Screen screen() {
    return new Screen() {
      @Override
      public void begins(String title, String command) {
        shown.add(command);
      }

      @Override
      public void skipped(String title) {
        shown.add("not needed: " + title);
      }

      @Override
      public synchronized void line(String tool, String text) {
        shown.add(tool + " | " + text);
        whenShown.accept(text);
      }

      @Override
      public void waits(String words, int seconds) {
        shown.add(words + " after " + seconds);
      }
    };
  }
}
