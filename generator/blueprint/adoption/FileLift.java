package blueprint.adoption;

import blueprint.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Files that are no trees: what starts the program, and what stays as it is. */
final class FileLift {

  /** What only a shell understands; a {@code Procfile} has one, {@code run} has none. */
  private static final String SHELL = ".*[|&;<>$`*(){}\\\\].*";

  private static final String STAYS = "keep it in the project, below what is generated";

  private static final Map<String, String> OTHERS =
      Map.of(
          "Buildfile", "it builds the program on the machine, and goes on doing so",
          "cron.yaml", "only a worker has periodic work",
          "Dockerrun.aws.json", "it says which container runs, and goes on doing so",
          "docker-compose.yml", "it says which containers run, and goes on doing so");

  private FileLift() {}

  static void lift(SourceFile file, Draft draft) {
    String name = file.name();
    Place all = Place.whole(name);
    if (name.equals("Procfile")) {
      procfile(file, draft);
    } else if (name.equals(".ebignore")) {
      draft.left(all, "the file", "one is generated", "add its lines to that of yours");
    } else if (name.matches("(.platform|.ebextensions)/nginx/.*\\.conf")
        && NginxLift.onlyCompresses(file.text())) {
      NginxLift.gzip(all, "the file", draft);
    } else if (name.matches("\\.platform/.*") && Words.holdsSecret(file.text())) {
      draft.left(
          all, "the file", "it seems to hold a secret", "change that: it has been in a file");
    } else if (name.startsWith(".platform/")) {
      draft.left(all, "the file", "it goes on working as it is", STAYS);
    } else if (name.startsWith(".ebextensions/nginx/")) {
      draft.left(
          all, "the file", "nothing looks there any more", "move it to `.platform/nginx/conf.d/`");
    } else if (name.startsWith(".ebextensions/")) {
      draft.left(all, "the file", "it is no `.config`, which alone are read there", "");
    } else if (OTHERS.containsKey(name)) {
      draft.left(all, "the file", OTHERS.getOrDefault(name, ""), STAYS);
    } else {
      draft.left(all, "the file", "it is of the `eb` command", "");
    }
  }

  private static void procfile(SourceFile file, Draft draft) {
    List<String> lines = new ArrayList<>(file.lines());
    for (int i = 0; i < lines.size(); i++) {
      Place place = new Place(file.name(), i + 1, i + 1);
      String line = lines.get(i).strip();
      int colon = line.indexOf(':');
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String name = colon < 0 ? "" : line.substring(0, colon).strip();
      String run = line.substring(colon + 1).strip();
      String what = name.isEmpty() ? "a line" : "`" + Words.shown(name) + "`";
      if (!name.equals("web")) {
        draft.left(
            place,
            what,
            "beside the program that answers requests there is none",
            "run it on machines of a tier of its own");
      } else if (Words.holdsSecret(run)) {
        draft.left(
            place,
            what,
            "it seems to be given a secret",
            "change that, for it has been in a file, and read it from a variable of `env:`");
      } else if (run.matches(SHELL)) {
        draft.left(
            place, what, "`run` knows no shell", "write the program and its arguments in `run:`");
      } else {
        draft.put(place, what, run, "tiers", Adoption.TIER, "beanstalk", "run");
      }
    }
  }
}
