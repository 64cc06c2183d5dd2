package blueprint.target.overview;

/** Small drawings of 20 by 20 pixels, as path data from their upper left corner. */
enum Icon {
  GLOBE("M9 0a9 9 0 1 0 0 18a9 9 0 1 0 0-18M0 9h18M9 0c-5 5-5 13 0 18M9 0c5 5 5 13 0 18"),
  NETWORK("M1 2h7v5h-7zM10 11h7v5h-7zM4 7v6h6M13 11v-6h-5"),
  SPREAD("M2 12h8M10 12l10-9M10 12h12M10 12l10 9M16 3h4v4M18 9l4 3-4 3M16 21h4v-4"),
  MACHINES(
      "M1 2h22v6h-22zM1 10h22v6h-22zM1 18h22v6h-22zM5 5h1M5 13h1M5 21h1M11 5h8M11 13h8M11 21h8"),
  DISK("M2 4a10 4 0 1 0 20 0a10 4 0 1 0-20 0M2 4v16a10 4 0 0 0 20 0v-16M2 12a10 4 0 0 0 20 0");

  private final String path;

  Icon(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  static Icon of(Diagram.Kind kind) {
    return switch (kind) {
      case LOAD_BALANCER -> SPREAD;
      case MACHINES -> MACHINES;
      case DATABASE -> DISK;
    };
  }
}
