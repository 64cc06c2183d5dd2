package blueprint.adoption;

import blueprint.facts.BeanstalkFacts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a platform is called in files, an ARN or a solution stack, to a branch that there is. */
final class PlatformLift {

  private static final String[] KEY = {"tiers", Adoption.TIER, "beanstalk", "platform"};

  /** {@code arn:aws:elasticbeanstalk:eu-west-1::platform/Python 3.8 running on .../3.3.9}. */
  private static final Pattern ARN = Pattern.compile("arn:[^/]*:platform/([^/]+).*");

  /** {@code 64bit Amazon Linux 2 v3.3.9 running Python 3.8}. */
  private static final Pattern STACK = Pattern.compile(".*[0-9]bit .* running (.+)");

  private static final Pattern RUNNING_ON = Pattern.compile("(.+) running on .*");

  /** What tells a language by being there, in an order of preference. */
  private static final Map<String, String> HINTS = hints();

  private final Draft draft;

  private PlatformLift(Draft draft) {
    this.draft = draft;
  }

  private static Map<String, String> hints() {
    Map<String, String> hints = new LinkedHashMap<>();
    hints.put("manage.py", "python");
    hints.put("docker-compose.yml", "docker");
    hints.put("Dockerrun.aws.json", "docker");
    hints.put("Dockerfile", "docker");
    hints.put("requirements.txt", "python");
    hints.put("Pipfile", "python");
    hints.put("package.json", "node.js");
    hints.put("Gemfile", "ruby");
    hints.put("composer.json", "php");
    hints.put("go.mod", "go");
    return hints;
  }

  /** What a file says. */
  static void lift(Place place, String what, String written, Draft draft) {
    new PlatformLift(draft).written(place, what, written);
  }

  /** What the project's files look like, where none says it. */
  static void guess(Project project, Draft draft) {
    if (draft.has(KEY)) {
      return;
    }
    Optional<String> hint = HINTS.keySet().stream().filter(project::has).findFirst();
    String language = hint.map(HINTS::get).orElse("python");
    Place place = new Place(hint.orElse(".elasticbeanstalk/config.yml"), 1, 1);
    draft.put(place, "the platform", newest(language).orElseThrow(), KEY);
    draft.changed(
        place,
        "the platform",
        "no file names it; `" + language + "` is what the files look like",
        "correct `platform:`");
  }

  private void written(Place place, String what, String written) {
    String title = title(written);
    String branch = branch(title);
    Optional<String> exact =
        BeanstalkFacts.platforms().entrySet().stream()
            .filter(e -> e.getKey().equals(branch) || e.getValue().title().equalsIgnoreCase(title))
            .map(Map.Entry::getKey)
            .findFirst();
    if (exact.isPresent()) {
      draft.put(place, what, exact.get(), KEY);
      return;
    }
    var retired = BeanstalkFacts.retiredPlatform(branch);
    Optional<String> successor = retired.map(r -> r.successor()).or(() -> newest(language(branch)));
    if (successor.isEmpty()) {
      draft.left(
          place, what, "no platform of today is called so", "`eb platform list` has all that are");
      return;
    }
    draft.put(place, what, successor.get(), KEY);
    String why = retired.map(r -> ": " + r.reason()).orElse("");
    draft.changed(
        place,
        what,
        "`" + Words.shown(branch) + "` can have no new environment" + why,
        "test the program on `" + successor.get() + "` before visitors come");
  }

  private static String title(String written) {
    String title = written.strip();
    for (Pattern pattern : new Pattern[] {ARN, STACK, RUNNING_ON}) {
      Matcher matcher = pattern.matcher(title);
      title = matcher.matches() ? matcher.group(1).strip() : title;
    }
    return title;
  }

  private static String branch(String title) {
    return title
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^\\.net( core)?", "dotnet")
        .replaceFirst("^node\\.?js", "node.js")
        .replaceAll("[ _]+", "-");
  }

  private static String language(String branch) {
    return branch.replaceFirst("-[0-9].*", "");
  }

  private static Optional<String> newest(String language) {
    return BeanstalkFacts.platforms().entrySet().stream()
        .filter(entry -> entry.getValue().language().equals(language))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
