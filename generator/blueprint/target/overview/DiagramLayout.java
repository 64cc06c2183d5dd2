package blueprint.target.overview;

import blueprint.target.overview.Diagram.Card;
import blueprint.target.overview.Diagram.Exit;
import blueprint.target.overview.Diagram.Link;
import blueprint.target.overview.Diagram.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where everything in a picture stands.
 *
 * <p>Rows lie below each other, zones side by side. What goes from one row to the next is a
 * straight line between them; what passes a row goes through a lane at the right, and what leaves
 * the network through one at the left, so that no line crosses a box.
 */
final class DiagramLayout {

  static final int MARGIN = 28;
  static final int OUTSIDE_TOP = 84;
  static final int OUTSIDE_HEIGHT = 40;
  static final int PILL_HEIGHT = 22;
  static final int OUTSIDE_SIZE = 15;
  static final int PILL_SIZE = 12;
  static final int CHIP_HEIGHT = 24;
  static final int CHIP_SIZE = 12;
  static final int LINE_HEIGHT = 19;
  static final int CARD_TEXT = 58;

  private static final int LEAVE_STEP = 9;
  private static final int GAP = 46;
  private static final int HEADER = 40;
  private static final int FOOTER = 34;
  private static final int PADDING = 14;
  private static final int GUTTER = 230;
  private static final int EXIT_WIDTH = 136;
  private static final int EXIT_HEIGHT = 52;
  private static final int ZONE_WIDTH = 248;
  private static final int LEAST_WIDTH = 496;
  private static final int ZONE_GAP = 26;
  private static final int CELL_HEIGHT = 26;
  private static final int BARE_ROW = 78;
  private static final int LEAST_OUTSIDE = 200;
  private static final int MOST_OUTSIDE = 340;

  /** The most subnets that a row shows where it may have any number. */
  private static final int MOST_CELLS = 2;

  private final Diagram diagram;
  private final List<Lane> lanes;
  private final int centre;
  private final int centreWidth;
  private final int laneWidth;

  /** A line to a row that passes other rows. */
  record Lane(int target, List<Integer> sources, String label, int x) {}

  /** A row's boxes. */
  record RowBoxes(Box band, Optional<Box> card, List<Box> chips, List<Box> cells) {}

  DiagramLayout(Diagram diagram) {
    this.diagram = diagram;
    this.centre = MARGIN + PADDING + (diagram.exit().isPresent() ? GUTTER : PADDING);
    this.centreWidth = Math.max(LEAST_WIDTH, diagram.zones().size() * ZONE_WIDTH);
    this.lanes = lanes();
    int all = lanes.stream().mapToInt(DiagramLayout::right).max().orElse(0) - centre - centreWidth;
    int inner =
        lanes.stream().filter(l -> !isSecond(l)).mapToInt(DiagramLayout::right).max().orElse(0)
            - centre
            - centreWidth;
    int second = diagram.outside().size() > 1 ? Math.max(0, inner) + secondLeast() : 0;
    this.laneWidth = Math.max(second, Math.max(0, all));
  }

  private static int right(Lane lane) {
    return lane.x() + pillWidth(lane.label()) / 2;
  }

  /** Whether it comes from the second one outside. */
  private static boolean isSecond(Lane lane) {
    return lane.sources().contains(Link.OUTSIDE - 1);
  }

  /** The whole picture. */
  Box page() {
    return new Box(0, 0, network().right() + MARGIN, network().bottom() + MARGIN);
  }

  /** The network's frame. */
  Box network() {
    int top = diagram.outside().isEmpty() ? OUTSIDE_TOP : OUTSIDE_TOP + OUTSIDE_HEIGHT + GAP;
    int right = centre + centreWidth + laneWidth + PADDING + PADDING;
    int height = HEADER + FOOTER + (diagram.rows().size() - 1) * GAP;
    height += diagram.rows().stream().mapToInt(this::rowHeight).sum();
    return new Box(MARGIN, top, right - MARGIN, height);
  }

