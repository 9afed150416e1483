package io.rialto.chaos.bench;

import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.demo.DemoScreen;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.Role;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Puts a load on a cluster of its own, lets it run until everything is warm, and measures a window
 * of it. Use once.
 */
public final class LoadBench {

  private final LoadPlan plan;
  private final Programs programs;
  private final boolean trained;
  private final DemoScreen screen;

  public LoadBench(LoadPlan plan, Programs programs, DemoScreen screen) {
    this.plan = plan;
    this.programs = programs;
    this.trained = programs.nodesAreTrained();
    this.screen = screen;
  }

  /** Blocks until all is done. The exception says why there are no figures. */
  public LoadOutcome run() throws IOException, InterruptedException {
    return BenchRun.onCluster(
        new BenchRun.Setting(plan.nodes(), plan.heapMegabytes(), List.of(), plan.keep()),
        programs,
        screen,
        this::measure);
  }

  private LoadOutcome measure(ProcessCluster processes) throws IOException, InterruptedException {
    long start = System.nanoTime();
    MeasuredCluster cluster = new MeasuredCluster(processes);
    try (LoadClients clients =
        new LoadClients(targets(processes.file().endpoints()), plan, screen)) {
      clients.start();
      clients.watch("warming up", plan.warmUp().toSeconds());
      return measureWindow(clients, processes, cluster, start);
    }
  }

  private List<LoadTarget> targets(List<String> endpoints) {
    CommandRounds rounds = new CommandRounds(plan);
    return IntStream.range(0, plan.clients())
        .<LoadTarget>mapToObj(
            number -> new RialtoTarget(endpoints, plan.inFlightPerClient(), rounds.of(number)))
        .toList();
  }

  private LoadOutcome measureWindow(
      LoadClients clients, ProcessCluster processes, MeasuredCluster cluster, long startNanos)
      throws IOException, InterruptedException {
    Map<String, ProcessorTimes> timesBefore = times(processes, cluster);
    long entriesBefore = cluster.appliedIndex();
    LoadClients.Window window = clients.measure(plan.window().toSeconds());
    long entries = cluster.appliedIndex() - entriesBefore;
    Map<String, Map<String, Long>> processors = since(timesBefore, times(processes, cluster));

    Optional<ColdStart> coldStart = Optional.empty();
    if (plan.then().isPresent()) {
      coldStart = Optional.of(ColdStart.measure(plan.then().get(), processes, clients, screen));
    }
    Histogram micros = clients.drain();
    screen.event("comparing the replicas");
    return new LoadOutcome(
        plan,
        trained,
        window.nanos(),
        window.counts(),
        micros,
        entries,
        window.perSecond(),
        processors,
        coldStart,
        cluster.compareReplicas().agrees(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos));
  }

  /** By part: who leads is one, the others together another. */
  private static Map<String, ProcessorTimes> times(
      ProcessCluster processes, MeasuredCluster cluster) throws InterruptedException {
    Map<String, NodeStatus> statuses = cluster.statuses();
    Map<String, ProcessorTimes> times = new TreeMap<>();
    times.put("client", ProcessorTimes.of(ProcessHandle.current().pid()));
    times.put("quotes", ProcessorTimes.of(processes.file().quoteProxy().processId()));
    for (String node : cluster.nodes()) {
      boolean leads = statuses.containsKey(node) && statuses.get(node).getRole() == Role.LEADER;
      times.put(
          leads ? "leader" : "follower " + node,
          ProcessorTimes.of(processes.file().node(node).processId()));
    }
    return times;
  }

  private static Map<String, Map<String, Long>> since(
      Map<String, ProcessorTimes> before, Map<String, ProcessorTimes> after) {
    return after.entrySet().stream()
        .filter(part -> before.containsKey(part.getKey()))
        .collect(
            Collectors.toMap(
                part -> part.getKey().replaceFirst("follower .*", "followers"),
                part -> part.getValue().microsSince(before.get(part.getKey())),
                LoadBench::together,
                TreeMap::new));
  }

  private static Map<String, Long> together(Map<String, Long> one, Map<String, Long> other) {
    Map<String, Long> sum = new TreeMap<>(one);
    other.forEach((name, micros) -> sum.merge(name, micros, Long::sum));
    return sum;
  }
}
