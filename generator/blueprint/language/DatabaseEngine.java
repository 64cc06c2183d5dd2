package blueprint.language;

/** The kinds of managed database. */
public enum DatabaseEngine {
  POSTGRES,
  MYSQL,
  MARIADB
}
