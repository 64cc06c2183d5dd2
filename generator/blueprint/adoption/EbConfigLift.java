package blueprint.adoption;

import blueprint.source.SourceFile;
import blueprint.source.YamlNode.Entry;
import blueprint.source.YamlNode.Mapping;

/** {@code .elasticbeanstalk/config.yml}, what {@code eb init} asks for. */
final class EbConfigLift {

  private final Draft draft;

  private EbConfigLift(Draft draft) {
    this.draft = draft;
  }

  static void lift(SourceFile file, Draft draft) {
    EbConfigLift lift = new EbConfigLift(draft);
    TreeReader.sections(file, draft).forEach(lift::section);
  }

  private void section(Entry section) {
    if (section.key().text().equals("global") && section.value() instanceof Mapping map) {
      map.entries().forEach(this::global);
      return;
    }
    String why =
        switch (section.key().text()) {
          case "branch-defaults", "environment-defaults" ->
              "a release goes to the environment of the blueprint, from whatever branch";
          case "deploy" -> "what is released is what is committed in `source`";
          default -> "the language has no word for it";
        };
    draft.left(Place.of(section), what(section), why, "");
  }

  private void global(Entry entry) {
    Place place = Place.of(entry);
    String value = ExtensionLift.text(entry.value());
    if (value.isEmpty() || value.equals("null")) {
      draft.same(place, what(entry), "it says nothing");
      return;
    }
    switch (entry.key().text()) {
      case "application_name" -> Adoption.name(place, what(entry), value, draft);
      case "default_region" -> draft.put(place, what(entry), value, "region");
      case "default_platform" -> PlatformLift.lift(place, what(entry), value, draft);
      case "platform_name", "platform_version" ->
          draft.left(place, what(entry), "it is of a platform of one's own", "");
      case "default_ec2_keyname" ->
          draft.left(place, what(entry), "Session Manager opens a shell without a key", "");
      case "profile", "instance_profile" ->
          draft.left(
              place,
              what(entry),
              "credentials are those of whoever runs a command",
              "set `AWS_PROFILE`");
      case "sc", "include_git_submodules", "workspace_type", "repository", "branch" ->
          draft.same(place, what(entry), "a release is what Git holds");
      default -> draft.left(place, what(entry), "the language has no word for it", "");
    }
  }

  private static String what(Entry entry) {
    return "`" + Words.shown(entry.key().text()) + "`";
  }
}
