package blueprint.target.overview;

import blueprint.text.XmlElement;

/** The shapes that a picture is made of. */
final class SvgShapes {

  /** The length of an arrow's head. */
  static final int HEAD = 8;

  private SvgShapes() {}

  static XmlElement rect(Box box, int radius) {
    return XmlElement.of("rect")
        .set("x", box.x())
        .set("y", box.y())
        .set("width", box.width())
        .set("height", box.height())
        .set("rx", radius);
  }

  static XmlElement text(String words, int x, int y, String classes) {
    XmlElement text = XmlElement.of("text").set("x", x).set("y", y).text(words);
    return classes.isEmpty() ? text : text.set("class", classes);
  }

  /** Text that may have been shortened; a pointer that rests on it shows all. */
  static XmlElement fitted(String words, String shown, int x, int y, String classes) {
    XmlElement text = text(shown, x, y, classes);
    return shown.equals(words) ? text : text.add(XmlElement.of("title").text(words));
  }

  static XmlElement icon(Icon icon, int x, int y) {
    return XmlElement.of("path")
        .set("d", icon.path())
        .set("transform", "translate(" + x + " " + y + ")");
  }

  static XmlElement line(String path) {
    return XmlElement.of("path").set("class", "flow").set("d", path);
  }

  /** A quarter of a turn from downwards to the left. */
  static String bend(int x, int y, int by) {
    return "Q" + x + " " + y + " " + (x + by) + " " + y;
  }

  static XmlElement headDown(int x, int y) {
    return head(x, y, -5, -HEAD - 1, 5, -HEAD - 1);
  }

  static XmlElement headUp(int x, int y) {
    return head(x, y, -5, HEAD + 1, 5, HEAD + 1);
  }

  static XmlElement headLeft(int x, int y) {
    return head(x, y, HEAD + 1, -5, HEAD + 1, 5);
  }

  /** A triangle with its point at a place, and two corners relative to it. */
  private static XmlElement head(int x, int y, int dx1, int dy1, int dx2, int dy2) {
    String points = String.join(" ", point(x + dx1, y + dy1), point(x, y), point(x + dx2, y + dy2));
    return XmlElement.of("polygon").set("class", "head").set("points", points);
  }

  private static String point(int x, int y) {
    return x + "," + y;
  }
}
