package blueprint.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Folders of a service that an earlier blueprint of it was written to, and that nothing is written
 * to any more: those of environments that are gone, and the service's own once it has environments.
 *
 * @param services where it was looked for them: a service's folder, which is the output itself or
 *     holds one output for each environment
 * @param folders what was found, in order
 */
public record Leftovers(SortedSet<String> services, List<String> folders) {

  public Leftovers {
    services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
    folders = List.copyOf(folders);
  }

  /** Where nothing is looked for. */
  public static Leftovers none() {
    return new Leftovers(new TreeSet<>(), List.of());
  }

  /**
   * Looks for them. What has no lock file of ours is somebody else's, and a link is not followed.
   *
   * @param services the folders of services
   * @param outputs the folders that are written to
   */
  public static Leftovers of(SortedSet<String> services, Set<String> outputs) throws IOException {
    List<String> found = new ArrayList<>();
    for (String service : services) {
      for (Path folder : candidates(Path.of(service))) {
        if (!outputs.contains(folder.toString()) && isOurs(folder)) {
          found.add(folder.toString());
        }
      }
    }
    return new Leftovers(services, found);
  }

  private static List<Path> candidates(Path service) throws IOException {
    List<Path> candidates = new ArrayList<>(List.of(service));
    if (Files.isDirectory(service)) {
      try (Stream<Path> members = Files.list(service)) {
        members.sorted().forEach(candidates::add);
      }
    }
    return candidates;
  }

  private static boolean isOurs(Path folder) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && DirectoryState.lockText(folder).flatMap(Lock::parse).isPresent();
  }

  /** Whether a folder is a service's, beside whose files those of its environments lie. */
  public boolean isShared(String folder) {
    return services.contains(folder);
  }

  /** Whether the same would be found now. */
  public boolean holds(Set<String> outputs) throws IOException {
    return of(services, outputs).equals(this);
  }
}
