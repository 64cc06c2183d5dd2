package blueprint.target.terraform;

/** What {@code aws.schema} says of a member beside its type. */
enum SchemaTrait {
  REQUIRED("required"),
  OPTIONAL("optional"),
  COMPUTED("computed"),
  SENSITIVE("sensitive"),
  WRITE_ONLY("write-only"),
  DEPRECATED("deprecated"),
  ONLY_V5("v5"),
  ONLY_V6("v6");

  private final String word;

  SchemaTrait(String word) {
    this.word = word;
  }

  static SchemaTrait of(String word) {
    for (SchemaTrait trait : values()) {
      if (trait.word.equals(word)) {
        return trait;
      }
    }
    throw new IllegalArgumentException("no such trait: " + word);
  }
}
