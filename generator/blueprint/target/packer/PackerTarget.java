package blueprint.target.packer;

import blueprint.output.Origin;
import blueprint.output.OutputFile;
import blueprint.output.OutputTree;
import blueprint.plan.MachineImage;
import blueprint.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Emits the {@code packer} folder. */
public final class PackerTarget {

  private static final int HASH_LENGTH = 12;

  private PackerTarget() {}

  /**
   * What is emitted.
   *
   * @param tree below {@code packer}
   * @param origins of each file in it
   * @param imageNames what each image will be called in the account: its name and a hash of all
   *     that goes into it, so that a change makes another image and overwrites none
   */
  public record Result(OutputTree tree, List<Origin> origins, Map<String, String> imageNames) {}

  /** Emits all images of a plan. */
  public static Result emit(Plan plan) {
    Map<String, OutputFile> files = new TreeMap<>();
    Map<String, Origin> origins = new TreeMap<>();
    Map<String, String> imageNames = new TreeMap<>();
    for (MachineImage image : plan.images()) {
      Map<String, OutputFile> own = ImageFiles.of(plan, image);
      ImageOrigins.of(plan, image)
          .forEach(origin -> origins.merge(origin.file(), origin, Origin::and));
      String hash = hash(plan, image, own);
      imageNames.put(image.name(), image.name() + "-" + hash);
      files.putAll(own);
      files.put(image.name() + ".json", OutputFile.plain(PackerTemplate.json(plan, image, hash)));
    }
    return new Result(OutputTree.of(files), new ArrayList<>(origins.values()), imageNames);
  }

  /** Over the template without its hash, and everything that is copied. */
  private static String hash(Plan plan, MachineImage image, Map<String, OutputFile> files) {
    Map<String, OutputFile> all = new TreeMap<>(files);
    String revision = image.revision().orElse("");
    all.put("template", OutputFile.plain(PackerTemplate.json(plan, image, revision)));
    return OutputTree.of(all).digest().substring(0, HASH_LENGTH);
  }
}
