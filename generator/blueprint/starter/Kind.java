package blueprint.starter;

import java.util.Locale;

/** What a first blueprint describes. */
public enum Kind {
  MINIMAL("machines that run one program, reached by nobody from outside"),
  WEB("a web application behind a load balancer"),
  WEB_DATABASE("the same with a PostgreSQL database"),
  WEB_WORKER("the same with a worker, and a scheduler that runs once"),
  OWN_NETWORK("a web application in a network that is there already"),
  SWARM("containers on machines that form a Docker Swarm, with a PostgreSQL database"),
  BEANSTALK("a Python program that Elastic Beanstalk runs, with a PostgreSQL database");

  private final String description;

  Kind(String description) {
    this.description = description;
  }

  /** The word by which users name it: {@code web-database}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it describes, in a few words. */
  public String description() {
    return description;
  }

  /** The template of a first blueprint of this kind, without {@code .yaml}. */
  String template() {
    return this == SWARM || this == BEANSTALK ? label() : "blueprint";
  }

  boolean hasLoadBalancer() {
    return this != MINIMAL;
  }

  boolean hasDatabase() {
    return this == WEB_DATABASE || this == WEB_WORKER;
  }

  boolean hasWorker() {
    return this == WEB_WORKER;
  }

  boolean isInOwnNetwork() {
    return this == OWN_NETWORK;
  }
}
