package blueprint.language;

import java.util.Locale;

/** The kinds of managed database. */
public enum DatabaseEngine implements Spelled {
  POSTGRES,
  MYSQL,
  MARIADB,
  AURORA_POSTGRESQL,
  AURORA_MYSQL;

  /** What it is called in a blueprint, and by AWS: {@code aurora-mysql}. */
  @Override
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
