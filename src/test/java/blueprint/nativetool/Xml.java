package blueprint.nativetool;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An element of an answer of AWS, asked with XPath; namespaces do not matter. */
record Xml(Node node) {

  static Xml parse(String text) throws IOException {
    try {
      return new Xml(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(text))));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(text, e);
    }
  }

  /** What a path selects, in the order of the answer. */
  List<Xml> all(String path) {
    try {
      NodeList nodes =
          (NodeList)
              XPathFactory.newInstance().newXPath().evaluate(path, node, XPathConstants.NODESET);
      List<Xml> found = new ArrayList<>();
      for (int i = 0; i < nodes.getLength(); i++) {
        found.add(new Xml(nodes.item(i)));
      }
      return found;
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  /** The one thing that a path selects. */
  Xml one(String path) {
    List<Xml> found = all(path);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + path + " in " + node.getTextContent());
    }
    return found.get(0);
  }

  /** The texts of what a path selects. */
  List<String> texts(String path) {
    return all(path).stream().map(found -> found.node().getTextContent()).toList();
  }

  /** The text of the first thing that a path selects; empty if there is none. */
  String text(String path) {
    return texts(path).stream().findFirst().orElse("");
  }

  /** The number that a path selects. */
  int number(String path) {
    return Integer.parseInt(text(path));
  }

  /** Whether a path selects the text {@code true}. */
  boolean isTrue(String path) {
    return text(path).equals("true");
  }
}