  /** The network's frame without its first and last line. */
  private int rowsTop() {
    return network().y() + HEADER;
  }

  /** The column of a zone. */
  Box zone(int index) {
    int width = centreWidth / diagram.zones().size();
    int bottom = network().bottom() - FOOTER + 8;
    int top = network().y() + 10;
    return new Box(centre + index * width, top, width - ZONE_GAP, bottom - top);
  }

  /** Who is outside. */
  Box outside(int index) {
    Box network = network();
    if (diagram.outside().size() == 1) {
      return new Box(network.x(), OUTSIDE_TOP, network.width(), OUTSIDE_HEIGHT);
    }
    int x = index == 0 ? network.x() : network.right() - secondWidth();
    int width = index == 0 ? network.width() - secondWidth() - GAP / 2 : secondWidth();
    return new Box(x, OUTSIDE_TOP, width, OUTSIDE_HEIGHT);
  }

  /** As wide as it needs to be to stand above the lanes of the second one outside. */
  private int secondWidth() {
    int first =
        lanes.stream()
            .filter(DiagramLayout::isSecond)
            .mapToInt(lane -> network().right() - lane.x() + pillWidth(lane.label()) / 2 + 8)
            .max()
            .orElse(0);
    return Math.max(first, secondLeast() - PADDING);
  }

  /** As wide as its name needs, within reason. */
  private int secondLeast() {
    int name = TextWidth.of(diagram.outside().get(1).name(), OUTSIDE_SIZE, true) + 80;
    return Math.min(MOST_OUTSIDE, Math.max(LEAST_OUTSIDE, name));
  }

  /** The boxes of a row. */
  RowBoxes row(int index) {
    Row row = diagram.rows().get(index);
    int y = rowsTop() + index * GAP;
    for (int i = 0; i < index; i++) {
      y += rowHeight(diagram.rows().get(i));
    }
    Box band = new Box(MARGIN + PADDING, y, network().width() - 2 * PADDING, rowHeight(row));
    int cellTop = band.bottom() - PADDING - CELL_HEIGHT;
    if (row.card().isEmpty()) {
      cellTop = band.middleY() - CELL_HEIGHT / 2;
    }
    List<Box> cells = cells(row, cellTop);
    if (row.card().isEmpty()) {
      return new RowBoxes(band, Optional.empty(), List.of(), cells);
    }
    Box card = cardAt(y + PADDING, cardHeight(row.card().get()));
    return new RowBoxes(band, Optional.of(card), chips(row.card().get(), card), cells);
  }

  private Box cardAt(int y, int height) {
    return new Box(centre + 12, y, centreWidth - ZONE_GAP - 24, height);
  }

  private int rowHeight(Row row) {
    return row.card()
        .map(card -> PADDING + cardHeight(card) + 10 + CELL_HEIGHT + PADDING)
        .orElse(BARE_ROW);
  }

  private int cardHeight(Card card) {
    int height = 44 + card.lines().size() * LINE_HEIGHT;
    List<Box> chips = chips(card, cardAt(0, height));
    return chips.isEmpty() ? height : chips.get(chips.size() - 1).bottom() + 14;
  }

  private List<Box> chips(Card card, Box box) {
    List<Box> chips = new ArrayList<>();
    int left = box.x() + CARD_TEXT;
    int right = box.right() - 16;
    int x = left;
    int y = box.y() + 38 + card.lines().size() * LINE_HEIGHT;
    for (String chip : card.chips()) {
      int width = Math.min(right - left, TextWidth.of(chip, CHIP_SIZE, false) + 20);
      if (x + width > right) {
        x = left;
        y += CHIP_HEIGHT + 6;
      }
      chips.add(new Box(x, y, width, CHIP_HEIGHT));
      x += width + 8;
    }
    return chips;
  }

