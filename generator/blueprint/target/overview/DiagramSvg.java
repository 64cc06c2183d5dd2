package blueprint.target.overview;

import blueprint.plan.Connection;
import blueprint.plan.Plan;
import blueprint.target.overview.Diagram.Card;
import blueprint.target.overview.Diagram.Link;
import blueprint.target.overview.Diagram.Outside;
import blueprint.target.overview.Diagram.Row;
import blueprint.text.XmlElement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The picture as one SVG file: no script, no font, no link, nothing that a viewer has to fetch.
 *
 * @see <a href="https://www.w3.org/TR/SVG2/">SVG 2</a>
 */
final class DiagramSvg {

  private static final int NAME = 15;
  private static final int LINE = 13;
  private static final int SMALL = 12;
  private static final int BEND = 8;

  private final Diagram diagram;
  private final DiagramLayout layout;

  private DiagramSvg(Diagram diagram) {
    this.diagram = diagram;
    this.layout = new DiagramLayout(diagram);
  }

  static String draw(Plan plan) {
    return new DiagramSvg(DiagramLowering.lower(plan)).document(Description.of(plan)).document();
  }

  private XmlElement document(String description) {
    Box page = layout.page();
    XmlElement svg =
        XmlElement.of("svg")
            .set("xmlns", "http://www.w3.org/2000/svg")
            .set("viewBox", "0 0 " + page.width() + " " + page.height())
            .set("width", page.width())
            .set("height", page.height())
            .set("role", "img")
            .set("aria-labelledby", "title description")
            .add(
                XmlElement.of("title").set("id", "title").text(diagram.title() + " on AWS"),
                XmlElement.of("desc").set("id", "description").text(description),
                XmlElement.of("style").lines(DiagramStyle.sheet()),
                SvgShapes.rect(page, 0).set("class", "page"));
    heading(svg);
    network(svg);
    for (int i = 0; i < diagram.rows().size(); i++) {
      svg.add(row(i));
    }
    for (int i = 0; i < diagram.outside().size(); i++) {
      svg.add(outside(i));
    }
    lines(svg);
    layout.exit().ifPresent(box -> svg.add(exit(box)));
    return svg;
  }

  private void heading(XmlElement svg) {
    int x = DiagramLayout.MARGIN;
    svg.add(
        SvgShapes.text(diagram.title(), x, 42, "h"),
        SvgShapes.text("on AWS, " + diagram.region(), x, 64, "line dim"));
  }

  private void network(XmlElement svg) {
    Box network = layout.network();
    svg.add(SvgShapes.rect(network, 12).set("class", "network"));
    for (int i = 0; i < diagram.rows().size(); i++) {
      svg.add(
          SvgShapes.rect(layout.row(i).band(), 8)
              .set("class", "band " + exposure(diagram.rows().get(i))));
    }
    for (int i = 0; i < diagram.zones().size(); i++) {
      Box zone = layout.zone(i);
      String name = "zone " + diagram.zones().get(i);
      svg.add(
          SvgShapes.rect(zone, 6).set("class", "zone"),
          SvgShapes.text(name, zone.x() + 10, zone.y() + 18, "small dim"));
    }
    svg.add(
        SvgShapes.text(diagram.network(), network.x() + 16, network.bottom() - 11, "small dim"));
  }

  private static String exposure(Row row) {
    return row.exposure().map(DiagramStyle::of).orElse("unknown");
  }

  private XmlElement outside(int index) {
    Outside outside = diagram.outside().get(index);
    Box box = layout.outside(index);
    String name = TextWidth.fit(outside.name(), NAME, true, box.width() - 60);
    int left = box.middleX() - (TextWidth.of(name, NAME, true) + 26) / 2;
    return XmlElement.of("g")
        .add(
            SvgShapes.rect(box, 10).set("class", "outside"),
            SvgShapes.icon(outside.internet() ? Icon.GLOBE : Icon.NETWORK, left, box.middleY() - 9)
                .set("stroke", "#ffffff")
                .set("class", "over-icon"),
            SvgShapes.fitted(outside.name(), name, left + 28, box.middleY() + 5, "name over"));
  }

