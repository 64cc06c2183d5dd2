package blueprint.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An element of an XML document, and everything in it: either other elements, or text. What is
 * written is escaped here and nowhere else. Attributes stand in the order of their names.
 */
public final class XmlElement {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

  private final String name;
  private final Map<String, String> attributes = new TreeMap<>();
  private final List<XmlElement> children = new ArrayList<>();
  private String text = "";

  private XmlElement(String name) {
    this.name = requireName(name);
  }

  /**
   * An empty element.
   *
   * @throws IllegalArgumentException if it is no plain name
   */
  public static XmlElement of(String name) {
    return new XmlElement(name);
  }

  /**
   * Sets an attribute.
   *
   * @throws IllegalArgumentException if it is no plain name, or XML cannot hold the value
   */
  public XmlElement set(String attribute, String value) {
    attributes.put(requireName(attribute), Xml.escape(value).text());
    return this;
  }

  /** Sets a numeric attribute. */
  public XmlElement set(String attribute, int value) {
    return set(attribute, Integer.toString(value));
  }

  /** Adds elements at the end. */
  public XmlElement add(XmlElement... more) {
    children.addAll(List.of(more));
    return this;
  }

  /**
   * Sets the text, which comes before what is added.
   *
   * @throws IllegalArgumentException if XML cannot hold it
   */
  public XmlElement text(String content) {
    text = Xml.escape(content).text();
    return this;
  }

  /** Sets text of several lines, such as a style sheet, which stands on lines of its own. */
  public XmlElement lines(String content) {
    StringBuilder lines = new StringBuilder("\n");
    content.lines().forEach(line -> lines.append(Xml.escape(line).text()).append('\n'));
    text = lines.toString();
    return this;
  }

  /**
   * The document with this element as its root: an element to a line, so that it can be compared.
   */
  public String document() {
    StringBuilder out = new StringBuilder();
    write(out, "");
    return out.toString();
  }

  private void write(StringBuilder out, String indent) {
    out.append(indent).append('<').append(name);
    attributes.forEach(
        (key, value) -> out.append(' ').append(key).append("=\"").append(value).append('"'));
    if (children.isEmpty() && text.isEmpty()) {
      out.append("/>\n");
    } else if (!text.isEmpty()) {
      out.append('>').append(text);
      children.forEach(child -> out.append(child.inline()));
      out.append("</").append(name).append(">\n");
    } else {
      out.append(">\n");
      children.forEach(child -> child.write(out, indent + "  "));
      out.append(indent).append("</").append(name).append(">\n");
    }
  }

  /** Beside text a line end would be part of it. */
  private String inline() {
    StringBuilder out = new StringBuilder();
    write(out, "");
    return out.toString().strip();
  }

  private static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name: " + name);
    }
    return name;
  }
}
