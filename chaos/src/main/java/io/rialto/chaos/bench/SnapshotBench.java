package io.rialto.chaos.bench;

import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.demo.DemoScreen;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.SnapshotFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Waits for snapshots under load and reads what they cost; then takes a node's data away and
 * measures how long it needs to be a whole replica again. Use once.
 */
public final class SnapshotBench {

  private static final int SNAPSHOTS_OF_EACH = 2;

  /** And little log behind them, so that a blank node needs one. */
  private static final List<String> FREQUENT_SNAPSHOTS =
      List.of(
          "--snapshot-entries",
          "1000",
          "--log-entries-kept",
          "100",
          "--log-segment-bytes",
          "262144");

  private final BenchPlan plan;
  private final Programs programs;
  private final DemoScreen screen;

  public SnapshotBench(BenchPlan plan, Programs programs, DemoScreen screen) {
    this.plan = plan;
    this.programs = programs;
    this.screen = screen;
  }

  /** Blocks until all is done. The exception says why there are no figures. */
  public SnapshotOutcome run() throws IOException, InterruptedException {
    return BenchRun.run(plan, FREQUENT_SNAPSHOTS, programs, screen, this::measure);
  }

  private SnapshotOutcome measure(ProcessCluster processes, LoadFigures loaded)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    MeasuredCluster cluster = new MeasuredCluster(processes);
    try (SustainedLoad load =
        new SustainedLoad(
            processes.file().endpoints(), plan.accounts(), plan.commandsPerSecond())) {
      screen.event("sustained load: " + plan.commandsPerSecond() + " commands a second");
      Collection<SnapshotFigures> taken = awaitSnapshots(cluster);
      DiskUse disk = DiskUse.of(cluster.data(cluster.nodes().get(0)));
      String victim = cluster.follower();
      long installMillis = replace(victim, processes, cluster);
      SnapshotFigures victims = cluster.statuses().get(victim).getSnapshots();
      SustainedFigures sustained = load.finish();
      boolean agree = cluster.compareReplicas().agrees();
      return new SnapshotOutcome(
          plan,
          loaded,
          sustained,
          taken.stream().mapToLong(SnapshotFigures::getTaken).sum(),
          most(taken, SnapshotFigures::getApplyPauseMillisMax),
          most(taken, SnapshotFigures::getApplyPauseMillisLast),
          most(taken, SnapshotFigures::getBytes),
          disk,
          installMillis,
          victims.getInstallMillisLast(),
          victims.getInstalled(),
          agree,
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + loaded.millis());
    }
  }

  private static long most(
      Collection<SnapshotFigures> figures, ToLongFunction<SnapshotFigures> one) {
    return figures.stream().mapToLong(one).max().orElse(0);
  }

  /** Until each node has taken some more under the sustained load. */
  private Collection<SnapshotFigures> awaitSnapshots(MeasuredCluster cluster)
      throws BenchException, InterruptedException {
    long before = fewestTaken(figures(cluster));
    long deadline = System.nanoTime() + BenchLimits.SNAPSHOTS_MAX.toNanos();
    screen.workloadStarts("waiting for snapshots of each node", SNAPSHOTS_OF_EACH);
    try {
      while (true) {
        List<SnapshotFigures> figures = figures(cluster);
        long more = fewestTaken(figures) - before;
        screen.workloadProgress(Math.min(more, SNAPSHOTS_OF_EACH));
        if (more >= SNAPSHOTS_OF_EACH && figures.size() == BenchLimits.NODES) {
          return figures;
        }
        if (System.nanoTime() >= deadline) {
          throw new BenchException(
              "each node took "
                  + more
                  + " snapshots within "
                  + BenchLimits.SNAPSHOTS_MAX.toSeconds()
                  + " s; "
                  + SNAPSHOTS_OF_EACH
                  + " are needed");
        }
        TimeUnit.SECONDS.sleep(1);
      }
    } finally {
      screen.workloadEnds();
    }
  }

  private static List<SnapshotFigures> figures(MeasuredCluster cluster)
      throws InterruptedException {
    return cluster.statuses().values().stream().map(NodeStatus::getSnapshots).toList();
  }

  private static long fewestTaken(List<SnapshotFigures> figures) {
    return figures.stream().mapToLong(SnapshotFigures::getTaken).min().orElse(0);
  }

  private long replace(String victim, ProcessCluster processes, MeasuredCluster cluster)
      throws IOException, InterruptedException {
    processes.kill(victim);
    delete(cluster.data(victim));
    screen.event("killed " + victim + " and deleted its data");
    long target = cluster.appliedIndex();
    long start = System.nanoTime();
    processes.launchBlank(victim);
    cluster.awaitServing(victim, target);
    boolean whole = cluster.compareReplicas().agrees();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    screen.event(
        victim
            + (whole ? " holds what the others hold" : " serves, and DIFFERS from the others")
            + " after "
            + millis
            + " ms");
    return millis;
  }

  private static void delete(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(directory)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
