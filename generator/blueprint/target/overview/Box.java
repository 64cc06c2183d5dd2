package blueprint.target.overview;

/** A rectangle in a picture, in whole pixels. */
record Box(int x, int y, int width, int height) {

  int right() {
    return x + width;
  }

  int bottom() {
    return y + height;
  }

  int middleX() {
    return x + width / 2;
  }

  int middleY() {
    return y + height / 2;
  }
}
