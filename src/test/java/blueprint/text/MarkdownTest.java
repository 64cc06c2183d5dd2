package blueprint.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkdownTest {

  @Test
  void ordinaryTextIsWrittenAsItIs() {
    assertThat(Markdown.escape("About 35 USD a month (eu-west-1).").text())
        .isEqualTo("About 35 USD a month (eu-west-1).");
  }

  @Test
  void markupHtmlLinksAndTableCellsAreOnlyText() {
    assertThat(Markdown.escape("<script>*a* | [b](c) `d` &lt;").text())
        .isEqualTo("\\<script\\>\\*a\\* \\| \\[b\\](c) \\`d\\` \\&lt;");
  }

  @Test
  void whatWouldOpenAListOrAHeadingDoesNot() {
    assertThat(Markdown.escape("- a").text()).isEqualTo("\\- a");
    assertThat(Markdown.escape("1. a").text()).isEqualTo("1\\. a");
    assertThat(Markdown.escape("# a").text()).isEqualTo("\\# a");
  }

  @Test
  void lineBreaksBecomeSpaces() {
    assertThat(Markdown.escape("a\n\n# b").text()).isEqualTo("a \\# b");
  }

  @Test
  void codeHasALongerFenceThanItHolds() {
    assertThat(Markdown.code("a").text()).isEqualTo("`a`");
    assertThat(Markdown.code("a`b``c").text()).isEqualTo("```a`b``c```");
    assertThat(Markdown.code("`a").text()).isEqualTo("`` `a ``");
    assertThat(Markdown.code("a\nb").text()).isEqualTo("`a b`");
  }

  @Test
  void halfACharacterIsRefused() {
    assertThatThrownBy(() -> Markdown.escape("\ud800"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Markdown.code("\ud800")).isInstanceOf(IllegalArgumentException.class);
  }
}
