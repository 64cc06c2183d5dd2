package blueprint.plan;

import java.util.List;
import java.util.OptionalInt;

/**
 * A web application firewall, in front of something that answers requests.
 *
 * @param subject what it protects, as an engine's names for its parts begin: the tier
 * @param name its name in the account
 * @param path where the blueprint says so
 * @param blocks whether it refuses what its rules match, rather than count it
 * @param rate how many requests of one address within five minutes it lets through; empty for all
 * @param groups the rules, in the order in which they look at a request
 * @param logGroup the log group of the requests that they match
 * @param logDays how long it keeps them
 */
public record WebAcl(
    String subject,
    String name,
    String path,
    boolean blocks,
    OptionalInt rate,
    List<Group> groups,
    String logGroup,
    int logDays) {

  public WebAcl {
    groups = List.copyOf(groups);
  }

  /**
   * Rules that AWS writes and keeps up to date.
   *
   * @param name what AWS calls the group
   * @param word what it is called in this firewall
   * @param why what it is for
   * @param counted those of its rules that only count
   */
  public record Group(String name, String word, String why, List<String> counted) {
    public Group {
      counted = List.copyOf(counted);
    }
  }

  /** How many rules are paid for: each group counts as one. */
  public int rules() {
    return groups.size() + (rate.isPresent() ? 1 : 0);
  }
}
