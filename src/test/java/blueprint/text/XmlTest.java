package blueprint.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class XmlTest {

  @Test
  void aParserGivesBackWhatWasWritten() throws Exception {
    for (String text : AwkwardStrings.someLines(2000)) {
      Element root = parse(XmlElement.of("a").set("b", text).text(text).document());
      assertThat(root.getAttribute("b")).isEqualTo(text);
      assertThat(root.getTextContent()).isEqualTo(text);
    }
  }

  @Test
  void markupAndEntitiesAreOnlyText() throws Exception {
    String text = "<script>\"&lt;' ]]> &#x41; <!-- -->";
    Element root = parse(XmlElement.of("a").set("b", text).text(text).document());
    assertThat(root.getChildNodes().getLength()).isEqualTo(1);
    assertThat(root.getTextContent()).isEqualTo(text);
  }

  @Test
  void elementsStandOnLinesOfTheirOwnAndTextDoesNot() {
    assertThat(
            XmlElement.of("a")
                .add(
                    XmlElement.of("b").set("z", 1).set("c", "d"),
                    XmlElement.of("e").text("f").add(XmlElement.of("g").text("h")))
                .document())
        .isEqualTo("<a>\n  <b c=\"d\" z=\"1\"/>\n  <e>f<g>h</g></e>\n</a>\n");
  }

  @Test
  void whatXmlCannotHoldIsRefused() {
    for (String text : new String[] {"\0", "\u0001", "a\nb", "\ud800", "\uffff", "\u2028"}) {
      assertThatThrownBy(() -> Xml.escape(text)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> XmlElement.of("a b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> XmlElement.of("a").set("onload=\"x\" b", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Element parse(String document) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(document)))
        .getDocumentElement();
  }
}
