package blueprint.nativetool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How machines form a swarm and leave it: real engines, and a local AWS. */
@Tag("native")
class SwarmNativeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EnginePool ENGINES = new EnginePool();

  private static final String NODE =
      "{{.ID}} {{.Spec.Role}} {{.Spec.Availability}} {{.Status.State}} {{.Status.Addr}}"
          + " {{with .ManagerStatus}}{{if .Leader}}Leader{{else}}Reachable{{end}}{{end}}"
          + " {{.Spec.Labels}}";

  @TempDir Path work;
  private final List<SwarmMachine> machines = new ArrayList<>();
  private MotoServer aws;
  private StandInEc2 ec2;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    DockerEngine.dockerd();
    aws = LocalAws.empty();
    ec2 = StandInEc2.start();
    aws.json(
        "dynamodb",
        "eu-west-1",
        "DynamoDB_20120810.CreateTable",
        """
        {"TableName": "shop-leases", "BillingMode": "PAY_PER_REQUEST",
         "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
         "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}
        """);
  }

  @AfterEach
  void clear() throws IOException, InterruptedException {
    machines.forEach(SwarmMachine::close);
    ec2.close();
    ENGINES.clear();
  }

  @AfterAll
  static void end() throws IOException, InterruptedException {
    ENGINES.close();
  }

  @Test
  void machinesThatStartTogetherBecomeOneSwarm() throws Exception {
    List<SwarmMachine> managers = List.of(manager(1), manager(2), manager(3));
    SwarmMachine worker = worker(4);
    for (SwarmMachine machine :
        List.of(worker, managers.get(0), managers.get(1), managers.get(2))) {
      machine.join();
    }
    for (SwarmMachine machine : machines) {
      until(() -> said(machine, "formed swarm") || said(machine, "joined swarm"));
    }

    assertThat(managers).filteredOn(each -> said(each, "formed swarm")).hasSize(1);
    assertThat(nodes(managers.get(0))).hasSize(4);
    until(() -> nodes(managers.get(2)).stream().allMatch(line -> line.contains("eu-west-1")));
    assertThat(nodes(managers.get(0)).stream().filter(line -> line.contains("Reachable")))
        .hasSize(2);
    assertThat(parameterTypes())
        .containsEntry("tokens/worker", "SecureString")
        .containsEntry("tokens/manager", "SecureString")
        .containsEntry("managers/i-1", "String")
        .containsEntry("managers/i-3", "String")
        .doesNotContainKey("managers/i-4");
  }

  @Test
  void twoWinnersAtOnceLeaveOneSwarm() throws Exception {
    SwarmMachine first = manager(1);
    // It is held up between winning and forming, for longer than the others wait.
    first.programs.with("swarm", "machine.say(\"forming the swarm\")", "time.sleep(12)");
    first.join();
    until(() -> record().contains("i-1"));
    SwarmMachine second = manager(2);
    second.join();

    until(() -> said(second, "formed swarm"));
    assertThat(second.running().output())
        .contains("i-1 forms the swarm", "i-1 has not formed the swarm within 5 s");
    until(() -> said(first, "joined swarm"));
    assertThat(first.running().output()).contains("another manager has formed the swarm meanwhile");
    assertThat(nodes(first)).hasSize(2);
  }

  @Test
  void aWinnerThatIsTerminatedBeforeItFormsTheSwarmIsSucceededAtOnce() throws Exception {
    SwarmMachine first = manager(1);
    first.programs.with("swarm", "machine.say(\"forming the swarm\")", "os._exit(1)");
    first.join().exit();
    first.state("Terminating");
    SwarmMachine second = manager(2);
    second.join();

    until(() -> said(second, "formed swarm"));
    assertThat(second.running().output()).doesNotContain("i-1 forms the swarm");
  }

  @Test
  void aWinnerThatWasInterruptedFinishesWhenItStartsAgain() throws Exception {
    SwarmMachine first = manager(1);
    String commit = "        if not self.record.commit(cluster):\n";
    first.programs.with("swarm", commit, "        os._exit(1)\n" + commit);
    first.join().exit();
    first.programs.with("swarm", "        os._exit(1)\n", "");
    first.join();

    until(() -> said(first, "formed swarm"));
    assertThat(first.running().output()).contains("after an interruption");
    SwarmMachine second = manager(2);
    second.join();
    until(() -> said(second, "joined swarm"));
  }

  @Test
  void aManagerThatIsLostIsReplacedAndItsPlaceIsGivenUp() throws Exception {
    List<SwarmMachine> managers = swarmOf(3);
    SwarmMachine lost = managers.get(0);
    lost.vanish();
    SwarmMachine heir = manager(5);
    heir.join();

    until(() -> said(heir, "joined swarm"));
    until(() -> nodes(heir).size() == 3 && nodes(heir).stream().noneMatch(n -> n.contains("down")));
    assertThat(nodes(heir)).allMatch(node -> node.contains(" manager "));
    assertThat(nodes(heir)).noneMatch(node -> node.contains(lost.engine.address()));
    until(() -> !parameterTypes().containsKey("managers/i-1"));
    assertThat(managers)
        .anyMatch(each -> said(each, "demoted the manager at 10.77.1.11, which is gone"));
  }

  @Test
  void aManagerThatOnlyRestartsKeepsItsPlace() throws Exception {
    List<SwarmMachine> managers = swarmOf(3);
    SwarmMachine away = managers.get(0);
    List<String> ids = nodes(managers.get(1)).stream().map(node -> node.split(" ", -1)[0]).toList();
    away.engine.crash();
    until(() -> nodes(managers.get(1)).stream().anyMatch(node -> node.contains("down")));
    until(() -> said(away, "the engine does not answer"));
    Thread.sleep(3_000); // several looks of the leader
    away.engine.begin();

    until(() -> nodes(managers.get(1)).stream().noneMatch(node -> node.contains("down")));
    assertThat(nodes(away).stream().map(node -> node.split(" ", -1)[0])).isEqualTo(ids);
  }

  @Test
  void whenAllManagersAreGoneTheNextOnesFormAnotherSwarmAndWorkersFollow() throws Exception {
    SwarmMachine old = manager(1);
    old.join();
    SwarmMachine worker = worker(4);
    worker.join();
    until(() -> said(worker, "joined swarm"));
    old.vanish();
    SwarmMachine heir = manager(2);
    heir.join();

    until(() -> said(heir, "formed swarm"));
    assertThat(heir.running().output()).containsPattern("no manager of swarm \\S+ is left");
    until(() -> nodes(heir).stream().anyMatch(node -> node.contains(" worker active ready")));
    assertThat(worker.running().output()).contains("leaving what is no part of the swarm");
  }

  @Test
  void aWorkerThatIsToGoIsDrainedAndRemoved() throws Exception {
    SwarmMachine manager = swarmOf(1).get(0);
    List<SwarmMachine> workers = List.of(worker(3), worker(4));
    for (SwarmMachine worker : workers) {
      worker.join();
      TaskImage.importInto(worker.engine);
      until(() -> said(worker, "joined swarm"));
    }
    serve(manager, 4);
    workers.get(0).terminate();

    assertThat(workers.get(0).running().exit()).isZero();
    assertThat(workers.get(0).running().output())
        .contains("left the swarm", "shop-worker may terminate this machine");
    assertThat(manager.running().output()).contains("draining i-3 at 10.77.1.13");
    assertThat(ec2.told()).contains("CompleteLifecycleAction i-3 shop-worker leave");
    until(() -> nodes(manager).size() == 2);
    until(() -> tasks(workers.get(1)) == 4);
  }

  @Test
  void aWorkerWhoseTasksDoNotEndAsksForTimeAndGoesAnyway() throws Exception {
    SwarmMachine manager = swarmOf(1).get(0);
    SwarmMachine worker = worker(4);
    worker.programs.with("swarm", "EMPTY = 300", "EMPTY = 5");
    worker.join();
    TaskImage.importInto(worker.engine);
    until(() -> said(worker, "joined swarm"));
    manager
        .engine
        .docker(
            "service",
            "create",
            "--detach",
            "--no-resolve-image",
            "--name",
            "stubborn",
            "--constraint",
            "node.role==worker",
            "--stop-grace-period",
            "1m",
            TaskImage.NAME,
            "sleep",
            "1000")
        .succeeded();
    until(() -> tasks(worker) == 1);
    worker.terminate();

    assertThat(worker.running().exit()).isZero();
    assertThat(worker.running().output())
        .contains("tasks still run here after 5 s, leaving all the same");
    assertThat(ec2.told())
        .contains("RecordLifecycleActionHeartbeat i-4 shop-worker leave")
        .endsWith("CompleteLifecycleAction i-4 shop-worker leave");
  }

  @Test
  void theLeaderHandsOverBeforeItGoes() throws Exception {
    List<SwarmMachine> managers = swarmOf(3);
    SwarmMachine leader = managers.get(0);
    leader.terminate();

    assertThat(leader.running().exit()).isZero();
    assertThat(leader.running().output()).doesNotContain("all the same").contains("left the swarm");
    assertThat(ec2.told()).contains("CompleteLifecycleAction i-1 shop-manager leave");
    ec2.remove("i-1");
    until(() -> nodes(managers.get(1)).size() == 2);
    until(
        () ->
            parameterTypes().keySet().stream().filter(n -> n.startsWith("managers/")).count() == 2);
    assertThat(nodes(managers.get(2))).anyMatch(node -> node.contains("Leader"));
    assertThat(managers).as("it had handed over").noneMatch(m -> said(m, "demoted the manager at"));
  }

  @Test
  void theOnlyManagerGoesWithoutWaitingForAnother() throws Exception {
    SwarmMachine manager = swarmOf(1).get(0);
    manager.terminate();

    assertThat(manager.running().exit()).isZero();
    assertThat(manager.running().output())
        .contains("this is the only manager, the swarm ends with it");
    assertThat(ec2.told()).contains("CompleteLifecycleAction i-1 shop-manager leave");
  }

  @Test
  void aTokenThatIsRotatedIsPublishedAgain() throws Exception {
    SwarmMachine manager = swarmOf(1).get(0);
    SwarmMachine worker = worker(4);
    manager.running().terminate();
    manager.engine.docker("swarm", "join-token", "--rotate", "worker").succeeded();
    worker.join();
    until(() -> said(worker, "no member of the swarm yet"));
    assertThat(worker.running().output()).contains("token");
    manager.join();

    until(() -> said(manager, "published the token for a worker"));
    until(() -> said(worker, "joined swarm"));
    assertThat(worker.running().output()).doesNotContain("SWMTKN");
  }

  @Test
  void aMachineWaitsForTheParameterStoreAndForItsEngine() throws Exception {
    SwarmMachine manager = manager(1);
    manager.engine.crash();
    RunningProgram away = manager.join(MachinePrograms.unreachable());
    until(() -> said(manager, "next try in 2 s"));
    away.kill();
    manager.join();
    until(() -> said(manager, "the engine does not answer"));
    manager.engine.begin();

    until(() -> said(manager, "formed swarm"));
  }

  @Test
  void aMachineThatCannotJoinInTimeFails() throws Exception {
    SwarmMachine worker = worker(4);
    worker.programs.with("swarm", "JOIN = 90", "JOIN = 4");
    Path told = work.resolve("notify");
    worker.join(Map.of("NOTIFY_SOCKET", told.toString()));

    assertThat(worker.running().exit()).isEqualTo(1);
    assertThat(worker.running().output())
        .contains("gave up joining the swarm: no manager has published");
  }

  @Test
  void systemdIsToldOnceTheMachineIsAMember() throws Exception {
    SwarmMachine manager = manager(1);
    Path socket = work.resolve("notify");
    Path listener =
        Files.writeString(
            work.resolve("listen.py"),
            """
            import socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.bind(sys.argv[1])
            print("bound", flush=True)
            print(s.recv(99).decode(), flush=True)
            """);
    List<String> command =
        List.of(manager.programs.python().toString(), listener.toString(), socket.toString());
    try (RunningProgram heard = RunningProgram.start(work, Map.of(), command)) {
      heard.until(() -> heard.output().contains("bound"));
      manager.join(Map.of("NOTIFY_SOCKET", socket.toString()));
      until(() -> heard.output().contains("READY=1"));
      assertThat(manager.running().output()).contains("formed swarm");
    }
  }

  @Test
  void aSwarmWhoseRecordIsGoneIsNotFormedTwice() throws Exception {
    SwarmMachine manager = swarmOf(1).get(0);
    manager.running().kill();
    aws.json(
        "dynamodb",
        "eu-west-1",
        "DynamoDB_20120810.DeleteItem",
        "{\"TableName\": \"shop-leases\", \"Key\": {\"id\": {\"S\": \"swarm/app\"}}}");

    SwarmMachine second = manager(2);
    second.join();
    until(() -> said(second, "next try in 2 s"));
    assertThat(record()).doesNotContain("owner");
    manager.join();

    until(() -> said(manager, "wrote the missing record"));
    until(() -> said(second, "joined swarm"));
  }

  @Test
  void withoutAMajorityAManagerSaysSoAndStaysWhatItIs() throws Exception {
    List<SwarmMachine> managers = swarmOf(3);
    SwarmMachine last = managers.get(2);
    managers.get(0).engine.crash();
    managers.get(1).engine.crash();
    until(() -> said(last, "The swarm does not have a leader"));
    Thread.sleep(3_000); // several looks
    managers.get(0).engine.begin();
    managers.get(1).engine.begin();

    until(() -> last.engine.docker("node", "ls").exit() == 0);
    until(
        () -> nodes(last).stream().filter(n -> n.contains(" manager active ready ")).count() == 3);
    assertThat(last.running().output()).doesNotContain("leaving");
  }

  @Test
  void anEngineThatFindsNoOtherMemberYetIsWaitedFor() throws Exception {
    List<SwarmMachine> managers = swarmOf(3);
    List<String> ids = nodes(managers.get(0)).stream().map(node -> node.split(" ", -1)[0]).toList();
    for (SwarmMachine manager : managers) {
      manager.engine.crash();
    }
    SwarmMachine first = managers.get(0);
    first.engine.begin();
    until(() -> said(first, "the engine has not found the other members of the swarm yet"));
    Thread.sleep(3_000); // several looks
    managers.get(1).engine.begin();
    managers.get(2).engine.begin();

    until(
        () ->
            first.engine.docker("node", "ls").exit() == 0
                && nodes(first).stream().filter(n -> n.contains(" manager active ready ")).count()
                    == 3);
    assertThat(nodes(first).stream().map(node -> node.split(" ", -1)[0])).isEqualTo(ids);
    assertThat(managers).noneMatch(manager -> said(manager, "leaving"));
  }

  /** Managers of one swarm that has formed; the first one leads. */
  private List<SwarmMachine> swarmOf(int size) throws Exception {
    List<SwarmMachine> managers = new ArrayList<>();
    for (int number = 1; number <= size; number++) {
      SwarmMachine manager = manager(number);
      manager.join();
      until(() -> said(manager, "formed swarm") || said(manager, "joined swarm"));
      managers.add(manager);
    }
    until(() -> parameterTypes().containsKey("leader"));
    return managers;
  }

  /** A service on the workers, whose tasks all run. */
  private void serve(SwarmMachine manager, int replicas) throws Exception {
    manager
        .engine
        .docker(
            "service",
            "create",
            "--detach",
            "--no-resolve-image",
            "--name",
            "site",
            "--replicas",
            replicas,
            "--constraint",
            "node.role==worker",
            TaskImage.NAME,
            "/bin/sh",
            "-c",
            TaskImage.SERVE)
        .succeeded();
    until(() -> machines.stream().mapToInt(SwarmNativeTest::tasks).sum() == replicas);
  }

  private static int tasks(SwarmMachine machine) {
    try {
      return (int) machine.engine.docker("ps", "--quiet").out().lines().count();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String record() throws IOException, InterruptedException {
    return aws.json(
        "dynamodb",
        "eu-west-1",
        "DynamoDB_20120810.GetItem",
        "{\"TableName\": \"shop-leases\", \"Key\": {\"id\": {\"S\": \"swarm/app\"}}}");
  }

  private boolean said(SwarmMachine machine, String text) {
    try {
      return machine.running().output().contains(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> nodes(SwarmMachine manager) throws IOException, InterruptedException {
    while (true) {
      ToolRun ids = manager.engine.docker("node", "ls", "--quiet").succeeded();
      List<Object> words = new ArrayList<>(List.of("node", "inspect", "--format", NODE));
      words.addAll(ids.out().lines().toList());
      ToolRun run = manager.engine.docker(words.toArray());
      if (!run.err().contains("not found")) { // removed since it was listed
        return run.succeeded().out().lines().toList();
      }
    }
  }

  private Map<String, String> parameterTypes() throws IOException, InterruptedException {
    String answer =
        aws.json(
            "ssm",
            "eu-west-1",
            "AmazonSSM.GetParametersByPath",
            "{\"Path\": \"%s\", \"Recursive\": true}".formatted(SwarmMachine.PREFIX));
    Map<String, String> types = new HashMap<>();
    JSON.readTree(answer)
        .get("Parameters")
        .forEach(
            each ->
                types.put(
                    each.get("Name").textValue().substring(SwarmMachine.PREFIX.length() + 1),
                    each.get("Type").textValue()));
    return types;
  }

  /** Waits until something is so. */
  private void until(Callable<Boolean> met) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!met.call()) {
      if (System.nanoTime() > end) {
        StringBuilder said = new StringBuilder();
        for (SwarmMachine machine : machines) {
          said.append(machine.id).append(":\n").append(machine.running().output());
        }
        throw new AssertionError("too late\n" + said);
      }
      Thread.sleep(100);
    }
  }

  private SwarmMachine manager(int number) throws IOException, InterruptedException {
    return machine(number, "manager");
  }

  private SwarmMachine worker(int number) throws IOException, InterruptedException {
    return machine(number, "worker");
  }

  private SwarmMachine machine(int number, String role) throws IOException, InterruptedException {
    SwarmMachine machine =
        SwarmMachine.create("i-" + number, role, ENGINES.get(number), aws, ec2, work, "");
    machines.add(machine);
    return machine;
  }
}
