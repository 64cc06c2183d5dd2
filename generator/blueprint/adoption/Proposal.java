package blueprint.adoption;

import java.util.List;
import java.util.Optional;

/**
 * A blueprint, and what became of each line of the project.
 *
 * @param name what the service is called
 * @param blueprint empty when the project is of a kind that the language has no word for
 */
public record Proposal(String name, Optional<String> blueprint, List<Remark> remarks) {
  public Proposal {
    remarks = List.copyOf(remarks);
  }
}
