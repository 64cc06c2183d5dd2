package blueprint.target.terraform;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
   * @throws IllegalArgumentException if two files have one name, or two blocks one address
   */
  public TerraformModel {
    files = List.copyOf(files);
    Set<String> seen = new HashSet<>();
    files.stream()
        .flatMap(
            file ->
                java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(file.name()),
                    file.blocks().stream().flatMap(Block::addresses)))
        .filter(address -> !seen.add(address))
        .findFirst()
        .ifPresent(
            address -> {
              throw new IllegalArgumentException("given twice: " + address);
            });
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
