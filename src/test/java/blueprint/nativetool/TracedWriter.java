package blueprint.nativetool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@link WriterProgram} under strace, which ends it or lets one of its system calls fail.
 *
 * @param java how the program is started, without its arguments
 * @param scratch where its folder and strace's log are
 */
record TracedWriter(List<Object> java, Path scratch) {

  /** The calls that change files, or that must work before files change. */
  private static final String CALLS =
      "openat,write,rename,unlink,rmdir,mkdir,chmod,link,fsync,ftruncate,fcntl";

  /** Short numbers of processes are followed by more than one blank. */
  private static final Pattern CALL = Pattern.compile("\\d+ +(\\w+)\\((.*)");

  private static final Pattern PATH = Pattern.compile("\"(/[^\"]*)\"");

  /** The {@code number}th call of its name on a path in the folder, as strace writes it. */
  record Call(String name, int number, String text) {
    boolean changesFiles() {
      return !name.equals("fcntl") && (!name.equals("openat") || text.contains("O_CREAT"));
    }

    @Override
    public String toString() {
      return name + " " + number + ": " + text;
    }
  }

  Path folder() {
    return scratch.resolve("shop");
  }

  /** What a run does to the folder when nothing goes wrong. */
  List<Call> calls(String tree, Set<String> paths) throws IOException, InterruptedException {
    Map<String, Integer> counts = new LinkedHashMap<>();
    List<Call> calls = new ArrayList<>();
    run(tree, paths).succeeded();
    for (String line : log()) {
      Matcher call = CALL.matcher(line);
      if (call.matches()) {
        int number = counts.merge(call.group(1), 1, Integer::sum);
        calls.add(new Call(call.group(1), number, call.group(2)));
      }
    }
    return calls;
  }

  /** All paths below the folder that a run names. */
  Set<String> paths(String tree) throws IOException, InterruptedException {
    Set<String> paths = new TreeSet<>();
    run(tree, Set.of()).succeeded();
    for (String line : log()) {
      Matcher path = PATH.matcher(line);
      while (path.find()) {
        if (Path.of(path.group(1)).startsWith(folder())) {
          paths.add(path.group(1));
        }
      }
    }
    return paths;
  }

  /** Runs it, with strace's words for what is to go wrong at calls on some paths, or on any. */
  ToolRun run(String tree, Set<String> paths, String... injections)
      throws IOException, InterruptedException {
    List<Object> command = new ArrayList<>();
    command.add(NativeTools.require("strace"));
    command.addAll(List.of("-f", "-qq", "-s", "200", "-o", scratch.resolve("log")));
    if (!List.of(injections).toString().contains(":signal=")) {
      command.add("--seccomp-bpf"); // faster, but strace then sends no signals
    }
    command.addAll(List.of("-e", "trace=" + CALLS));
    for (String injection : injections) {
      command.addAll(List.of("-e", "inject=" + injection));
    }
    paths.forEach(path -> command.addAll(List.of("-P", path)));
    command.addAll(java);
    command.addAll(List.of(folder(), tree));
    return ToolRun.in(scratch, Map.of(), Duration.ofMinutes(1), command.toArray());
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(scratch.resolve("log"));
  }
}
