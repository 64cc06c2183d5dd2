package blueprint.target.deploy;

import blueprint.plan.Beanstalk;
import blueprint.plan.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans of programs on Elastic Beanstalk, with what scripts need to know. */
final class Programs {

  private Programs() {}

  /** One environment, reached by everybody. */
  static DeployScripts single() {
    return scripts(List.of(environment("", "shop-app")));
  }

  /** Two that change names: three machines are reached, and one waits. */
  static DeployScripts twins() {
    return scripts(List.of(environment("blue", "shop-app"), environment("green", "shop-app-idle")));
  }

  static DeployScripts scripts(List<Beanstalk.Environment> environments) {
    return new DeployScripts(
        "eu-west-1", beanstalk(environments, false), "beanstalk", Optional.empty(), true);
  }

  static Beanstalk beanstalk(List<Beanstalk.Environment> environments, boolean https) {
    return new Beanstalk(
        "app",
        "app-entrance",
        "shop",
        ".",
        new Beanstalk.Platform(
            "python-3.13", "python", "Python 3.13", "64bit Amazon Linux 2023", "4.13.7", 8000),
        environments,
        List.of(),
        new Beanstalk.Bundle(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            "/shop/app",
            30,
            "/health",
            Optional.empty(),
            true,
            true,
            false,
            false),
        List.of(),
        20,
        https,
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }

  private static Beanstalk.Environment environment(String id, String cname) {
    return new Beanstalk.Environment(
        Optional.of(id).filter(text -> !text.isEmpty()),
        id.isEmpty() ? "shop-app" : "shop-app-" + id,
        cname,
        id.isEmpty() ? List.of() : sizes("3"),
        id.isEmpty() ? List.of() : sizes("1"));
  }

  private static List<Beanstalk.Option> sizes(String least) {
    return List.of(size("MaxSize", "6"), size("MinSize", least));
  }

  private static Beanstalk.Option size(String name, String value) {
    return new Beanstalk.Option(
        "aws:autoscaling:asg", name, new Beanstalk.Live(Value.of(value)), "tiers.app.scale");
  }
}
