package blueprint.inventory;

import java.util.regex.Pattern;

/** AttributePath of attributes, and addresses. */
public final class AttributePath {

  private static final Pattern PLAIN = Pattern.compile("[@A-Za-z0-9_:/-]+");
  private static final Pattern PLACE =
      Pattern.compile("\\[(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\\]\"]*)]");

  private AttributePath() {}

  /** A member of an object; a key that could be taken for something else is quoted. */
  public static String member(String path, String key) {
    if (!PLAIN.matcher(key).matches()) {
      return path + "[" + quoted(key) + "]";
    }
    return path.isEmpty() ? key : path + "." + key;
  }

  /** An item of a list, by its number or by what it is called. */
  public static String item(String path, String key) {
    return path + "[" + (PLAIN.matcher(key).matches() ? key : quoted(key)) + "]";
  }

  private static String quoted(String key) {
    return "\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** The same without places in lists. */
  public static String withoutPlaces(String path) {
    return PLACE.matcher(path).replaceAll("");
  }

  /** Whether a path is another one, or leads on from it. */
  public static boolean isBelow(String path, String other) {
    return path.equals(other) || path.startsWith(other + ".") || path.startsWith(other + "[");
  }

  /** The address of all instances. */
  public static String family(String address) {
    int index = address.indexOf('[');
    return index < 0 ? address : address.substring(0, index);
  }
}
