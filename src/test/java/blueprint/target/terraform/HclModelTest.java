package blueprint.target.terraform;

import static blueprint.target.terraform.TerraformModel.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HclModelTest {

  @Test
  void anAddressIsGivenOnce() {
    Block vpc = Block.resource("aws_vpc", "main");

    assertThatThrownBy(() -> TerraformModel.of(file("a.tf", vpc), file("b.tf", vpc)))
        .hasMessageContaining("aws_vpc.main");
    assertThatThrownBy(
            () ->
                TerraformModel.of(
                    file("a.tf", Block.locals().set("x", 1), Block.locals().set("x", 2))))
        .hasMessageContaining("local.x");
    assertThatThrownBy(() -> TerraformModel.of(file("a.tf"), file("a.tf")))
        .hasMessageContaining("a.tf");
  }

  @Test
  void oneNameMayBeGivenToThingsOfDifferentKinds() {
    TerraformModel model =
        TerraformModel.of(
            file(
                "a.tf",
                Block.resource("aws_vpc", "main"),
                Block.data("aws_vpc", "main"),
                Block.variable("main"),
                Block.output("main"),
                Block.locals().set("main", 1)));

    assertThat(model.blocks()).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x\" {} resource \"terraform_data\" \"y", "", "1a", "a b", "a.b", "é", "${a}"})
  void aLabelThatIsNoNameIsRefused(String label) {
    assertThatThrownBy(() -> Block.resource("aws_vpc", label)).hasMessageContaining("no name");
    assertThatThrownBy(() -> Body.EMPTY.set(label, "x")).hasMessageContaining("no name");
    assertThatThrownBy(() -> Body.EMPTY.block(label, Body.EMPTY)).hasMessageContaining("no name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nresource \"x\" \"y\" {}", "a\rb", "a\u2028b", ""})
  void aCommentOfSeveralLinesIsRefused(String text) {
    assertThatThrownBy(() -> Block.locals().comment(text)).hasMessageContaining("no comment");
    assertThatThrownBy(() -> Body.EMPTY.skip("CKV_1", text + "\n"))
        .hasMessageContaining("no comment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a.", "f(x)", "a[0", "a[\"${x}\"]", "a.b }", ""})
  void aReferenceThatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> Expression.reference(text)).hasMessageContaining("no reference");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a)", "(a", "\"a", "{[}]", "a # b", "a // b", "a /* b", "a\nb", " ", "\"${a\""})
  void codeThatIsNotClosedIsRefused(String text) {
    assertThatThrownBy(() -> Expression.code(text)).hasMessageContaining("no expression");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[for s in aws_subnet.app : s.id]",
        "can(regex(\"^ami-[0-9a-f]+$\", var.x))",
        "\"a ) ${f(\"}\")} \\\" $${ # //\""
      })
  void codeThatIsClosedIsTaken(String text) {
    assertThat(Expression.code(text).code()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a.tf", "a/b.tf", "a.tf.json", "A.tf", ".tf"})
  void aFileOutsideTheDirectoryIsRefused(String name) {
    assertThatThrownBy(() -> file(name)).hasMessageContaining("no file name");
  }

  @Test
  void anAttributeIsSetOnce() {
    assertThatThrownBy(() -> Body.EMPTY.set("a", 1).set("a", 2)).hasMessageContaining("set twice");
    assertThatThrownBy(() -> Body.EMPTY.set("a", 1).block("a", Body.EMPTY))
        .hasMessageContaining("both set and opened");
    assertThatThrownBy(() -> Expression.object().with("a", "b").with("a", "c"))
        .hasMessageContaining("two members");
    assertThatThrownBy(() -> Block.locals().block("a", Body.EMPTY)).hasMessageContaining("locals");
  }
}
