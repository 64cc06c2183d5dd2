package blueprint.plan;

/** A secret value that lives in the account; only its place is known here. */
public sealed interface Secret {

  /** What the blueprint calls it. */
  String name();

  /** Made in the account from this many random letters and digits. */
  record Generated(String name, String accountName, int length) implements Secret {}

  /** There already, in Secrets Manager. */
  record Stored(String name, String accountName) implements Secret {}

  /** There already, an encrypted parameter of Systems Manager; the path begins with a slash. */
  record Parameter(String name, String path) implements Secret {}
}
