package io.rialto.chaos.bench;

import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.demo.DemoScreen;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * Puts a load on a cluster of its own, lets it run until everything is warm, and measures a window
 * of it. Use once.
 */
public final class LoadBench {

  private final LoadPlan plan;
  private final Programs programs;
  private final DemoScreen screen;
  private final List<LoadClient> clients = new ArrayList<>();

  public LoadBench(LoadPlan plan, Programs programs, DemoScreen screen) {
    this.plan = plan;
    this.programs = programs;
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
    CommandRounds rounds = new CommandRounds(plan);
    try {
      for (int number = 0; number < plan.clients(); number++) {
        clients.add(
            new LoadClient(processes.file().endpoints(), plan, rounds.of(number), number + 1));
      }
      clients.forEach(LoadClient::start);
      watch("warming up", plan.warmUp().toSeconds());
      return measureWindow(processes, cluster, start);
    } finally {
      clients.forEach(LoadClient::close);
    }
  }

  private LoadOutcome measureWindow(
      ProcessCluster processes, MeasuredCluster cluster, long startNanos)
      throws IOException, InterruptedException {
    Map<String, ProcessorTimes> timesBefore = times(processes, cluster);
    long entriesBefore = cluster.appliedIndex();
    LoadCounts before = counts();
    long from = System.nanoTime();
    clients.forEach(LoadClient::beginWindow);
    List<Long> perSecond = watch("measuring", plan.window().toSeconds());
    clients.forEach(LoadClient::endWindow);
    long nanos = System.nanoTime() - from;
    LoadCounts counts = counts().minus(before);
    long entries = cluster.appliedIndex() - entriesBefore;
    Map<String, Map<String, Long>> processors = since(timesBefore, times(processes, cluster));

    Histogram micros = drain();
    screen.event("comparing the replicas");
    return new LoadOutcome(
        plan,
        nanos,
        counts,
        micros,
        entries,
        perSecond,
        processors,
        cluster.compareReplicas().agrees(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos));
  }

  /** Lets it run; returns how many were answered in each second. */
  private List<Long> watch(String what, long seconds) throws InterruptedException {
    List<Long> perSecond = new ArrayList<>();
    long start = System.nanoTime();
    long last = counts().answered();
    screen.workloadStarts(what + " for " + seconds + " s", seconds);
    try {
      for (long second = 1; second <= seconds; second++) {
        long end = start + TimeUnit.SECONDS.toNanos(second);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, end - System.nanoTime()));
        long now = counts().answered();
        perSecond.add(now - last);
        last = now;
        screen.workloadProgress(second);
      }
    } finally {
      screen.workloadEnds();
    }
    return perSecond;
  }

  private LoadCounts counts() {
    return clients.stream().map(LoadClient::counts).reduce(LoadCounts.NONE, LoadCounts::plus);
  }

  private Histogram drain() throws InterruptedException {
    for (LoadClient client : clients) {
      client.stopSending();
    }
    Histogram micros = null;
    for (LoadClient client : clients) {
      Histogram each = client.awaitAll();
      if (micros == null) {
        micros = each;
      } else {
        micros.add(each);
      }
    }
    return micros;
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
