package blueprint.target.beanstalk;

import blueprint.output.Origin;
import blueprint.output.OutputFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files on their way into a program's repository, each with the place that asks for it. */
final class Bundled {

  private final String tier;
  private final Map<String, OutputFile> files = new TreeMap<>();
  private final List<Origin> origins = new ArrayList<>();

  Bundled(String tier) {
    this.tier = tier;
  }

  /** A file that is read. */
  void plain(String path, String key, String why, String text) {
    add(path, key, why, OutputFile.plain(text));
  }

  /** A file that is run. */
  void script(String path, String key, String why, String text) {
    add(path, key, why, OutputFile.script(text));
  }

  Map<String, OutputFile> files() {
    return files;
  }

  List<Origin> origins() {
    return origins;
  }

  private void add(String path, String key, String why, OutputFile file) {
    files.put(path, file);
    String place = "tiers." + tier + (key.isEmpty() ? "" : "." + key);
    origins.add(Origin.of(path, List.of(place), why));
  }
}
