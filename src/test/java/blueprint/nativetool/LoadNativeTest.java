package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import blueprint.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is loaded into a database: a real PostgreSQL, and jobs of a real swarm. */
@Tag("native")
final class LoadNativeTest {

  private static final EnginePool ENGINES = new EnginePool();

  private static final String BLUEPRINT =
      """
      blueprint: 1
      name: shop
      region: eu-west-1
      images: {docker: {from: ubuntu-24.04}}
      tiers:
        app:
          swarm:
            image: docker
            managers: 1
            services:
              site:
                image: %s
                run: |-
                  sh -c "%s"
        db:
          database: {engine: postgres, version: "17", name: shop, user: shop, load: database.sql, used_by: [app.site]}
      """;

  private static final String TABLE =
      "CREATE TABLE things (name text);\nCOPY things FROM stdin;\none $1 \\\\ 'x'\ntwo\n\\.\n";

  /** A registry that refuses at once, where Docker Hub would be waited for. */
  private static final String CLIENT = "localhost:1/postgres:17";

  @TempDir Path work;
  private MotoServer aws;
  private StandInEc2 ec2;
  private SwarmMachine manager;
  private PostgresServer database;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    DockerEngine.dockerd();
    PostgresServer.program("pg_ctl");
    aws = LocalAws.empty();
    ec2 = StandInEc2.start();
    DockerEngine engine = ENGINES.get(1);
    String password =
        new StoredSecrets(aws)
            .create(
                "database",
                "{\"password\": \"%s\"}".formatted(PostgresServer.PASSWORD.replace("\"", "\\\"")));
    manager =
        SwarmMachine.create(
            "i-1",
            "manager",
            engine,
            aws,
            ec2,
            work,
            """
            {"name": "shop", "folder": "/nowhere", "registries": {},
             "secrets": {"load-db-owner": {"parts": [{"secret": "%s", "key": "password"}]}},
             "configs": {"load-db-host": {"parts": ["%s"]}}}
            """
                .formatted(password, engine.address()));
    engine.docker("swarm", "init", "--advertise-addr", engine.address()).succeeded();
    TaskImage.importInto(engine);
    TaskImage.importInto(
        engine,
        CLIENT,
        List.of(
            PostgresServer.program("psql").toString(),
            "/bin/cat",
            "/bin/sleep",
            "/usr/bin/base64",
            "/usr/bin/dirname",
            "/usr/bin/head",
            "/usr/bin/tr"));
    database = PostgresServer.start(engine);
  }

  @AfterEach
  void clear() throws IOException, InterruptedException {
    if (database != null) {
      database.close();
    }
    manager.close();
    ec2.close();
    ENGINES.clear();
  }

  @AfterAll
  static void end() throws IOException, InterruptedException {
    ENGINES.close();
  }

  @Test
  void tablesAndRowsAreThereBeforeTheServicesAndOnceOnly() throws Exception {
    ToolRun first = release(TABLE).succeeded();
    assertThat(first.out() + first.err())
        .contains("loading the database", "every service runs")
        .doesNotContain("canary");
    assertThat(database.query("SELECT name FROM things ORDER BY name"))
        .isEqualTo("one $1 \\ 'x'\ntwo");
    database.query("INSERT INTO things VALUES ('of the service')");

    assertThat(release(TABLE).succeeded().err()).doesNotContain("loading the database");
    assertThat(database.query("SELECT count(*) FROM things")).isEqualTo("3");
    assertThat(services()).containsExactly("shop_site");
  }

  @Test
  void theDatabaseItselfKnowsWhatWasLoadedWhateverTheSwarmForgets() throws Exception {
    release(TABLE).succeeded();
    manager.engine.docker("swarm", "leave", "--force").succeeded();
    manager
        .engine
        .docker("swarm", "init", "--advertise-addr", manager.engine.address())
        .succeeded();
    aws.json(
        "ssm",
        "eu-west-1",
        "AmazonSSM.DeleteParameter",
        "{\"Name\": \"" + SwarmMachine.PREFIX + "/loaded\"}");
    assertThat(release(TABLE).succeeded().err()).contains("loading the database");
    assertThat(database.query("SELECT count(*) FROM things")).isEqualTo("2");
    assertThat(database.query("SELECT count(*) FROM blueprint.loads")).isEqualTo("1");
  }

  @Test
  void whoLoadsMayMakeTablesAndNothingElseAndIsShutOutAfterwards() throws Exception {
    ToolRun run = release("CREATE TABLE half (a int);\nCREATE ROLE more LOGIN;\n");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("failed: shop-load_load-", "load.sql:2: ERROR:  permission denied")
        .doesNotContain("canary");
    assertThat(services()).as("services wait for their data").isEmpty();
    assertThat(database.query("SELECT to_regclass('half') IS NULL")).isEqualTo("t");
    assertThat(
            database.query(
                "SELECT rolcanlogin, has_schema_privilege(rolname, 'public', 'CREATE')"
                    + " FROM pg_roles WHERE rolname = 'blueprint_load'"))
        .isEqualTo("f|f");

    release("CREATE TABLE half (a int);\n").succeeded();
    assertThat(database.query("SELECT count(*) FROM half")).isEqualTo("0");
    assertThat(database.log())
        .contains("ALTER USER blueprint_load PASSWORD 'SCRAM-SHA-256$")
        .doesNotContainPattern("blueprint_load PASSWORD '(?!SCRAM)");
  }

  private ToolRun release(String sql) throws IOException, InterruptedException {
    Files.writeString(
        work.resolve("shop.yaml"),
        BLUEPRINT.formatted(TaskImage.NAME, TaskImage.SERVE.replace("$", "$$")));
    Files.writeString(work.resolve("database.sql"), sql);
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int code =
        Main.run(
            out,
            out,
            "generate",
            "--force",
            work.resolve("shop.yaml").toString(),
            "--output",
            work.resolve("out").toString());
    assertThat(code).as(said.toString()).isZero();
    Path file = work.resolve("out/shop/swarm/load.yml");
    Files.writeString(
        file, Files.readString(file).replace("image: postgres:17", "image: " + CLIENT));
    return manager.run("release", work.resolve("out/shop/swarm").toString());
  }

  private List<String> services() throws IOException, InterruptedException {
    return manager
        .engine
        .docker("service", "ls", "--format", "{{.Name}}")
        .succeeded()
        .out()
        .lines()
        .toList();
  }
}
