package blueprint.target.overview;

import blueprint.plan.Network.Exposure;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a picture of a service shows, before anything has a place.
 *
 * @param title the service
 * @param region where it runs
 * @param network the network that holds the rows
 * @param zones the columns; empty when they are not known
 * @param outside who talks to the service from outside, the internet first
 * @param rows from the internet inwards
 * @param exit how machines reach what is outside
 * @param links who talks to whom
 */
record Diagram(
    String title,
    String region,
    String network,
    List<String> zones,
    List<Outside> outside,
    List<Row> rows,
    Optional<Exit> exit,
    List<Link> links) {

  /** Somebody outside the network. */
  record Outside(String name, boolean internet) {}

  /**
   * The subnets of a tier, and the tier in them.
   *
   * @param tier its name
   * @param exposure empty when the network is not ours
   * @param subnets one for each zone, or what is known of them
   * @param card the tier itself; empty when there are only subnets
   */
  record Row(String tier, Optional<Exposure> exposure, List<String> subnets, Optional<Card> card) {}

  /**
   * A tier.
   *
   * @param lines what is to be known about it
   * @param chips the services that it runs
   */
  record Card(Kind kind, String name, List<String> lines, List<String> chips) {}

  /** What a tier is. */
  enum Kind {
    LOAD_BALANCER("load balancer"),
    MACHINES("machines"),
    DATABASE("database");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * A way out.
   *
   * @param row the row beside which it stands
   * @param names what it is called; empty when it is not ours to know
   * @param toInternet whether it leads to the internet
   */
  record Exit(int row, List<String> names, boolean toInternet) {}

  /**
   * Somebody opens connections to somebody.
   *
   * @param from a row, or {@link #OUTSIDE} less the number of who is outside
   * @param to a row, or {@link #OUTSIDE} for the way out
   */
  record Link(int from, int to, SortedSet<Integer> ports) {

    /** Not a row. */
    static final int OUTSIDE = -1;

    /** The ports on one short line. */
    String label() {
      List<String> numbers = ports.stream().map(String::valueOf).toList();
      return numbers.size() <= 3 ? String.join(", ", numbers) : numbers.size() + " ports";
    }
  }
}