  private XmlElement row(int index) {
    Row row = diagram.rows().get(index);
    DiagramLayout.RowBoxes boxes = layout.row(index);
    XmlElement group = XmlElement.of("g").set("class", exposure(row));
    int shown = boxes.cells().size();
    for (int i = 0; i < shown; i++) {
      boolean last = i == shown - 1 && row.subnets().size() > shown;
      String words = row.exposure().map(e -> DiagramStyle.of(e) + " ").orElse("");
      String name =
          last
              ? "and " + (row.subnets().size() - shown + 1) + " more"
              : words + row.subnets().get(i);
      group.add(cell(boxes.cells().get(i), name));
    }
    row.card().ifPresent(card -> group.add(card(card, boxes)));
    return group;
  }

  private static XmlElement cell(Box box, String words) {
    String shown = TextWidth.fit(words, SMALL, false, box.width() - 20);
    return XmlElement.of("g")
        .add(
            SvgShapes.rect(box, 5).set("class", "cell"),
            SvgShapes.fitted(words, shown, box.x() + 10, box.middleY() + 4, "small"));
  }

  private static XmlElement card(Card card, DiagramLayout.RowBoxes boxes) {
    Box box = boxes.card().orElseThrow();
    int left = box.x() + DiagramLayout.CARD_TEXT;
    int room = box.right() - 16 - left;
    String kind = card.kind().words();
    String name =
        TextWidth.fit(card.name(), NAME, true, room - TextWidth.of(kind, SMALL, false) - 16);
    XmlElement group =
        XmlElement.of("g")
            .add(
                SvgShapes.rect(box, 8).set("class", "card"),
                SvgShapes.icon(Icon.of(card.kind()), box.x() + 18, box.y() + 16)
                    .set("class", "icon"),
                SvgShapes.fitted(card.name(), name, left, box.y() + 26, "name"),
                SvgShapes.text(kind, box.right() - 16, box.y() + 25, "small dim end"));
    int y = box.y() + 28;
    for (String line : card.lines()) {
      y += DiagramLayout.LINE_HEIGHT;
      group.add(SvgShapes.fitted(line, TextWidth.fit(line, LINE, false, room), left, y, "line"));
    }
    for (int i = 0; i < card.chips().size(); i++) {
      group.add(chip(boxes.chips().get(i), card.chips().get(i)));
    }
    return group;
  }

  private static XmlElement chip(Box box, String words) {
    String shown = TextWidth.fit(words, DiagramLayout.CHIP_SIZE, false, box.width() - 20);
    return XmlElement.of("g")
        .add(
            SvgShapes.rect(box, box.height() / 2).set("class", "chip"),
            SvgShapes.fitted(words, shown, box.middleX(), box.middleY() + 4, "small middle"));
  }

  private XmlElement exit(Box box) {
    List<String> names = diagram.exit().orElseThrow().names();
    return XmlElement.of("g")
        .add(
            SvgShapes.rect(box, 8).set("class", "card"),
            SvgShapes.text(names.get(0), box.middleX(), box.y() + 22, "line middle"),
            SvgShapes.text(names.get(1), box.middleX(), box.y() + 40, "small dim middle"));
  }

  private void lines(XmlElement svg) {
    wayOut(svg);
    for (DiagramLayout.Lane lane : layout.rightLanes()) {
      svg.add(lane(lane));
    }
    for (Link link : diagram.links()) {
      if (layout.isStraight(link)) {
        svg.add(straight(link));
      }
    }
  }

  private XmlElement straight(Link link) {
    int x = layout.straight(link.from());
    int top = link.from() < 0 ? layout.outside(0).bottom() : bottomOfCard(link.from());
    Box card = layout.row(link.to()).card().orElseThrow();
    return flow(isInternet(link.from()))
        .add(
            SvgShapes.line("M" + x + " " + top + "V" + (card.y() - SvgShapes.HEAD)),
            SvgShapes.headDown(x, card.y()),
            pill(link.label(), x, layout.gapAbove(link.to())));
  }

  private boolean isInternet(int from) {
    return from < 0 && diagram.outside().get(Link.OUTSIDE - from).internet();
  }

  private int bottomOfCard(int row) {
    return layout.row(row).card().orElseThrow().bottom();
  }

  private XmlElement lane(DiagramLayout.Lane lane) {
    Box card = layout.row(lane.target()).card().orElseThrow();
    int in = card.y() + 20;
    XmlElement group = flow(isInternet(lane.sources().get(0)));
    for (int source : lane.sources()) {
      String way = "V" + (in - BEND) + SvgShapes.bend(lane.x(), in, -BEND);
      if (source < 0) {
        int top = layout.outside(Link.OUTSIDE - source).bottom();
        group.add(SvgShapes.line("M" + lane.x() + " " + top + way + toCard(card)));
      } else {
        Box from = layout.row(source).card().orElseThrow();
        int out = layout.leave(source, lane);
        String turn =
            "M"
                + from.right()
                + " "
                + out
                + "H"
                + (lane.x() - BEND)
                + "Q"
                + lane.x()
                + " "
                + out
                + " "
                + lane.x()
                + " "
                + (out + BEND);
        group.add(SvgShapes.line(turn + way + toCard(card)));
      }
    }
    return group.add(
        SvgShapes.headLeft(card.right(), in),
        pill(lane.label(), lane.x(), layout.gapAbove(lane.target())));
  }

