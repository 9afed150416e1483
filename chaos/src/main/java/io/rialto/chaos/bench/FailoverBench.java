package io.rialto.chaos.bench;

import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.demo.DemoScreen;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Kills the leader again and again under load, each time as soon as the last one follows closely
 * again and a random while has passed; measures how long nobody was answered, and counts elections
 * that no kill caused. Use once.
 */
public final class FailoverBench {

  private final FailoverPlan plan;
  private final Programs programs;
  private final DemoScreen screen;
  private final SplittableRandom random;
  private final List<Failover> failovers = new ArrayList<>();

  public FailoverBench(FailoverPlan plan, Programs programs, DemoScreen screen) {
    this.plan = plan;
    this.programs = programs;
    this.screen = screen;
    this.random = new SplittableRandom(plan.seed());
  }

  /** Blocks until all is done. The exception says why there are no figures. */
  public FailoverOutcome run() throws IOException, InterruptedException {
    List<String> options =
        plan.electionTimeoutMillisMin() == 0
            ? List.of()
            : List.of("--election-timeout-min", Integer.toString(plan.electionTimeoutMillisMin()));
    return BenchRun.run(plan.base(), options, programs, screen, this::measure);
  }

  private FailoverOutcome measure(ProcessCluster processes, LoadFigures loaded)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    MeasuredCluster cluster = new MeasuredCluster(processes);
    int rate = plan.base().commandsPerSecond();
    try (SustainedLoad load =
        new SustainedLoad(processes.file().endpoints(), plan.base().accounts(), rate)) {
      screen.event("sustained load: " + rate + " commands a second");
      BenchRun.letRun();
      Elections elections = new Elections(term(cluster.statuses()));
      killLeaders(processes, cluster, load, elections);
      Followers followers = new Followers();
      letRunUntil(start + plan.loadMin().toNanos(), cluster, followers);
      Map<String, NodeStatus> statuses = cluster.statuses();
      elections.afterQuiet(term(statuses));
      followers.looked(statuses.values());
      long loadMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      SustainedFigures sustained = load.finish();
      screen.event("comparing the replicas");
      boolean agree = cluster.compareReplicas().agrees();
      return new FailoverOutcome(
          plan,
          loaded,
          sustained,
          List.copyOf(failovers),
          elections.falseOnes(),
          elections.repeated(),
          followers.lagEntriesMax(),
          followers.snapshotsMin(),
          agree,
          loadMillis,
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + loaded.millis());
    }
  }

  private static long term(Map<String, NodeStatus> statuses) {
    return statuses.values().stream().mapToLong(NodeStatus::getTerm).max().orElse(0);
  }

  private void killLeaders(
      ProcessCluster processes, MeasuredCluster cluster, SustainedLoad load, Elections elections)
      throws IOException, InterruptedException {
    while (failovers.size() < plan.kills()) {
      TimeUnit.NANOSECONDS.sleep(untilKill().toNanos());
      NodeStatus leader = leader(cluster);
      elections.afterQuiet(leader.getTerm());
      Failover failover = killLeader(leader.getNodeId(), processes, cluster, load, elections);
      failovers.add(failover);
      screen.event(
          failovers.size()
              + " of "
              + plan.kills()
              + ": "
              + failover.victim()
              + " killed; the next answer came after "
              + failover.millis()
              + " ms, from "
              + failover.successor());
    }
  }

  private Duration untilKill() {
    return Duration.ofMillis(
        random.nextLong(
            BenchLimits.BETWEEN_KILLS_MIN.toMillis(),
            BenchLimits.BETWEEN_KILLS_MAX.toMillis() + 1));
  }

  private Failover killLeader(
      String victim,
      ProcessCluster processes,
      MeasuredCluster cluster,
      SustainedLoad load,
      Elections elections)
      throws IOException, InterruptedException {
    long killedMillis = System.currentTimeMillis();
    long killedNanos = System.nanoTime();
    processes.kill(victim);
    // What is sent from here on cannot have been answered by the one that died.
    FirstAnswer.Expected answer = load.expectAnswer();
    long goneMillis = TimeUnit.NANOSECONDS.toMillis(answer.sinceNanos() - killedNanos);
    long millis = goneMillis + answer.awaitMillis(BenchLimits.SERVE_MAX);
    NodeStatus successor = leader(cluster);
    elections.afterKill(successor.getTerm());
    processes.launch(victim);
    cluster.awaitServing(victim, cluster.appliedIndex());
    return Failover.of(
        victim, successor.getNodeId(), millis, killedMillis, successor.getSuccession());
  }

  /** Who leads and is ready; asked until there is one. */
  private static NodeStatus leader(MeasuredCluster cluster)
      throws BenchException, InterruptedException {
    long deadline = System.nanoTime() + BenchLimits.SERVE_MAX.toNanos();
    while (System.nanoTime() < deadline) {
      NodeStatus newest =
          cluster.statuses().values().stream()
              .filter(status -> status.getRole() == Role.LEADER && status.getReady())
              .max(Comparator.comparingLong(NodeStatus::getTerm))
              .orElse(null);
      if (newest != null) {
        return newest;
      }
      TimeUnit.NANOSECONDS.sleep(BenchLimits.LOOK_EVERY.toNanos());
    }
    throw new BenchException("no leader within " + BenchLimits.SERVE_MAX.toSeconds() + " s");
  }

  private void letRunUntil(long nanos, MeasuredCluster cluster, Followers followers)
      throws InterruptedException {
    long left = nanos - System.nanoTime();
    if (left <= 0) {
      return;
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(left);
    screen.workloadStarts("load without kills, in seconds", seconds);
    try {
      for (long passed = 0; nanos - System.nanoTime() > 0; passed++) {
        screen.workloadProgress(Math.min(passed, seconds));
        if (passed % BenchLimits.FOLLOWERS_LOOK_SECONDS == 0) {
          followers.looked(cluster.statuses().values());
        }
        TimeUnit.NANOSECONDS.sleep(
            Math.max(0, Math.min(nanos - System.nanoTime(), TimeUnit.SECONDS.toNanos(1))));
      }
    } finally {
      screen.workloadEnds();
    }
  }
}
