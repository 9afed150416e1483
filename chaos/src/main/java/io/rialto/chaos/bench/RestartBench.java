package io.rialto.chaos.bench;

import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.demo.DemoScreen;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.SnapshotFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Kills a node, then all of them, under load; measures how soon they serve again. Use once. */
public final class RestartBench {

  private final BenchPlan plan;
  private final Programs programs;
  private final DemoScreen screen;

  public RestartBench(BenchPlan plan, Programs programs, DemoScreen screen) {
    this.plan = plan;
    this.programs = programs;
    this.screen = screen;
  }

  /** Blocks until all is done. The exception says why there are no figures. */
  public RestartOutcome run() throws IOException, InterruptedException {
    return BenchRun.run(plan, List.of(), programs, screen, this::measure);
  }

  private RestartOutcome measure(ProcessCluster processes, LoadFigures loaded)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    MeasuredCluster cluster = new MeasuredCluster(processes);
    try (SustainedLoad load =
        new SustainedLoad(
            processes.file().endpoints(), plan.accounts(), plan.commandsPerSecond())) {
      screen.event("sustained load: " + plan.commandsPerSecond() + " commands a second");
      RestartOutcome.Restart node = medianOfRestarts(processes, cluster);
      BenchRun.letRun();
      RestartOutcome.Restart all = restartAll(processes, cluster, load);
      BenchRun.letRun();
      SustainedFigures sustained = load.finish();
      screen.event("comparing the replicas");
      boolean agree = cluster.compareReplicas().agrees();
      String first = cluster.nodes().get(0);
      return new RestartOutcome(
          plan,
          loaded,
          sustained,
          node,
          all,
          DiskUse.of(cluster.data(first)),
          cluster.statuses().get(first).getSnapshots().getBytes(),
          agree,
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + loaded.millis());
    }
  }

  private RestartOutcome.Restart medianOfRestarts(ProcessCluster processes, MeasuredCluster cluster)
      throws IOException, InterruptedException {
    List<RestartOutcome.Restart> restarts = new ArrayList<>();
    for (int i = 0; i < BenchLimits.RESTARTS; i++) {
      BenchRun.letRun();
      restarts.add(restartOne(processes, cluster));
    }
    restarts.sort(Comparator.comparingLong(RestartOutcome.Restart::millis));
    return restarts.get(BenchLimits.RESTARTS / 2);
  }

  private RestartOutcome.Restart restartOne(ProcessCluster processes, MeasuredCluster cluster)
      throws IOException, InterruptedException {
    String victim = cluster.follower();
    processes.kill(victim);
    screen.event("killed " + victim + " with SIGKILL");
    BenchRun.letRun();
    long target = cluster.appliedIndex();
    long start = System.nanoTime();
    processes.launch(victim);
    MeasuredCluster.Serving serving = cluster.awaitServing(victim, target);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    long processorMillis = cluster.processorMillis(victim);
    long listenMillis = TimeUnit.NANOSECONDS.toMillis(serving.listensNanos() - start);
    screen.event(victim + " listens after " + listenMillis + " ms, serves after " + millis + " ms");
    return restart(millis, listenMillis, processorMillis, List.of(serving.status()));
  }

  private RestartOutcome.Restart restartAll(
      ProcessCluster processes, MeasuredCluster cluster, SustainedLoad load)
      throws IOException, InterruptedException {
    for (String node : cluster.nodes()) {
      processes.kill(node);
    }
    screen.event("killed all nodes with SIGKILL");
    FirstAnswer.Expected answer = load.expectAnswer();
    long start = System.nanoTime();
    for (String node : cluster.nodes()) {
      processes.launch(node);
    }
    for (String node : cluster.nodes()) {
      cluster.awaitPort(node);
    }
    long listenMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    long millis = answer.awaitMillis(BenchLimits.SERVE_MAX);
    long processorMillis = cluster.processorMillis();
    screen.event("the first command is acknowledged after " + millis + " ms");
    for (String node : cluster.nodes()) {
      cluster.awaitServing(node, 0);
    }
    return restart(millis, listenMillis, processorMillis, cluster.statuses().values());
  }

  private static RestartOutcome.Restart restart(
      long millis, long listenMillis, long processorMillis, Collection<NodeStatus> statuses) {
    return new RestartOutcome.Restart(
        millis,
        listenMillis,
        statuses.stream()
            .map(NodeStatus::getSnapshots)
            .mapToLong(SnapshotFigures::getOpenMillis)
            .max()
            .orElse(0),
        processorMillis,
        statuses.stream()
            .mapToLong(
                status -> status.getAppliedLogIndex() - status.getSnapshots().getOpenedLogIndex())
            .max()
            .orElse(0));
  }
}
