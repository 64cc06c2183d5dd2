package blueprint.adoption;

import blueprint.source.SourceFile;
import blueprint.source.YamlNode.Entry;
import blueprint.source.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.List;

/** {@code env.yaml}, and what {@code eb config save} writes. */
final class EnvironmentFileLift {

  private static final String WORKER =
      "a program that takes work from a queue, which Elastic Beanstalk calls a worker, is no tier of"
          + " the language";

  private final Draft draft;
  private final List<OptionSetting> settings = new ArrayList<>();

  private EnvironmentFileLift(Draft draft) {
    this.draft = draft;
  }

  /** Puts what it says into the draft, and yields its options. */
  static List<OptionSetting> lift(SourceFile file, Draft draft) {
    EnvironmentFileLift lift = new EnvironmentFileLift(draft);
    TreeReader.sections(file, draft).forEach(lift::section);
    return lift.settings;
  }

  private void section(Entry section) {
    Place place = Place.of(section);
    String value = ExtensionLift.text(section.value());
    String what = "`" + Words.shown(section.key().text()) + "`";
    switch (section.key().text()) {
      case "OptionSettings" -> settings.addAll(OptionSettingReader.read(section.value(), draft));
      case "SolutionStack", "PlatformArn" -> PlatformLift.lift(place, what, value, draft);
      case "Platform" -> parts(section, part -> platform(part));
      case "EnvironmentTier" -> tier(section, what);
      case "CName", "CNAME" ->
          draft.put(
              place,
              what,
              value.replaceFirst("\\+$", ""),
              "tiers",
              Adoption.TIER,
              "beanstalk",
              "cname");
      case "EnvironmentName" ->
          draft.left(place, what, "an environment is called by the stack and its tier", "");
      case "AWSConfigurationTemplateVersion", "EnvironmentConfigurationMetadata", "DateCreated" ->
          draft.same(place, what, "it says nothing of the program");
      case "Tags" -> parts(section, part -> tag(part));
      case "EnvironmentLinks" ->
          draft.left(
              place, what, "programs find each other by name", "write `${TIER.url}` under `env:`");
      default -> draft.left(place, what, "the language has no word for it", "see what it does");
    }
  }

  private interface Part {
    void of(Entry entry);
  }

  private void parts(Entry section, Part part) {
    if (section.value() instanceof Mapping map) {
      map.entries().forEach(part::of);
    } else {
      draft.same(
          Place.of(section), "`" + Words.shown(section.key().text()) + "`", "nothing is in it");
    }
  }

  private void platform(Entry part) {
    PlatformLift.lift(
        Place.of(part),
        "`" + Words.shown(part.key().text()) + "`",
        ExtensionLift.text(part.value()),
        draft);
  }

  private void tag(Entry tag) {
    String key = tag.key().text();
    String value = ExtensionLift.text(tag.value());
    String what = "`" + Words.shown(key) + "`";
    if (Words.isSecret(key, value)) {
      draft.left(Place.of(tag), what, "it may be a secret, which no tag may be", "change it");
    } else {
      draft.put(Place.of(tag), what, value, "tags", key);
    }
  }

  private void tier(Entry section, String what) {
    boolean worker =
        section.value() instanceof Mapping map
            && map.entries().stream()
                .map(entry -> ExtensionLift.text(entry.value()))
                .anyMatch(text -> text.equals("Worker") || text.startsWith("SQS"));
    if (worker) {
      draft.refuse(Place.of(section), what, WORKER);
    } else {
      draft.same(Place.of(section), what, "it is a program that answers requests");
    }
  }

  /** Whether options say that it is a worker. */
  static void refuseWorkers(List<OptionSetting> settings, Draft draft) {
    settings.stream()
        .filter(setting -> setting.namespace().equals("aws:elasticbeanstalk:sqsd"))
        .findFirst()
        .ifPresent(setting -> draft.refuse(setting.place(), setting.what(), WORKER));
  }
}
