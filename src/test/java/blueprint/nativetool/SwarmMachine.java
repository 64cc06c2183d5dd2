package blueprint.nativetool;

import blueprint.nativetool.StandInEc2.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A machine of a swarm: its programs with shortened times, its engine, and what AWS says of it. */
final class SwarmMachine implements AutoCloseable {
  static final String PREFIX = "/shop/app/swarm";
  private static final Map<String, String> TIMES =
      Map.of(
          "LOOK = 5", "LOOK = 0.3",
          "TEND = 15", "TEND = 0.6",
          "JOIN = 600", "JOIN = 90",
          "TTL = 120", "TTL = 5",
          "HEARTBEAT = 60", "HEARTBEAT = 1");

  final String id;
  final DockerEngine engine;
  final MachinePrograms programs;
  final InstanceMetadata metadata;
  private final StandInEc2 ec2;
  private final Path runtime;
  private @Nullable RunningProgram running;

  private SwarmMachine(
      String id,
      DockerEngine engine,
      MachinePrograms programs,
      InstanceMetadata metadata,
      StandInEc2 ec2,
      Path runtime) {
    this.id = id;
    this.engine = engine;
    this.programs = programs;
    this.metadata = metadata;
    this.ec2 = ec2;
    this.runtime = runtime;
  }

  /**
   * A machine of the group of its role that has just started.
   *
   * @param deploy what managers deploy, as JSON, empty for none
   */
  static SwarmMachine create(
      String id,
      String role,
      DockerEngine engine,
      MotoServer aws,
      StandInEc2 ec2,
      Path work,
      String deploy)
      throws IOException, InterruptedException {
    InstanceMetadata metadata = InstanceMetadata.start();
    metadata.put("local-ipv4", engine.address());
    metadata.put("autoscaling/target-lifecycle-state", "InService");
    String zone = "eu-west-1" + "abc".charAt(Math.floorMod(id.hashCode(), 3));
    ec2.put(id, new Instance("shop-" + role, engine.address(), zone, "InService"));
    Path folder = Files.createDirectories(work.resolve(id));
    Path instance = Files.writeString(work.resolve(id + ".txt"), id + "\n");
    MachinePrograms programs =
        new MachinePrograms(aws, SwarmTemplates.programs(work.resolve(id + "-image")), folder)
            .with("machine.py", "/var/lib/cloud/data/instance-id", instance)
            .with("swarm.py", "169.254.169.254:80", metadata.place());
    for (Map.Entry<String, String> time : TIMES.entrySet()) {
      programs.with("swarm", "\n" + time.getKey(), "\n" + time.getValue());
    }
    programs.with("stack.py", "\nSTEADY = 10", "\nSTEADY = 1");
    programs.with("stack.py", "\nLOOK = 2", "\nLOOK = 0.3");
    programs.with("stack.py", "\nCONVERGE = 900", "\nCONVERGE = 60");
    SwarmMachine machine =
        new SwarmMachine(id, engine, programs, metadata, ec2, work.resolve(id + "-run"));
    programs.values(values(role, deploy));
    return machine;
  }

  private static String values(String role, String deploy) {
    return """
        {"region": "eu-west-1", "stack": "shop", "tier": "app", "roles": [], "swarm": {
          "role": "%1$s", "parameters": "%2$s", "group": "shop-%1$s", "hook": "leave",
          "groups": ["shop-manager", "shop-worker"], "manager_group": "shop-manager",
          "election": {"table": "shop-leases", "key": "swarm/app"}, "pool": "10.200.0.0/16"}%3$s}
        """
        .formatted(role, PREFIX, deploy.isEmpty() ? "" : ", \"deploy\": " + deploy);
  }

  /** Variables that lead the programs to this machine's engine and to the stand-ins. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("DOCKER_HOST", engine.host());
    environment.put("AWS_ENDPOINT_URL_AUTO_SCALING", ec2.url());
    environment.put("AWS_ENDPOINT_URL_EC2", ec2.url());
    environment.put("RUNTIME_DIRECTORY", runtime.toString());
    return environment;
  }

  /** Starts the program that joins. */
  RunningProgram join() throws IOException {
    return join(Map.of());
  }

  RunningProgram join(Map<String, String> more) throws IOException {
    Map<String, String> environment = environment();
    environment.putAll(more);
    running = programs.start(environment, "swarm");
    return running;
  }

  RunningProgram running() {
    if (running == null) {
      throw new IllegalStateException(id + " does not run");
    }
    return running;
  }

  /** Runs a program of this machine to its end. */
  ToolRun run(String program, String... arguments) throws IOException, InterruptedException {
    return programs.run(environment(), program, arguments);
  }

  /** What the auto-scaling group says of it from now on. */
  void state(String state) {
    Instance known = ec2.get(id);
    ec2.put(id, new Instance(known.group(), known.address(), known.zone(), state));
  }

  /** The group is about to terminate it, and its hook waits for its word. */
  void terminate() {
    state("Terminating:Wait");
    metadata.put("autoscaling/target-lifecycle-state", "Terminated");
  }

  /** Its machine is switched off, and its group has seen that. */
  void vanish() throws InterruptedException {
    ec2.remove(id);
    if (running != null) {
      running.kill();
    }
    engine.crash();
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
    }
    metadata.close();
    ec2.remove(id);
  }
}
