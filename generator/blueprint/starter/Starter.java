package blueprint.starter;

import blueprint.text.Language;
import blueprint.text.Templates;
import java.util.Map;
import java.util.Optional;

/** Writes a first blueprint, with a comment at everything that its owner will want to change. */
public final class Starter {

  private Starter() {}

  /**
   * What a first blueprint depends on.
   *
   * @param name what the service is called
   * @param region where it runs
   * @param kind what it is
   * @param domain what visitors type; without one it is served without encryption
   */
  public record Answers(String name, String region, Kind kind, Optional<Domain> domain) {

    /** What holds unless something else is said. */
    public static final Answers DEFAULT =
        new Answers("shop", "eu-west-1", Kind.WEB, Optional.empty());

    /** The same with another name. */
    public Answers withName(String other) {
      return new Answers(other, region, kind, domain);
    }

    /** The same in another region. */
    public Answers withRegion(String other) {
      return new Answers(name, other, kind, domain);
    }

    /** The same of another kind. */
    public Answers withKind(Kind other) {
      return new Answers(name, region, other, domain);
    }

    /** The same at a domain. */
    public Answers withDomain(Domain other) {
      return new Answers(name, region, kind, Optional.of(other));
    }
  }

  /** A domain name, and the hosted zone that answers for it. */
  public record Domain(String name, String zone) {}

  /**
   * The blueprint.
   *
   * @param file how it will be called, for the commands in its comments
   */
  public static String text(Answers answers, String file) {
    Kind kind = answers.kind();
    return Templates.render(
        "starter/" + kind.template() + ".yaml",
        Language.YAML,
        Map.ofEntries(
            Map.entry("file", file),
            Map.entry("name", answers.name()),
            Map.entry("region", answers.region()),
            Map.entry("domain", answers.domain().isPresent()),
            Map.entry("domain_name", answers.domain().map(Domain::name).orElse("")),
            Map.entry("zone", answers.domain().map(Domain::zone).orElse("")),
            Map.entry("load_balancer", kind.hasLoadBalancer()),
            Map.entry("database", kind.hasDatabase()),
            Map.entry("worker", kind.hasWorker()),
            Map.entry("own_network", kind.isInOwnNetwork())));
  }
}
