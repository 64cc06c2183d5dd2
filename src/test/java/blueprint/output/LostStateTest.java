package blueprint.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that applying the next files would lose is known before they are written. */
final class LostStateTest {

  private static final OutputTree TREE = tree("cloudformation/template.yaml");
  private static final Lock.Stateful BEFORE = stateful("cloudformation:DbInstance");

  @TempDir private Path folder;

  @Test
  void aResourceWithDataThatHasAnotherIdIsLost() throws Exception {
    write(TREE, BEFORE);
    assertThat(
            TreeWriter.compare(
                    TREE, lock(TREE, stateful("cloudformation:DatabaseInstance")), folder)
                .lost())
        .containsExactly(BEFORE);
    assertThat(write(TREE, stateful("cloudformation:DatabaseInstance")).lost())
        .containsExactly(BEFORE);
    assertThat(write(TREE, stateful("cloudformation:DatabaseInstance")).lost()).isEmpty();
  }

  @Test
  void whatStaysWhereItIsIsNotLost() throws Exception {
    write(TREE, BEFORE);
    assertThat(write(TREE, BEFORE, stateful("cloudformation:Another")).lost()).isEmpty();
  }

  @Test
  void aFolderThatIsNoLongerWrittenDeletesNothing() throws Exception {
    write(TREE, BEFORE);
    assertThat(write(tree("terraform/db.tf"), stateful("terraform:aws_db_instance.db")).lost())
        .isEmpty();
  }

  private TreeWriter.Written write(OutputTree tree, Lock.Stateful... stateful) throws Exception {
    return TreeWriter.write(tree, lock(tree, stateful), folder, false);
  }

  private static Lock lock(OutputTree tree, Lock.Stateful... stateful) {
    return Lock.of(tree, List.of(stateful));
  }

  private static OutputTree tree(String file) {
    return OutputTree.of(Map.of(file, OutputFile.plain("x\n")));
  }

  private static Lock.Stateful stateful(String address) {
    return new Lock.Stateful("tiers.db", "shop-db", address);
  }
}
