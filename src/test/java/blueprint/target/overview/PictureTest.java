package blueprint.target.overview;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.compile.BlueprintFile;
import blueprint.compile.Compiler;
import blueprint.compile.Drawings;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The picture of every blueprint that there is: measured as drawn, from the SVG alone. */
final class PictureTest {

  private static final Pattern STEP = Pattern.compile("([MVHQ])([0-9 -]+)");

  @Test
  void thereArePicturesOfAllKinds() throws Exception {
    assertThat(pictures()).hasSizeGreaterThan(8);
  }

  @Test
  void everyTextStaysInItsBox() throws Exception {
    for (Map.Entry<String, Element> picture : pictures().entrySet()) {
      for (Element text : all(picture.getValue(), "text")) {
        Rectangle box = box(text);
        int[] ends = ends(text);
        String what = picture.getKey() + ": " + words(text);
        assertThat(ends[0]).as(what).isGreaterThanOrEqualTo(box.x);
        assertThat(ends[1]).as(what).isLessThanOrEqualTo(box.x + box.width);
        assertThat(number(text, "y")).as(what).isBetween(box.y + 8, box.y + box.height);
      }
    }
  }

  @Test
  void noTwoTextsOverlap() throws Exception {
    for (Map.Entry<String, Element> picture : pictures().entrySet()) {
      List<Element> texts = all(picture.getValue(), "text");
      for (int i = 0; i < texts.size(); i++) {
        for (int j = 0; j < i; j++) {
          assertThat(place(texts.get(i)).intersects(place(texts.get(j))))
              .as(picture.getKey() + ": " + words(texts.get(i)) + ", " + words(texts.get(j)))
              .isFalse();
        }
      }
    }
  }

  @Test
  void nothingLiesOutsideTheFrame() throws Exception {
    for (Map.Entry<String, Element> picture : pictures().entrySet()) {
      Element svg = picture.getValue();
      Rectangle page = new Rectangle(0, 0, number(svg, "width"), number(svg, "height"));
      assertThat(svg.getAttribute("viewBox")).isEqualTo("0 0 " + page.width + " " + page.height);
      for (Element rect : all(svg, "rect")) {
        assertThat(page.contains(rectangle(rect)) || rectangle(rect).equals(page))
            .as(picture.getKey())
            .isTrue();
      }
      for (Line2D line : lines(svg)) {
        assertThat(page.contains(line.getBounds()) || page.contains(line.getP1())).isTrue();
        assertThat(page.contains(line.getP2())).isTrue();
      }
    }
  }

  @Test
  void noArrowCrossesABoxOrAnotherArrowsLabel() throws Exception {
    for (Map.Entry<String, Element> picture : pictures().entrySet()) {
      Element svg = picture.getValue();
      for (Element rect : all(svg, "rect")) {
        if (!isBox(rect) || isPill(rect)) {
          continue;
        }
        Rectangle inside = rectangle(rect);
        inside.grow(-1, -1);
        for (Line2D line : lines(svg)) {
          assertThat(line.intersects(inside))
              .as(picture.getKey() + ": " + text(line) + " and " + rectangle(rect))
              .isFalse();
        }
      }
    }
  }

  @Test
  void noLabelCoversABoxAnotherLabelOrAnothersArrow() throws Exception {
    for (Map.Entry<String, Element> picture : pictures().entrySet()) {
      Element svg = picture.getValue();
      List<Element> rects = all(svg, "rect").stream().filter(PictureTest::isBox).toList();
      for (Element pill : rects.stream().filter(PictureTest::isPill).toList()) {
        for (Element other : rects) {
          assertThat(other != pill && rectangle(other).intersects(rectangle(pill)))
              .as(picture.getKey() + ": " + rectangle(pill) + " and " + rectangle(other))
              .isFalse();
        }
        Node own = pill.getParentNode().getParentNode();
        for (Element path : all(svg, "path")) {
          if (path.getAttribute("class").equals("flow") && path.getParentNode() != own) {
            for (Line2D line : lines(path.getAttribute("d"))) {
              assertThat(line.intersects(rectangle(pill)))
                  .as(picture.getKey() + ": " + text(line) + " and " + rectangle(pill))
                  .isFalse();
            }
          }
        }
      }
    }
  }

