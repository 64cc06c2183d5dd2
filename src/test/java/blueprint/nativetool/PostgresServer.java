package blueprint.nativetool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL as RDS offers it: reached with TLS only, and the owner of the database is no superuser
 * but may make users.
 */
final class PostgresServer {
  static final String OWNER = "shop";
  static final String PASSWORD = "own er's \"canary\" $1";

  private static final String USER = "nobody";

  private final DockerEngine engine;
  private final Path folder;

  private PostgresServer(DockerEngine engine, Path folder) {
    this.engine = engine;
    this.folder = folder;
  }

  /** Starts one on an engine's network, with a database for the owner. */
  static PostgresServer start(DockerEngine engine) throws IOException, InterruptedException {
    program("pg_ctl");
    Path folder = Files.createTempDirectory("postgres");
    PostgresServer server = new PostgresServer(engine, folder);
    ToolRun.of(
            "openssl",
            "req",
            "-new",
            "-x509",
            "-days",
            "2",
            "-nodes",
            "-subj",
            "/CN=db",
            "-out",
            folder.resolve("crt"),
            "-keyout",
            folder.resolve("key"))
        .succeeded();
    Files.writeString(folder.resolve("password"), "admin");
    ToolRun.of("chown", "-R", USER, folder).succeeded();
    server.asUser(
        program("initdb"),
        "--pgdata=" + folder.resolve("data"),
        "--auth=scram-sha-256",
        "--username=admin",
        "--pwfile=" + folder.resolve("password"));
    Files.writeString(folder.resolve("data/pg_hba.conf"), "hostssl all all all scram-sha-256\n");
    Files.writeString(
        folder.resolve("data/postgresql.conf"),
        """
        listen_addresses = '*'
        unix_socket_directories = ''
        ssl = on
        ssl_cert_file = '%1$s/crt'
        ssl_key_file = '%1$s/key'
        log_statement = 'ddl'
        """
            .formatted(folder));
    server.begin();
    server.sql(
        "admin",
        "admin",
        "postgres",
        "CREATE ROLE %s LOGIN CREATEROLE CREATEDB PASSWORD '%s'"
            .formatted(OWNER, PASSWORD.replace("'", "''")));
    server.sql("admin", "admin", "postgres", "CREATE DATABASE shop OWNER " + OWNER);
    return server;
  }

  /** Starts it, first or again. */
  void begin() throws IOException, InterruptedException {
    asUser(
        program("pg_ctl"),
        "--pgdata=" + folder.resolve("data"),
        "--log=" + folder.resolve("log"),
        "--wait",
        "start");
  }

  void stop() throws IOException, InterruptedException {
    asUser(program("pg_ctl"), "--pgdata=" + folder.resolve("data"), "--mode=fast", "stop");
  }

  /** What a query of the owner's prints, without decoration. */
  String query(String sql) throws IOException, InterruptedException {
    return sql(OWNER, PASSWORD, "shop", sql);
  }

  /** What it has written down. */
  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private String sql(String user, String password, String database, String sql)
      throws IOException, InterruptedException {
    List<Object> command = new ArrayList<>(engine.beside());
    command.addAll(
        List.of(program("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", engine.address()));
    command.addAll(List.of("-U", user, "-d", database, "-c", sql));
    Map<String, String> variables = Map.of("PGPASSWORD", password, "PGSSLMODE", "require");
    return ToolRun.in(Path.of(""), variables, Duration.ofMinutes(1), command.toArray())
        .succeeded()
        .out()
        .strip();
  }

  private void asUser(Object... command) throws IOException, InterruptedException {
    List<Object> words = new ArrayList<>(engine.beside());
    words.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=nogroup", "--clear-groups", "--"));
    words.addAll(List.of(command));
    ToolRun.in(folder, Map.of(), Duration.ofMinutes(2), words.toArray()).succeeded();
  }

  /** A program of the newest PostgreSQL here; Debian keeps them apart for each version. */
  static Path program(String name) throws IOException {
    return NativeTools.require("pg_ctl").toRealPath().resolveSibling(name);
  }

  void close() throws IOException, InterruptedException {
    stop();
    ToolRun.of("rm", "-rf", "--one-file-system", folder).succeeded();
  }
}