  private static String toCard(Box card) {
    return "H" + (card.right() + SvgShapes.HEAD);
  }

  private void wayOut(XmlElement svg) {
    List<Link> links = diagram.links().stream().filter(link -> link.to() < 0).toList();
    if (links.isEmpty()) {
      return;
    }
    Diagram.Exit exit = diagram.exit().orElseThrow();
    XmlElement group = XmlElement.of("g").set("class", "out");
    if (exit.toInternet()) {
      int top = layout.outside(0).bottom();
      int bottom = layout.exit().map(Box::y).orElseGet(() -> layout.network().y());
      group.add(
          SvgShapes.line("M" + layout.exitLane() + " " + bottom + "V" + (top + SvgShapes.HEAD)),
          SvgShapes.headUp(layout.exitLane(), top));
    }
    links.stream()
        .filter(link -> link.from() != exit.row() || layout.exit().isEmpty())
        .forEach(link -> leave(link, links, group));
    links.stream()
        .filter(link -> link.from() == exit.row() && layout.exit().isPresent())
        .forEach(link -> leaveStraight(link, group));
    svg.add(group);
  }

  /** Beside the way out: straight into it. */
  private void leaveStraight(Link link, XmlElement group) {
    Box card = layout.row(link.from()).card().orElseThrow();
    int y = card.middleY();
    int end = layout.exit().orElseThrow().right();
    group.add(
        SvgShapes.line("M" + card.x() + " " + y + "H" + (end + SvgShapes.HEAD)),
        SvgShapes.headLeft(end, y),
        pill(link.label(), (end + card.x()) / 2, y));
  }

  /** Above or below the way out: to the lane, which the furthest row draws for all. */
  private void leave(Link link, List<Link> all, XmlElement group) {
    Box card = layout.row(link.from()).card().orElseThrow();
    int lane = layout.exitLane();
    int y = card.middleY();
    String out = "M" + card.x() + " " + y + "H";
    int end = layout.exit().map(box -> box.y() < y ? box.bottom() : box.y()).orElseGet(this::edge);
    boolean rises = end < y;
    boolean furthest =
        all.stream().noneMatch(o -> rises ? o.from() > link.from() : o.from() < link.from());
    if (furthest) {
      int bend = rises ? y - BEND : y + BEND;
      int head = layout.exit().isEmpty() ? 0 : rises ? SvgShapes.HEAD : -SvgShapes.HEAD;
      String turn = "Q" + lane + " " + y + " " + lane + " " + bend + "V" + (end + head);
      group.add(SvgShapes.line(out + (lane + BEND) + turn));
      if (layout.exit().isPresent()) {
        group.add(rises ? SvgShapes.headUp(lane, end) : SvgShapes.headDown(lane, end));
      }
    } else {
      group.add(SvgShapes.line(out + lane));
    }
    group.add(pill(link.label(), (lane + card.x()) / 2 + BEND, y));
  }

  /** Where the network ends. */
  private int edge() {
    return layout.network().y();
  }

  private static XmlElement flow(boolean in) {
    return XmlElement.of("g").set("class", in ? "in" : "inside");
  }

  private static XmlElement pill(String label, int x, int y) {
    int width = DiagramLayout.pillWidth(label);
    int height = DiagramLayout.PILL_HEIGHT;
    Box box = new Box(x - width / 2, y - height / 2, width, height);
    return XmlElement.of("g")
        .set("class", "pill")
        .add(SvgShapes.rect(box, height / 2), SvgShapes.text(label, x, y + 4, ""));
  }

  /** The same in words, for those who do not see it. */
  private static final class Description {

    static String of(Plan plan) {
      return plan.connections().stream()
          .map(c -> peer(c.from()) + " to " + peer(c.to()) + " on port " + c.port())
          .distinct()
          .collect(Collectors.joining("; ", "Who may connect to whom: ", "."));
    }

    private static String peer(Connection.Peer peer) {
      return OverviewTarget.peer(peer);
    }
  }
}