  @Test
  void theFileStandsAloneAndRunsNothing() throws Exception {
    for (Map.Entry<String, Element> picture : pictures().entrySet()) {
      Element svg = picture.getValue();
      assertThat(svg.getAttribute("role")).isEqualTo("img");
      assertThat(all(svg, "title").get(0).getTextContent()).isNotBlank();
      assertThat(all(svg, "desc").get(0).getTextContent()).contains("port");
      for (Element element : all(svg, "*")) {
        assertThat(element.getTagName())
            .isIn("svg", "title", "desc", "style", "g", "rect", "text", "path", "polygon");
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
          String name = element.getAttributes().item(i).getNodeName();
          assertThat(name).doesNotContain("href").doesNotStartWith("on");
        }
      }
      assertThat(all(svg, "style").get(0).getTextContent())
          .contains("prefers-color-scheme: dark")
          .doesNotContain("@import", "url(", "http");
    }
  }

  @Test
  void oneBlueprintHasOnePictureInAnyLocale() throws Exception {
    Map<String, Drawings.Drawing> first = drawings();
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(drawings()).isEqualTo(first);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void everyTierPortAndSubnetIsShown() throws Exception {
    String svg = drawings().get("blueprints/sentry.yaml").svg();
    assertThat(svg)
        .contains(">lb<", ">app<", ">db<", ">80<", ">8080<", ">5432<", ">443<")
        .contains("public 192.168.0.0/26", "private 192.168.1.64/26", "isolated 192.168.2.0/26")
        .contains("NAT gateway", "the internet", "zone a", "zone b", "application :8080");
  }

  private static Map<String, Element> pictures() throws Exception {
    Map<String, Element> pictures = new TreeMap<>();
    for (Map.Entry<String, Drawings.Drawing> drawing : drawings().entrySet()) {
      pictures.put(drawing.getKey(), parse(drawing.getValue().svg()));
    }
    return pictures;
  }

  private static Map<String, Drawings.Drawing> drawings() throws IOException {
    Map<String, Drawings.Drawing> drawings = new TreeMap<>();
    for (String root :
        List.of("blueprints", "src/test/resources/golden", "src/test/resources/pictures")) {
      try (Stream<Path> walk = Files.walk(Path.of(root))) {
        for (Path path : walk.filter(p -> p.toString().endsWith(".yaml")).toList()) {
          Drawings all = Compiler.draw(BlueprintFile.read(path), Optional.empty());
          int number = 0;
          for (Drawings.Drawing drawing : all.all()) {
            drawings.put(path + (number == 0 ? "" : "#" + number), drawing);
            number++;
          }
        }
      }
    }
    return drawings;
  }

  private static Element parse(String svg)
      throws ParserConfigurationException, SAXException, IOException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }

  private static List<Element> all(Element root, String tag) {
    NodeList nodes = root.getElementsByTagName(tag);
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      all.add((Element) nodes.item(i));
    }
    return all;
  }

  /** The first rectangle of the group around a text; the page for what stands in none. */
  private static Rectangle box(Element text) {
    Element around = (Element) text.getParentNode();
    return rectangle(all(around, "rect").get(0));
  }

  private static Rectangle place(Element text) {
    int[] ends = ends(text);
    return new Rectangle(ends[0], number(text, "y") - 9, ends[1] - ends[0], 10);
  }

  /** Where a text begins and ends, measured with the widths of Verdana, which are wide. */
  private static int[] ends(Element text) {
    String classes = " " + text.getAttribute("class") + " ";
    boolean pill = ((Element) text.getParentNode()).getAttribute("class").equals("pill");
    int size = classes.contains(" h ") ? 22 : classes.contains(" name ") ? 15 : 12;
    size = classes.contains(" line ") ? 13 : size;
    boolean bold = pill || classes.contains(" h ") || classes.contains(" name ");
    double width = 0;
    for (int point : words(text).codePoints().toArray()) {
      width += width(point) * size * (bold ? 1.13 : 1);
    }
    int x = number(text, "x");
    boolean middle = pill || classes.contains(" middle ");
    double start = middle ? x - width / 2 : classes.contains(" end ") ? x - width : x;
    return new int[] {(int) Math.floor(start), (int) Math.ceil(start + width)};
  }

  private static double width(int point) {
    if ("ijl|'".indexOf(point) >= 0) {
      return 0.28;
    }
    if (" .,:;/!ftr-()[]I".indexOf(point) >= 0) {
      return 0.4;
    }
    if ("mwMW%@".indexOf(point) >= 0) {
      return 0.97;
    }
    return point < 128 ? (Character.isUpperCase(point) ? 0.7 : 0.6) : 1;
  }

  /** The text without its title. */
  private static String words(Element text) {
    Node first = text.getFirstChild();
    return first == null ? "" : String.valueOf(first.getNodeValue());
  }

  private static int number(Element element, String attribute) {
    return Integer.parseInt(element.getAttribute(attribute));
  }

  private static Rectangle rectangle(Element rect) {
    return new Rectangle(
        number(rect, "x"), number(rect, "y"), number(rect, "width"), number(rect, "height"));
  }

  private static boolean isPill(Element rect) {
    return ((Element) rect.getParentNode()).getAttribute("class").equals("pill");
  }

  /** Not a background: page, network, band or zone. */
  private static boolean isBox(Element rect) {
    String name = rect.getAttribute("class");
    return !name.matches("page|network|zone|band .*");
  }

  private static List<Line2D> lines(Element svg) {
    List<Line2D> lines = new ArrayList<>();
    for (Element path : all(svg, "path")) {
      if (path.getAttribute("class").equals("flow")) {
        lines.addAll(lines(path.getAttribute("d")));
      }
    }
    return lines;
  }

  /** The straight pieces of a path; a bend counts as a line between its ends. */
  private static List<Line2D> lines(String path) {
    List<Line2D> lines = new ArrayList<>();
    int x = 0;
    int y = 0;
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      List<Integer> numbers =
          Stream.of(step.group(2).trim().split(" ")).map(Integer::valueOf).toList();
      int last = numbers.get(numbers.size() - 1);
      int toX =
          step.group(1).equals("V")
              ? x
              : step.group(1).equals("H") ? last : numbers.get(numbers.size() - 2);
      int toY = step.group(1).equals("H") ? y : last;
      if (!step.group(1).equals("M")) {
        lines.add(new Line2D.Double(x, y, toX, toY));
      }
      x = toX;
      y = toY;
    }
    return lines;
  }

  private static String text(Line2D line) {
    return line.getP1() + " to " + line.getP2();
  }
}
