package blueprint.plan;

import java.util.List;
import java.util.Optional;

/**
 * A machine image and how it is made.
 *
 * @param services what the tiers that use it run, in the order of their units
 */
public record MachineImage(
    String name,
    Source source,
    String builderType,
    int diskGigabytes,
    Optional<String> revision,
    List<Step> steps,
    List<MachineGroup.Service> services) {

  public MachineImage {
    steps = List.copyOf(steps);
    services = List.copyOf(services);
  }

  /** The image that it starts from. */
  public sealed interface Source {

    /** The user whom the builder logs in as. */
    String login();

    /** What the image calls its first disk. */
    String rootDevice();
  }

  /** One image. */
  public record ById(String id, String login, String rootDevice) implements Source {}

  /** The newest image of an owner that fits a name. */
  public record Newest(String owner, String namePattern, String login, String rootDevice)
      implements Source {}

  /** A step of the recipe. */
  public sealed interface Step {}

  /** Packages of the distribution. */
  public record Packages(List<String> names) implements Step {}

  /** A group. */
  public record Group(String name, boolean system) implements Step {}

  /** A user without a password. */
  public record User(String name, String group, String home, String shell, boolean system)
      implements Step {}

  /** Directories. */
  public record Directories(List<Directory> directories) implements Step {}

  /** A directory; the mode has four octal digits. */
  public record Directory(String path, String owner, String group, String mode) {}

  /**
   * A bash command; it runs unless {@code creates} exists or nothing in {@code watches} changed.
   */
  public record Run(String command, Optional<String> creates, List<String> watches)
      implements Step {}

  /** A file; the mode has four octal digits. */
  public record File(String path, String content, String owner, String group, String mode)
      implements Step {}
}
