package blueprint.target.overview;

/**
 * How wide text is at most. A viewer chooses the font; the widths are those of the widest that is
 * usual, DejaVu Sans, in thousandths of the size, rounded up.
 */
final class TextWidth {

  private static final int BOLD_PERCENT = 116;
  private static final int WIDEST = 1000;
  private static final int[] ASCII = {
    320, 405, 460, 840, 640, 955, 780, 280, 395, 395, 500, 840, 320, 365, 320, 340, 640, 640, 640,
    640, 640, 640, 640, 640, 640, 640, 340, 340, 840, 840, 840, 535, 1000, 690, 690, 700, 775, 635,
    580, 780, 755, 300, 300, 660, 560, 865, 750, 790, 605, 790, 700, 640, 615, 735, 690, 990, 690,
    615, 690, 395, 340, 395, 840, 500, 500, 615, 640, 550, 640, 620, 355, 640, 640, 280, 280, 580,
    280, 975, 640, 615, 640, 640, 415, 525, 395, 640, 595, 820, 595, 595, 530, 640, 340, 640, 840
  };

  private TextWidth() {}

  /** The width in pixels, rounded up. */
  static int of(String text, int size, boolean bold) {
    long thousandths = text.codePoints().mapToLong(TextWidth::of).sum();
    long width = thousandths * size * (bold ? BOLD_PERCENT : 100);
    return (int) ((width + 99_999) / 100_000);
  }

  /** The text, or as much of its beginning as fits, with an ellipsis. */
  static String fit(String text, int size, boolean bold, int width) {
    if (of(text, size, bold) <= width) {
      return text;
    }
    int[] points = text.codePoints().toArray();
    int length = points.length;
    while (length > 0 && of(new String(points, 0, length) + "…", size, bold) > width) {
      length--;
    }
    return new String(points, 0, length).stripTrailing() + "…";
  }

  private static int of(int point) {
    return point >= ' ' && point <= '~' ? ASCII[point - ' '] : WIDEST;
  }
}
