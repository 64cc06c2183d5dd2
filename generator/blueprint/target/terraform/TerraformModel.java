package blueprint.target.terraform;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A Terraform configuration as data: files, and the blocks in each.
 *
 * @param files in the order in which they are read
 */
public record TerraformModel(List<File> files) {

  /**
   * Every address may be given once.
   *
   * @throws IllegalArgumentException if two files have one name
   * @throws SameAddressException if two blocks have one address
   */
  public TerraformModel {
    files = List.copyOf(files);
    Set<String> names = new HashSet<>();
    Map<String, Block> seen = new HashMap<>();
    for (File file : files) {
      if (!names.add(file.name())) {
        throw new IllegalArgumentException("given twice: " + file.name());
      }
      file.blocks()
          .forEach(block -> block.addresses().forEach(address -> once(address, block, seen)));
    }
  }

  private static void once(String address, Block block, Map<String, Block> seen) {
    Block other = seen.put(address, block);
    if (other != null) {
      Set<String> paths = new TreeSet<>(other.trace().paths());
      paths.addAll(block.trace().paths());
      throw new SameAddressException(address.replaceFirst("^resource\\.", ""), List.copyOf(paths));
    }
  }

  /**
   * One file.
   *
   * @param name without a directory, ending in {@code .tf}
   */
  public record File(String name, List<Block> blocks) {
    public File {
      Names.requireFile(name);
      blocks = List.copyOf(blocks);
    }
  }

  /** A configuration of these files. */
  public static TerraformModel of(File... files) {
    return new TerraformModel(List.of(files));
  }

  /** A file of these blocks. */
  public static File file(String name, Block... blocks) {
    return new File(name, Arrays.asList(blocks));
  }

  /** All blocks. */
  public List<Block> blocks() {
    return files.stream().flatMap(file -> file.blocks().stream()).toList();
  }

  /** The same files with each block replaced. */
  TerraformModel map(UnaryOperator<Block> change) {
    return new TerraformModel(
        files.stream()
            .map(file -> new File(file.name(), file.blocks().stream().map(change).toList()))
            .toList());
  }
}
