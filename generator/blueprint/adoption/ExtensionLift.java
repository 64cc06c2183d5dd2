package blueprint.adoption;

import blueprint.source.SourceFile;
import blueprint.source.YamlNode;
import blueprint.source.YamlNode.Entry;
import blueprint.source.YamlNode.Mapping;
import blueprint.source.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;

/** A file of {@code .ebextensions}. */
final class ExtensionLift {

  private static final String OWN_CONFIG =
      "keep it in a `.config` of your own beside what is generated";
  private static final String GROUP = "AWSEBAutoScalingGroup";

  private final Draft draft;
  private final List<OptionSetting> settings = new ArrayList<>();

  private ExtensionLift(Draft draft) {
    this.draft = draft;
  }

  /** Puts its commands into the draft, and yields its options. */
  static List<OptionSetting> lift(SourceFile file, Draft draft) {
    ExtensionLift lift = new ExtensionLift(draft);
    TreeReader.sections(file, draft).forEach(lift::section);
    return lift.settings;
  }

  private void section(Entry section) {
    switch (section.key().text()) {
      case "option_settings" -> settings.addAll(OptionSettingReader.read(section.value(), draft));
      case "container_commands" -> CommandLift.container(section, draft);
      case "commands" -> CommandLift.machine(section, draft);
      case "packages" -> each(section, this::packages);
      case "files" -> each(section, this::file);
      case "Resources" -> each(section, this::resource);
      case "services" ->
          left(section, "systemd and Elastic Beanstalk start what there is", OWN_CONFIG);
      case "users", "groups" -> left(section, "the program runs as `webapp`", OWN_CONFIG);
      case "sources" -> left(section, "it fetches files that no commit holds", OWN_CONFIG);
      default -> left(section, "the language has no word for it", OWN_CONFIG);
    }
  }

  private interface Part {
    void of(Entry entry);
  }

  private void each(Entry section, Part part) {
    if (section.value() instanceof Mapping map) {
      map.entries().forEach(part::of);
    } else {
      left(section, "it is " + section.value().kind(), OWN_CONFIG);
    }
  }

  private void left(Entry entry, String why, String next) {
    draft.left(Place.of(entry), what(entry), why, next);
  }

  private static String what(Entry entry) {
    return "`" + Words.shown(entry.key().text()) + "`";
  }

  private void packages(Entry manager) {
    if (!manager.key().text().equals("yum") || !(manager.value() instanceof Mapping map)) {
      left(manager, "`packages` are those of the distribution", OWN_CONFIG);
      return;
    }
    for (Entry each : map.entries()) {
      draft.add(
          Place.of(each),
          what(each),
          each.key().text(),
          "tiers",
          Adoption.TIER,
          "beanstalk",
          "packages");
      boolean pinned =
          each.value() instanceof YamlNode.Sequence list
              ? !list.items().isEmpty()
              : each.value() instanceof Scalar scalar && !scalar.text().isEmpty();
      if (pinned) {
        draft.changed(
            Place.of(each), what(each), "the version that the platform has is installed", "");
      }
    }
  }

  private void file(Entry file) {
    String path = file.key().text();
    boolean nginx = path.startsWith("/etc/nginx/");
    String content =
        file.value() instanceof Mapping map
            ? map.entry("content").map(e -> text(e.value())).orElse("")
            : "";
    if (nginx && NginxLift.onlyCompresses(content)) {
      NginxLift.gzip(Place.of(file), what(file), draft);
    } else if (Words.holdsSecret(content)) {
      left(
          file,
          "it seems to hold a secret",
          "change that, for it has been in a file, and read it from a variable of `env:`");
    } else if (nginx || path.startsWith("/opt/elasticbeanstalk/hooks/")) {
      left(file, "nothing looks there any more", "move it below `.platform/`");
    } else {
      left(file, "the language has no word for files of a machine", OWN_CONFIG);
    }
  }

  private void resource(Entry resource) {
    if (!resource.key().text().equals(GROUP) || !(resource.value() instanceof Mapping map)) {
      left(
          resource,
          "a resource of the environment goes with it",
          "write it as a tier, or keep it in a `.config` of your own");
      return;
    }
    for (Entry part : map.entries()) {
      if (part.key().text().equals("Properties") && part.value() instanceof Mapping properties) {
        properties.entries().forEach(this::property);
      } else if (part.key().text().equals("Type")) {
        draft.same(Place.of(part), what(part), "it is the group of the machines");
      } else {
        left(part, "the language has no word for it", OWN_CONFIG);
      }
    }
  }

  private void property(Entry property) {
    String value = text(property.value());
    switch (property.key().text()) {
      case "HealthCheckType" ->
          put(property, Draft.scalar(Boolean.toString(value.equals("ELB"))), "replace_unhealthy");
      case "HealthCheckGracePeriod" -> put(property, value + "s", "grace");
      default -> left(property, "the language has no word for it", OWN_CONFIG);
    }
  }

  private void put(Entry property, Object value, String key) {
    draft.put(
        Place.of(property),
        what(property),
        value,
        "tiers",
        Adoption.TIER,
        "beanstalk",
        "health",
        key);
  }

  static String text(YamlNode node) {
    return node instanceof Scalar scalar ? scalar.text() : "";
  }
}
