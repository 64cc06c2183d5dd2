package blueprint.target.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PatchApplierTest {

  @Test
  void anArgumentIsSetAndABlockIsChangedInside() {
    String block =
        patched(
            "aws_launch_template.app",
            "{instance_type: m7i.large, metadata_options: {http_put_response_hop_limit: 2}}");

    assertThat(block)
        .contains("# changed by overrides.terraform\n")
        .contains("instance_type          = \"m7i.large\"")
        .contains("http_put_response_hop_limit = 2")
        .contains("http_tokens                 = \"required\"");
  }

  @Test
  void theSchemaSaysWhatIsABlock() {
    assertThat(patched("aws_lb.lb", "{connection_logs: {bucket: b, enabled: true}, tags: {A: b}}"))
        .contains("  connection_logs {\n    bucket  = \"b\"\n")
        .contains("  tags = { A = \"b\" }");
  }

  @Test
  void whatIsNewStandsBeforeTagsAndDependencies() {
    assertThat(patched("aws_lb.lb", "{idle_timeout: 30}"))
        .containsPattern("enable_deletion_protection = true\n  idle_timeout +  ?= 30\n\n  tags");
  }

  @Test
  void aListReplacesAllBlocksOfAName() {
    assertThat(patched("data.aws_ami.web", "{filter: [{name: name, values: [x]}]}"))
        .containsOnlyOnce("filter {")
        .doesNotContain("available");
  }

  @Test
  void aBlockThatStandsThereTwiceIsNotGuessedAt() {
    assertThat(problems("data.aws_ami.web", "{filter: {values: [x]}}"))
        .containsExactly("filter: stands there 2 times: write all of them, as a list");
  }

  @Test
  void whatIsRemovedTakesItsCommentWithIt() {
    assertThat(patched("aws_launch_template.app", "{block_device_mappings: null}"))
        .doesNotContain("block_device_mappings", "first disk")
        .contains("default tags do not reach");
  }

  @Test
  void terraformIsToldWhatToIgnoreAndProtectionStays() {
    assertThat(patched("aws_db_instance.db", "{lifecycle: {ignore_changes: [engine_version]}}"))
        .contains("prevent_destroy = true\n    ignore_changes  = [engine_version]");
    assertThat(problems("aws_db_instance.db", "{lifecycle: {ignore_changes: [engine_vresion]}}"))
        .containsExactly(
            "lifecycle.ignore_changes: `engine_vresion` is nothing that the provider knows");
    assertThat(problems("aws_db_instance.db", "{lifecycle: {prevent_destroy: often, x: 1}}"))
        .containsExactly(
            "lifecycle.prevent_destroy: is true or false",
            "lifecycle.x: is nothing that can be changed here");
  }

  @Test
  void whatIsTerraformsOwnIsRefused() {
    assertThat(problems("aws_db_instance.db", "{count: 2, dynamic: {}}"))
        .containsExactly(
            "count: is Terraform's own and cannot be changed here",
            "dynamic: is Terraform's own and cannot be changed here");
  }

  @Test
  void aPatchOfNothingSaysWhatThereIs() {
    PatchApplier applier = applier("aws_lb.lbb", "{a: 1}");

    assertThat(applier.problems()).hasSize(1);
    assertThat(applier.problems().get(0).candidates()).contains("aws_lb.lb", "data.aws_ami.web");
    assertThat(problems("aws_lb.lb", "{idle_timeout: null}")).containsExactly("idle_timeout: ");
  }

  @Test
  void aBlockThatOthersOnlyWaitForCanGo() {
    Lowered lowered = lowered("aws_vpc_endpoint.s3", "null");
    TerraformModel model = new PatchApplier(lowered.plan()).apply(lowered.model());

    assertThat(HclEmitter.emit(model).toString())
        .doesNotContain("aws_vpc_endpoint.s3", "resource \"aws_vpc_endpoint\" \"s3\"");
  }

  @Test
  void aBlockThatOthersNeedStays() {
    assertThat(problems("aws_db_subnet_group.db", "null"))
        .containsExactly(": cannot be removed while `aws_db_instance.db` refers to it");
  }

  private static String patched(String address, String change) {
    Lowered lowered = lowered(address, change);
    PatchApplier applier = new PatchApplier(lowered.plan());
    TerraformModel model = applier.apply(lowered.model());
    assertThat(applier.problems()).isEmpty();
    return new Lowered(lowered.plan(), model).text(address.replaceFirst("^resource\\.", ""));
  }

  private static List<String> problems(String address, String change) {
    return applier(address, change).problems().stream()
        .map(problem -> problem.path() + ": " + problem.reason().orElse(""))
        .toList();
  }

  private static PatchApplier applier(String address, String change) {
    Lowered lowered = lowered(address, change);
    PatchApplier applier = new PatchApplier(lowered.plan());
    applier.apply(lowered.model());
    return applier;
  }

  private static Lowered lowered(String address, String change) {
    return Lowered.with("overrides: {terraform: {" + address + ": " + change + "}}\n");
  }
}
