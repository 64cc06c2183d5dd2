package blueprint.language;

/** A word of the language that is not written like its constant. */
interface Spelled {
  String word();
}
