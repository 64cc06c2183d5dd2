package blueprint.language;

import java.math.BigDecimal;

/**
 * How much of a database runs, in capacity units of Aurora, each about 2 GiB of memory with what
 * belongs to it. AWS counts them in halves: {@code 0.5}, {@code 16}.
 */
public record Capacity(BigDecimal units) {
  @Override
  public String toString() {
    return units.toPlainString();
  }
}
