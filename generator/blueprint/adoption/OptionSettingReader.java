package blueprint.adoption;

import blueprint.source.YamlNode;
import blueprint.source.YamlNode.Entry;
import blueprint.source.YamlNode.Mapping;
import blueprint.source.YamlNode.Scalar;
import blueprint.source.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code option_settings} to options, in both of the forms that there are. */
final class OptionSettingReader {

  private static final String WRITTEN = "it is neither namespaces with options nor a list of both";

  private final Draft draft;
  private final List<OptionSetting> settings = new ArrayList<>();

  private OptionSettingReader(Draft draft) {
    this.draft = draft;
  }

  static List<OptionSetting> read(YamlNode node, Draft draft) {
    OptionSettingReader reader = new OptionSettingReader(draft);
    if (node instanceof Mapping map) {
      map.entries().forEach(reader::namespace);
    } else if (node instanceof Sequence list) {
      list.items().forEach(reader::item);
    } else {
      reader.odd(node);
    }
    return reader.settings;
  }

  private void odd(YamlNode node) {
    draft.left(Place.of(node), "`option_settings`", WRITTEN, "see what it was meant to set");
  }

  private void namespace(Entry entry) {
    String namespace = entry.key().text();
    if (entry.value() instanceof Mapping options) {
      options
          .entries()
          .forEach(option -> add(namespace, option.key(), option.value(), Place.of(option)));
    } else if (entry.value() instanceof Scalar scalar && !scalar.isNull()) {
      // An option without a namespace is an environment variable.
      add(OptionSetting.VARIABLES, entry.key(), entry.value(), Place.of(entry));
    } else if (!(entry.value() instanceof Scalar)) {
      odd(entry.value());
    } else {
      draft.same(Place.of(entry), "`" + Words.shown(namespace) + "`", "it sets nothing");
    }
  }

  private void item(YamlNode item) {
    if (!(item instanceof Mapping map)) {
      odd(item);
      return;
    }
    Optional<Scalar> name = scalar(map, "option_name").or(() -> scalar(map, "OptionName"));
    Optional<Entry> value = map.entry("value").or(() -> map.entry("Value"));
    if (name.isEmpty() || value.isEmpty()) {
      odd(item);
      return;
    }
    String namespace =
        scalar(map, "namespace")
            .or(() -> scalar(map, "Namespace"))
            .map(Scalar::text)
            .orElse(OptionSetting.VARIABLES);
    add(namespace, name.get(), value.get().value(), Place.of(map));
  }

  private static Optional<Scalar> scalar(Mapping map, String key) {
    return map.entry(key)
        .map(Entry::value)
        .filter(Scalar.class::isInstance)
        .map(Scalar.class::cast);
  }

  private void add(String namespace, Scalar name, YamlNode value, Place place) {
    OptionSetting setting =
        new OptionSetting(
            namespace.strip(),
            name.text().strip(),
            value instanceof Scalar scalar ? scalar.text().strip() : "",
            place);
    if (!(value instanceof Scalar scalar)) {
      draft.left(place, setting.what(), "its value is " + value.kind(), "write it as text");
    } else if (scalar.isNull()) {
      draft.same(place, setting.what(), "it sets nothing");
    } else if (scalar.text().startsWith("`") || scalar.text().contains("Fn::")) {
      draft.left(
          place,
          setting.what(),
          "its value is made by CloudFormation",
          "write what it stands for; `${db.host}` and the like are known in `env:`");
    } else {
      settings.add(setting);
    }
  }
}