  private List<Box> cells(Row row, int y) {
    int known = row.subnets().size();
    int count = diagram.zones().isEmpty() ? Math.min(MOST_CELLS, known) : known;
    List<Box> cells = new ArrayList<>();
    int width = count == 0 ? 0 : centreWidth / count;
    for (int i = 0; i < count; i++) {
      cells.add(new Box(centre + i * width + 12, y, width - ZONE_GAP - 24, CELL_HEIGHT));
    }
    return cells;
  }

  /** The way out, where it is a thing of its own. */
  Optional<Box> exit() {
    return diagram.exit().filter(exit -> !exit.names().isEmpty()).map(this::exit);
  }

  private Box exit(Exit exit) {
    RowBoxes row = row(exit.row());
    int middle = row.card().map(Box::middleY).orElse(row.band().middleY());
    return new Box(MARGIN + 2 * PADDING, middle - EXIT_HEIGHT / 2, EXIT_WIDTH, EXIT_HEIGHT);
  }

  /** Where everything that leaves the network goes up. */
  int exitLane() {
    return MARGIN + 2 * PADDING + EXIT_WIDTH / 2;
  }

  /** Where a straight line leaves a row, or the outside, for the row below: between two subnets. */
  int straight(int from) {
    int count = from < 0 ? diagram.zones().size() : row(from).cells().size();
    if (count < 2) {
      return centre + (centreWidth - ZONE_GAP) / 2;
    }
    return centre + centreWidth / count * (count / 2) - ZONE_GAP / 2;
  }

  /** Whether a line goes straight down to the next row. */
  boolean isStraight(Link link) {
    return link.to() >= 0 && (link.from() == link.to() - 1);
  }

  /**
   * Where a line leaves a row's card for a lane: the further the lane, the higher, so that no line
   * crosses another one of the same card.
   */
  int leave(int row, Lane lane) {
    int before =
        (int)
            lanes.stream()
                .filter(l -> l.sources().contains(row))
                .takeWhile(l -> !l.equals(lane))
                .count();
    return row(row).card().orElseThrow().bottom() - 14 - LEAVE_STEP * before;
  }

  /** The lanes, innermost first. */
  List<Lane> rightLanes() {
    return lanes;
  }

  private List<Lane> lanes() {
    Map<Integer, List<Link>> byTarget = new TreeMap<>();
    diagram.links().stream()
        .filter(link -> link.to() >= 0 && !isStraight(link))
        .forEach(l -> byTarget.computeIfAbsent(l.to(), key -> new ArrayList<>()).add(l));
    List<Lane> unplaced = new ArrayList<>();
    byTarget.forEach(
        (target, links) -> {
          List<Integer> sources = links.stream().map(Link::from).sorted().toList();
          unplaced.add(new Lane(target, sources, label(links), 0));
        });
    unplaced.sort(
        Comparator.comparing(DiagramLayout::isSecond)
            .thenComparing(lane -> lane.target() - lane.sources().get(0))
            .thenComparing(Lane::target));
    List<Lane> placed = new ArrayList<>();
    int x = centre + centreWidth + 6;
    for (Lane lane : unplaced) {
      int half = pillWidth(lane.label()) / 2;
      placed.add(new Lane(lane.target(), lane.sources(), lane.label(), x + half));
      x += 2 * half + 14;
    }
    return placed;
  }

  private static String label(List<Link> links) {
    SortedSet<Integer> ports = new TreeSet<>();
    links.forEach(link -> ports.addAll(link.ports()));
    return new Link(0, 0, ports).label();
  }

  static int pillWidth(String label) {
    return TextWidth.of(label, PILL_SIZE, true) + 18;
  }

  /** Half way between a row and what is above it. */
  int gapAbove(int row) {
    int bottom = row == 0 ? network().y() : row(row).band().y();
    return bottom - GAP / 2;
  }
}
