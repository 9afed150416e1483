package io.rialto.chaos.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Nodes that replicate with the settings of ours and do nothing with what they replicate, and the
 * load on them: what the engine could do at most. Its processes end with the one that starts them.
 */
public final class NoopCluster implements AutoCloseable {

  /** What was replicated in how long. */
  public record Replicated(long entries, long nanos) {}

  private static final String WARM = "warm";

  private final Path directory;
  private final Programs programs;
  private final NodeRuntime runtime;
  private final Guardian guardian;
  private final List<Process> processes = new ArrayList<>();
  private final List<String> ids;
  private final String members;

  /** Lays it out; starts nothing yet. */
  public NoopCluster(Path directory, int nodes, NodeRuntime runtime, Programs programs)
      throws IOException {
    this.directory = directory;
    this.programs = programs;
    this.runtime = runtime;
    this.ids = IntStream.rangeClosed(1, nodes).mapToObj(number -> "n" + number).toList();
    List<Integer> ports = Ports.free(nodes);
    this.members =
        IntStream.range(0, nodes)
            .mapToObj(
                place -> {
                  String endpoint = Programs.loopback(ports.get(place));
                  return ids.get(place) + "=" + endpoint + "/" + endpoint;
                })
            .collect(Collectors.joining(","));
    this.guardian = Guardian.start(directory.resolve("guardian.log"));
  }

  /** Starts the nodes. */
  public void start() throws ClusterException {
    for (String id : ids) {
      List<String> command = programs.noopNode(runtime, id, directory.resolve(id), members);
      watched(Launch.start(command, Map.of(), directory, directory.resolve(id + ".log")));
    }
  }

  /**
   * Puts a load on them and waits for its end.
   *
   * @param entry a file that holds the bytes of each entry
   * @param inFlight entries that are under way
   */
  public Replicated load(Path entry, int inFlight, Duration warmUp, Duration window)
      throws IOException, InterruptedException {
    List<String> command =
        programs.noopLoad(
            runtime,
            List.of(
                members,
                entry.toString(),
                Integer.toString(inFlight),
                Long.toString(warmUp.toSeconds()),
                Long.toString(window.toSeconds())));
    Process load =
        new ProcessBuilder(command)
            .redirectError(directory.resolve("load.log").toFile())
            .directory(directory.toFile())
            .start();
    watched(load);
    List<String> said = new ArrayList<>();
    try (BufferedReader reader = load.inputReader()) {
      reader.lines().forEach(said::add);
    }
    load.waitFor();
    if (said.size() != 2 || !said.get(0).equals(WARM)) {
      throw new ClusterException("the load ended early; see " + directory.resolve("load.log"));
    }
    String[] figures = said.get(1).split(" ");
    return new Replicated(Long.parseLong(figures[0]), Long.parseLong(figures[1]));
  }

  private void watched(Process process) throws ClusterException {
    processes.add(process);
    guardian.watch(ProcessMark.of(process.toHandle()));
  }

  /** Kills its processes; returns once they are gone. */
  @Override
  public void close() throws ClusterException {
    for (Process process : processes) {
      ProcessMark.of(process.toHandle()).kill();
    }
    guardian.close();
  }
}
